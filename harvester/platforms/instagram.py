"""Instagram: permalinks, embed markup and the clock inside its shortcodes."""

from datetime import UTC, datetime

from harvester.platforms.declaration import Example, Markup, Platform, Route

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_EPOCH_MS = 1314220021721  # 2011-08-24T21:07:01Z
_PRIVATE_EXTRA = 28  # the key that a private post's code carries behind the code itself


def posted_at(code: str) -> datetime | None:
    """The second a post was made, read from its shortcode, in UTC.

    >>> posted_at("BalQ2SWFty8").date().isoformat()
    '2017-10-23'
    """
    number = 0
    for character in code[:-_PRIVATE_EXTRA] if len(code) > _PRIVATE_EXTRA else code:
        number = number * 64 + _VALUE[character]
    seconds = ((number >> 23) + _EPOCH_MS) // 1000
    return datetime.fromtimestamp(seconds, UTC) if seconds < 2**32 else None


INSTAGRAM = Platform(
    name="instagram",
    title="Instagram",
    hosts=("instagram.com", "instagr.am"),
    handle=r"[A-Za-z0-9._]{1,30}",
    post_id=r"[A-Za-z0-9_-]{10,39}",
    not_handles=frozenset({"explore", "stories", "share", "p", "tv", "reel", "reels", "accounts"}),
    routes=(
        Route("/stories/", kind="story"),
        Route("/share/", kind="shortlink"),
        Route("/explore/", kind="search"),
        Route("/p/{id}"),
        Route("/tv/{id}"),
        Route("/reel/{id}"),
        Route("/reels/{id}"),
        Route("/{handle}/p/{id}"),
        Route("/{handle}/reel/{id}"),
    ),
    permalink="https://www.instagram.com/p/{id}/",
    markup=(
        Markup(
            "blockquote",
            tags=("blockquote",),
            classes=("instagram-media",),
            source=("data-instgrm-permalink",),
            has_words=False,
        ),
        Markup("blockquote", tags=("blockquote",), classes=("instagram-media",), has_words=False),
        Markup("iframe", tags=("iframe",), source=("src", "data-src", "data-lazy-src")),
        Markup("amp", tags=("amp-instagram",), source=("data-shortcode",), holds="id"),
    ),
    link_marks=("instagram.com/", "instagr.am/"),
    posted_at=posted_at,
    examples=(
        Example("https://www.instagram.com/p/BalQ2SWFty8/?utm_source=ig_embed", post_id="BalQ2SWFty8"),
        Example("https://instagr.am/tv/B95M4kNhbzz/", post_id="B95M4kNhbzz"),
        Example("https://www.instagram.com/stories/highlights/18090946048123978/", kind="story"),
        Example("https://www.instagram.com/jack/", kind="other"),
    ),
)  # fmt: skip
