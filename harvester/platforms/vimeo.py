"""Vimeo: addresses and players of videos. A player reproduces no words, so it is a link."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

VIMEO = Platform(
    name="vimeo",
    title="Vimeo",
    hosts=("vimeo.com",),
    handle=r"[A-Za-z]\w{1,30}",
    post_id=r"\d{5,12}",
    routes=(
        Route("/video/{id}"),
        Route("/channels/{channel}/{id}"),
        Route("/groups/{group}/videos/{id}"),
        Route("/event/{id}", permalink="https://vimeo.com/event/{id}"),
        Route("/{id}"),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://vimeo.com/{id}",
    markup=(
        Markup("player", tags=("iframe",), source=FRAME, kind="link"),
        Markup("player", tags=("amp-vimeo",), source=("data-videoid",), holds="id", kind="link"),
    ),
    examples=(
        Example("https://vimeo.com/56015672", post_id="56015672"),
        Example("https://player.vimeo.com/video/56015672?h=ab12", post_id="56015672"),
        Example("https://vimeo.com/harbour", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
