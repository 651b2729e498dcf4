"""Bluesky: permalinks, at:// addresses, embed markup and the clock inside its record keys."""

from harvester.platforms.clocks import at_second, number
from harvester.platforms.declaration import ALONE, FRAME, Example, IdTime, Markup, Platform, Route

_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"


def posted_at(record_key: str) -> IdTime | None:
    """The second the record was made, in UTC, as the client that made it says.

    >>> posted_at("3jzn6g7ixgq2y").moment.date().isoformat()
    '2023-07-03'
    """
    return at_second((number(record_key, _ALPHABET) >> 10) // 1_000_000, not_before=2022)


BLUESKY = Platform(
    name="bluesky",
    title="Bluesky",
    hosts=("bsky.app", "bskyx.app", "fxbsky.app"),
    handle=r"did:plc:[a-z2-7]{24}|did:web:[A-Za-z0-9.-]{1,63}|(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,63}",
    post_id=r"[2-7a-z]{13}",
    routes=(
        Route("/profile/{handle}/post/{id}"),
        Route("/embed/{handle}/app.bsky.feed.post/{id}"),
        Route("/at/{handle}/app.bsky.feed.post/{id}"),
        Route("/profile/{handle}/feed/", kind="feed"),
        Route("/profile/{handle}/lists/", kind="list"),
        Route("/profile/{handle}", kind="profile"),
        Route("/intent/", kind="action"),
        Route("/search", kind="search"),
        Route("/hashtag/", kind="hashtag"),
    ),
    permalink="https://bsky.app/profile/{handle}/post/{id}",
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("bluesky-embed",), source=("data-bluesky-uri",)),
        Markup("blockquote", tags=("blockquote",), classes=("bluesky-embed",)),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("shell", tags=("div", "bsky-embed", "bsky-post"), source=("data-bluesky-uri",)),
        Markup("shell", tags=("div", "figure"), source=("data-resourceurl", "data-url", "data-embed-url")),
        Markup("address", tags=ALONE, source="text"),
    ),
    signs_in_brackets=True,
    media_words=("[image or embed]",),
    posted_at=posted_at,
    called=("Bluesky",),
    examples=(
        Example("https://bsky.app/profile/bsky.app/post/3l3vgf77uco2g", post_id="3l3vgf77uco2g", handle="bsky.app"),
        Example("at://did:plc:ia76kvnndjutgedggx2ibrem/app.bsky.feed.post/3l6zrz6zyl2dr", post_id="3l6zrz6zyl2dr", handle="did:plc:ia76kvnndjutgedggx2ibrem"),
        Example("https://bsky.app/profile/bsky.app", kind="profile", handle="bsky.app"),
    ),
)  # fmt: skip
