"""Weibo: posts by number or by the same number in letters, and the clock inside it."""

from harvester.platforms.clocks import at_second, number
from harvester.platforms.declaration import Example, IdTime, Platform, Route

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EPOCH = 515483463  # seconds
_GROUP = 4  # so many letters from the right stand for seven digits


def posted_at(post_id: str) -> IdTime | None:
    """When a post was made, in UTC.

    >>> posted_at("N4xlMvjhI") == posted_at("4910815147462302")
    True
    """
    mid = int(post_id) if post_id.isdecimal() else _mid(post_id)
    return at_second((mid >> 22) + _EPOCH, not_before=2009)


def _mid(letters: str) -> int:
    """The number that the letters of an address stand for.

    >>> _mid("N4xlMvjhI")
    4910815147462302
    """
    head = len(letters) % _GROUP or _GROUP
    groups = [
        letters[:head],
        *(letters[at : at + _GROUP] for at in range(head, len(letters), _GROUP)),
    ]
    return int("".join(f"{number(group, _ALPHABET):07d}" for group in groups))


WEIBO = Platform(
    name="weibo",
    title="Weibo",
    hosts=("weibo.com", "weibo.cn"),
    handle=r"\d{5,12}",
    post_id=r"\d{16}|[A-Za-z0-9]{9}",
    routes=(
        Route("/status/{id}"),
        Route("/detail/{id}"),
        Route("/{handle}/{id}"),
        Route("/u/{handle}", kind="profile"),
    ),
    permalink="https://m.weibo.cn/status/{id}",
    posted_at=posted_at,
    examples=(
        Example("https://weibo.com/7827771738/N4xlMvjhI", post_id="N4xlMvjhI", handle="7827771738"),
        Example("https://m.weibo.cn/status/4189191225395228", post_id="4189191225395228"),
        Example("https://weibo.com/u/7827771738", kind="profile", handle="7827771738"),
    ),
)  # fmt: skip
