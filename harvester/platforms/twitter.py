"""Twitter, now X: permalinks, mirrors, embed markup, signatures and the clock inside its ids."""

from bisect import bisect_right
from functools import cache
from importlib.resources import files

from harvester.platforms.clocks import at_second
from harvester.platforms.declaration import ALONE, FRAME, Example, IdTime, Markup, Platform, Route

_EPOCH_MS = 1288834974657  # 2010-11-04T01:42:54Z, when ids began to carry the time
_LAST_COUNTED = 29_700_859_247  # of 2010-11-04T21:02:48Z
_FIRST_TIMED = 290_000_000_000_000  # ids between these two do not exist


def posted_at(post_id: str) -> IdTime | None:
    """When a tweet was posted: to the second since November 2010, before that within two days.

    >>> posted_at("1349794411333394432").moment.isoformat()
    '2021-01-14T19:04:00+00:00'
    >>> posted_at("13430016778").precision
    'days'
    """
    counted = int(post_id)
    if counted <= _LAST_COUNTED:
        return _interpolated(counted)
    if counted < _FIRST_TIMED:
        return None
    return at_second(((counted >> 22) + _EPOCH_MS) // 1000)


def _interpolated(counted: int) -> IdTime | None:
    """Old ids only counted: the time lies between those of the nearest tweets that are known."""
    known = _known()
    after = min(bisect_right(known, (counted, 1 << 40)), len(known) - 1)
    if after == 0:
        return None
    (low, start), (high, end) = known[after - 1], known[after]
    told = at_second(start + (end - start) * (counted - low) // (high - low))
    return told and told._replace(precision="days")


@cache
def _known() -> list[tuple[int, int]]:
    """Ids of old tweets and when they were posted, in order."""
    lines = (files(__package__) / "twitter-before-2010.csv").read_text("ascii").splitlines()[1:]
    pairs = (line.split(",") for line in lines)
    return [(int(tweet), int(seconds)) for tweet, seconds in pairs]


TWITTER = Platform(
    name="twitter",
    title="Twitter / X",
    hosts=(
        "twitter.com",
        "x.com",
        "twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid.onion",
        "fxtwitter.com",
        "vxtwitter.com",
        "twittpr.com",
        "fixupx.com",
        "fixvx.com",
        "xfixup.com",
        "xcancel.com",
        "lightbrd.com",
        "t.co",
    ),
    host_starts=("nitter.",),
    handle=r"[A-Za-z0-9_]{1,20}",
    post_id=r"\d{1,19}",
    anonymous_handle="i",
    # Old embeds and services print a placeholder where the author's handle stands.
    not_handles=frozenset({"i", "twitter", "user", "statuses", "anyuser", "web", "share", "intent"}),
    routes=(
        Route("//t.co/i", kind="tracker"),
        Route("//t.co/", kind="shortlink"),
        Route("//pic.twitter.com/", kind="media"),
        Route("//pic.x.com/", kind="media"),
        Route("//analytics.twitter.com/", kind="tracker"),
        Route("/i/web/status/{id}"),
        Route("/i/videos/tweet/{id}"),
        Route("/{handle}/status/{id}"),
        Route("/{handle}/statuses/{id}"),
        Route("/statuses/{id}"),
        Route("/embed/Tweet.html", query=("id",)),
        Route("/embed/index.html", query=("id",)),
        Route("/i/lists/", kind="list"),
        Route("/{handle}/lists/", kind="list"),
        Route("/{handle}/likes", kind="profile"),
        Route("/i/events/", kind="event"),
        Route("/i/broadcasts/", kind="broadcast"),
        Route("/i/spaces/", kind="space"),
        Route("/i/", kind="other"),
        Route("/intent/", kind="action"),
        Route("/share", kind="action"),
        Route("/home", kind="action"),
        Route("/hashtag/", kind="hashtag"),
        Route("/search", kind="search"),
        Route("/widgets/", kind="widget"),
        Route("/{digits}$", kind="widget"),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://twitter.com/{handle}/status/{id}",
    markup=(
        Markup(
            "blockquote",
            tags=("blockquote", "div", "table"),
            classes=(
                "twitter-tweet",
                "twitter-video",
                "nojs-tweet",
                "tweet-embed",
                "social-embed",
                "js-tweet",
                "kg-twitter-card",
            ),
        ),
        Markup("quote", tags=("blockquote",)),
        Markup("widget", source=("data-tweet-id", "data-tweetid"), holds="id"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("shell", tags=("div", "figure", "section"), source=("data-resourceurl", "data-url", "data-href", "data-embed-url")),
        Markup("shell", tags=("div",), classes=("embed-twitter",), source=("data-embed-id",), holds="id"),
        Markup("card", tags=("a",), classes=("tweet-link-top",), source=("href",), words="behind", words_in=("class", "tweet-header")),
        Markup("page", tags=("article", "div"), named="data-testid", values=("tweet", "simpleTweet"), source="first", site="https://x.com", words="marked", words_in=("data-testid", "tweetText")),
        Markup("address", tags=ALONE, source="text"),
    ),
    signs_in_brackets=True,
    prints_utc_day=True,
    media_links=("pic.twitter.com/", "pic.x.com/"),
    short_links=("https://t.co/", "http://t.co/"),
    posted_at=posted_at,
    called=(
        "Twitter", "X", "Твиттере", "Твиттер", "Твіттері", "Твитеру", "تويتر", "إكس", "توییتر", "توئیتر", "ایکس", "טוויטר",
        "ट्विटर", "ٹوئٹر", "ٹویٹر", "টুইটার", "ทวิตเตอร์", "ツイッター", "트위터", "推特",
    ),
    examples=(
        Example("https://twitter.com/jack/status/20", post_id="20", handle="jack"),
        Example("//mobile.twitter.com/jack/statuses/20?s=20", post_id="20", handle="jack"),
        Example("http://twitter.com/#!/jack/status/20", post_id="20", handle="jack"),
        Example("https://x.com/i/status/1349794411333394432", post_id="1349794411333394432"),
        Example("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20", post_id="20"),
        Example("https://twitframe.com/show?url=https%3A%2F%2Fx.com%2Fjack%2Fstatus%2F20", post_id="20", handle="jack"),
        Example("https://web.archive.org/web/2019im_/https://twitter.com/jack/status/20/photo/1", post_id="20", handle="jack"),
        Example("https://nitter.net/jack/status/20#m", post_id="20", handle="jack"),
        Example("https://publish.twitter.com/oembed?url=https://twitter.com/jack/status/20", post_id="20", handle="jack"),
        Example("https://twitter.com/intent/tweet?text=hello", kind="action"),
        Example("https://twitter.com/hashtag/news?src=hash", kind="hashtag"),
        Example("https://twitter.com/363209896562413568", kind="widget"),
        Example("https://t.co/abcdefghij", kind="shortlink"),
        Example("pic.twitter.com/abcdefghij", kind="media"),
        Example("https://twitter.com/jack", kind="profile", handle="jack"),
    ),
)  # fmt: skip
