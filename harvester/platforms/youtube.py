"""YouTube: addresses and players of videos. A player reproduces no words, so it is a link."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

YOUTUBE = Platform(
    name="youtube",
    title="YouTube",
    hosts=("youtube.com", "youtube-nocookie.com", "youtu.be"),
    handle=r"[\w.-]{3,30}",
    post_id=r"(?-i:[A-Za-z0-9_-]{10}[048AEIMQUYcgkosw])",  # 64 bits leave two bits to the last character
    routes=(
        Route("/embed/videoseries", kind="playlist"),
        Route("//youtu.be/{id}"),
        Route("/watch", query=("v",)),
        Route("/embed/{id}"),
        Route("/shorts/{id}"),
        Route("/live/{id}"),
        Route("/v/{id}"),
        Route("/playlist", kind="playlist"),
        Route("/channel/", kind="profile"),
        Route("/user/", kind="profile"),
        Route("/@{handle}", kind="profile"),
    ),
    permalink="https://www.youtube.com/watch?v={id}",
    markup=(
        Markup("player", tags=("iframe",), source=FRAME, kind="link"),
        Markup("player", tags=("amp-youtube",), source=("data-videoid",), holds="id", kind="link"),
        Markup("player", tags=("lite-youtube",), source=("videoid",), holds="id", kind="link"),
    ),
    examples=(
        Example("https://www.youtube.com/watch?v=BGQWPY4IigY&t=10s", post_id="BGQWPY4IigY"),
        Example("https://youtu.be/BGQWPY4IigY", post_id="BGQWPY4IigY"),
        Example("https://www.youtube-nocookie.com/embed/BGQWPY4IigY?rel=0", post_id="BGQWPY4IigY"),
        Example("https://www.youtube.com/embed/videoseries?list=PLx", kind="playlist"),
        Example("https://www.youtube.com/@harbour", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
