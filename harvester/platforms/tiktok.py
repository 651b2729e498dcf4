"""TikTok: permalinks, embed markup, the line of the sound, and the clock inside its ids."""

from harvester.platforms.clocks import at_second
from harvester.platforms.declaration import ALONE, FRAME, Example, IdTime, Markup, Platform, Route
from harvester.platforms.printed import lines


def posted_at(post_id: str) -> IdTime | None:
    """When a video's upload began, a few seconds before it was posted; None for older ids.

    >>> posted_at("6984138651336838402").moment.isoformat()
    '2021-07-12T20:24:57+00:00'
    >>> posted_at("292170367534714880") is None
    True
    """
    return at_second(int(post_id) >> 32, not_before=2014)


TIKTOK = Platform(
    name="tiktok",
    title="TikTok",
    hosts=("tiktok.com", "vxtiktok.com"),
    handle=r"[\w.]{1,24}",
    post_id=r"\d{17,20}",
    routes=(
        Route("//vm.tiktok.com/", kind="shortlink"),
        Route("//vt.tiktok.com/", kind="shortlink"),
        Route("/t/", kind="shortlink"),
        Route("/{handle}/video/{id}"),
        Route("/{handle}/photo/{id}"),
        Route("/embed/v2/{id}"),
        Route("/embed/v3/{id}"),
        Route("/embed/{id}"),
        Route("/player/v1/{id}"),
        Route("/share/video/{id}"),
        Route("/v/{id}"),
        Route("/music/", kind="sound"),
        Route("/tag/", kind="hashtag"),
        Route("/embed/@", kind="profile"),
        Route("/share", kind="action"),
        Route("/@{handle}$", kind="profile"),
    ),
    permalink="https://www.tiktok.com/@{handle}/video/{id}",
    anonymous_handle="_",
    not_handles=frozenset({"_", "share"}),
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("tiktok-embed",), source=("cite",), words="none"),
        Markup("blockquote", tags=("blockquote",), classes=("tiktok-embed",), source=("data-video-id",), holds="id", words="none"),
        Markup("amp", tags=("amp-tiktok",), source=("data-src",), holds="id"),
        Markup("amp", tags=("amp-tiktok",), source=("data-src",)),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("shell", tags=("div", "figure"), source=("data-resourceurl", "data-url", "data-embed-url")),
        Markup("address", tags=ALONE, source="text"),
    ),
    lines=lines("tiktok"),
    posted_at=posted_at,
    called=("TikTok",),
    examples=(
        Example("https://www.tiktok.com/@scout2015/video/6718335390845095173", post_id="6718335390845095173", handle="scout2015"),
        Example("https://www.tiktok.com/embed/v2/6718335390845095173", post_id="6718335390845095173"),
        Example("https://m.tiktok.com/v/6718335390845095173.html", post_id="6718335390845095173"),
        Example("https://vm.tiktok.com/ZTRC5xgJp/", kind="shortlink"),
        Example("https://www.tiktok.com/music/original-sound-7477932382334454550", kind="sound"),
        Example("https://www.tiktok.com/@scout2015", kind="profile", handle="scout2015"),
    ),
)  # fmt: skip
