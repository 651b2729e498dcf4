"""Bluesky: permalinks, at:// addresses, embed markup and the clock inside its record keys."""

from datetime import UTC, datetime

from harvester.platforms.declaration import Example, Markup, Platform, Route

_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}


def posted_at(record_key: str) -> datetime | None:
    """The second the record was made, in UTC, as the client that made it says.

    >>> posted_at("3jzn6g7ixgq2y").date().isoformat()
    '2023-07-03'
    """
    number = 0
    for character in record_key:
        number = number * 32 + _VALUE[character]
    seconds = (number >> 10) // 1_000_000
    return datetime.fromtimestamp(seconds, UTC) if seconds < 2**32 else None


BLUESKY = Platform(
    name="bluesky",
    title="Bluesky",
    hosts=("bsky.app", "embed.bsky.app"),
    handle=r"did:plc:[a-z2-7]{24}|(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,63}",
    post_id=r"[2-7a-z]{13}",
    routes=(
        Route("/profile/{handle}/post/{id}"),
        Route("/embed/{handle}/app.bsky.feed.post/{id}"),
        Route("/profile/{handle}", kind="profile"),
    ),
    permalink="https://bsky.app/profile/{handle}/post/{id}",
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("bluesky-embed",)),
        Markup("iframe", tags=("iframe",), source=("src", "data-src")),
    ),
    link_marks=("bsky.app/",),
    signs_in_brackets=True,
    posted_at=posted_at,
    examples=(
        Example("https://bsky.app/profile/bsky.app/post/3l3vgf77uco2g", post_id="3l3vgf77uco2g", handle="bsky.app"),
        Example("https://bsky.app/profile/bsky.app", kind="profile", handle="bsky.app"),
    ),
)  # fmt: skip
