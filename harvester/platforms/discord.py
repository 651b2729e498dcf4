"""Discord: links to messages, and the clock inside its ids."""

from harvester.platforms.clocks import at_second
from harvester.platforms.declaration import Example, IdTime, Platform, Route

_EPOCH_MS = 1420070400000  # 2015-01-01


def posted_at(post_id: str) -> IdTime | None:
    """When a message was sent, in UTC.

    >>> posted_at("175928847299117063").moment.isoformat()
    '2016-04-30T11:18:25+00:00'
    """
    return at_second(((int(post_id) >> 22) + _EPOCH_MS) // 1000, not_before=2015)


DISCORD = Platform(
    name="discord",
    title="Discord",
    hosts=("discord.com", "discordapp.com", "discord.gg"),
    handle=r"[\w.]{2,32}",
    post_id=r"\d{17,19}",
    routes=(
        Route("/channels/{server}/{channel}/{id}", permalink="https://discord.com/channels/{server}/{channel}/{id}"),
        Route("//discord.gg/", kind="invitation"),
        Route("/invite/", kind="invitation"),
    ),
    permalink="",
    posted_at=posted_at,
    examples=(
        Example("https://discord.com/channels/81384788765712384/381870553235193857/175928847299117063", post_id="175928847299117063"),
        Example("https://discord.gg/abcdef", kind="invitation"),
    ),
)  # fmt: skip
