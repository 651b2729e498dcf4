"""Twitter, now X: permalinks, mirrors, embed markup, signatures and the clock inside its ids."""

from datetime import UTC, datetime

from harvester.platforms.declaration import Example, Markup, Platform, Route

_EPOCH_MS = 1288834974657  # 2010-11-04T01:42:54Z, when ids began to carry the time
_FIRST_SNOWFLAKE = 29_700_859_247  # the last id that was only counted


def posted_at(post_id: str) -> datetime | None:
    """The second a tweet was posted, in UTC; None for ids of before November 2010, which are counters.

    >>> posted_at("1349794411333394432").isoformat()
    '2021-01-14T19:04:00+00:00'
    >>> posted_at("20") is None
    True
    """
    number = int(post_id)
    if number <= _FIRST_SNOWFLAKE:
        return None
    seconds = ((number >> 22) + _EPOCH_MS) // 1000
    return datetime.fromtimestamp(seconds, UTC) if seconds < 2**32 else None


TWITTER = Platform(
    name="twitter",
    title="Twitter / X",
    hosts=(
        "twitter.com",
        "x.com",
        "platform.twitter.com",
        "platform.x.com",
        "twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid.onion",
        "fxtwitter.com",
        "vxtwitter.com",
        "twittpr.com",
        "fixupx.com",
        "fixvx.com",
        "xfixup.com",
        "nitter.net",
        "nitter.space",
        "nitter.tiekoetter.com",
        "xcancel.com",
        "lightbrd.com",
        "t.co",
        "pic.twitter.com",
        "pic.x.com",
    ),
    handle=r"[A-Za-z0-9_]{1,20}",
    post_id=r"\d{1,19}",
    anonymous_handle="i",
    # Old embeds and services print a placeholder where the author's handle stands.
    not_handles=frozenset({"i", "twitter", "user", "statuses", "anyuser", "web", "share", "intent"}),
    routes=(
        Route("/i/web/status/{id}"),
        Route("/i/videos/tweet/{id}"),
        Route("/{handle}/status/{id}"),
        Route("/{handle}/statuses/{id}"),
        Route("/statuses/{id}"),
        Route("/embed/Tweet.html", query="id"),
        Route("/embed/index.html", query="id"),
        Route("/{handle}/lists/", kind="list"),
        Route("/i/lists/", kind="list"),
        Route("/intent/", kind="action"),
        Route("/share", kind="action"),
        Route("/hashtag/", kind="hashtag"),
        Route("/search", kind="search"),
    ),
    permalink="https://twitter.com/{handle}/status/{id}",
    markup=(
        Markup(
            "blockquote",
            tags=("blockquote", "div"),
            classes=("twitter-tweet", "twitter-video", "nojs-tweet", "tweet-embed", "social-embed"),
        ),
        Markup("quote", tags=("blockquote",)),
        Markup("widget", source=("data-tweet-id", "data-tweetid"), holds="id"),
        Markup("iframe", tags=("iframe",), source=("src", "data-src", "data-lazy-src")),
        Markup("shell", tags=("div",), source=("data-resourceurl", "data-url")),
        Markup("shell", tags=("div",), classes=("embed-twitter",), source=("data-embed-id",), holds="id"),
    ),
    link_marks=("/status",),
    signs_in_brackets=True,
    prints_utc_day=True,
    media_links=("pic.twitter.com/", "pic.x.com/"),
    short_links=("https://t.co/", "http://t.co/"),
    posted_at=posted_at,
    examples=(
        Example("https://twitter.com/jack/status/20", post_id="20", handle="jack"),
        Example("//mobile.twitter.com/jack/statuses/20?s=20", post_id="20", handle="jack"),
        Example("http://twitter.com/#!/jack/status/20", post_id="20", handle="jack"),
        Example("https://x.com/i/status/1349794411333394432", post_id="1349794411333394432"),
        Example("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20", post_id="20"),
        Example("https://twitframe.com/show?url=https%3A%2F%2Fx.com%2Fjack%2Fstatus%2F20", post_id="20", handle="jack"),
        Example("https://web.archive.org/web/2019im_/https://twitter.com/jack/status/20/photo/1", post_id="20", handle="jack"),
        Example("https://nitter.net/jack/status/20#m", post_id="20", handle="jack"),
        Example("https://twitter.com/intent/tweet?text=hello", kind="action"),
        Example("https://twitter.com/hashtag/news?src=hash", kind="hashtag"),
        Example("https://twitter.com/jack", kind="other"),
    ),
)  # fmt: skip
