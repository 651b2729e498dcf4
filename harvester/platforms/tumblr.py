"""Tumblr: posts of blogs, its embeds, and the clock inside the longer ids."""

from harvester.platforms.clocks import at_second
from harvester.platforms.declaration import FRAME, Example, IdTime, Markup, Platform, Route

_EPOCH_MS = 10**12
_FIRST_TIMED = 10**17  # shorter ids only count


def posted_at(post_id: str) -> IdTime | None:
    """When a post was made, in UTC; drafts and queued posts appear later than that.

    >>> posted_at("626907179849564160").moment.isoformat()
    '2020-08-19T19:27:56+00:00'
    >>> posted_at("139044569770") is None
    True
    """
    counted = int(post_id)
    return at_second(((counted >> 20) + _EPOCH_MS) // 1000) if counted >= _FIRST_TIMED else None


TUMBLR = Platform(
    name="tumblr",
    title="Tumblr",
    hosts=("tumblr.com",),
    handle=r"[a-z0-9][a-z0-9-]{0,31}",
    post_id=r"\d{9,19}",
    routes=(
        Route("/embed/post/{key}/{id}", permalink="https://embed.tumblr.com/embed/post/{key}/{id}"),
        Route("//{handle}.tumblr.com/post/{id}"),
        Route("//{handle}.tumblr.com/{id}"),
        Route("/blog/view/{handle}/{id}"),
        Route("/{handle}/{id}"),
        Route("/widgets/share/", kind="action"),
        Route("/share", kind="action"),
        Route("//tumblr.com/{handle}$", kind="profile"),
    ),
    permalink="https://www.tumblr.com/{handle}/{id}",
    markup=(
        Markup("blockquote", classes=("tumblr-post",), source=("data-href",)),
        Markup("blockquote", classes=("tumblr-post",)),
        Markup("iframe", tags=("iframe",), source=FRAME),
    ),
    posted_at=posted_at,
    examples=(
        Example("https://harbour.tumblr.com/post/626907179849564160/rain-again", post_id="626907179849564160", handle="harbour"),
        Example("https://www.tumblr.com/harbour/730460905855467520/rain", post_id="730460905855467520", handle="harbour"),
        Example("https://embed.tumblr.com/embed/post/f5Ambk3tSAzmwTFQgrEUqw/139044569770", post_id="139044569770"),
        Example("https://www.tumblr.com/share/link?url=https://tide.example", kind="action"),
    ),
)  # fmt: skip
