"""Twitch: clips and videos. A player reproduces no words, so it is a link."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

_VIDEO = "https://www.twitch.tv/videos/{id}"

TWITCH = Platform(
    name="twitch",
    title="Twitch",
    hosts=("twitch.tv",),
    handle=r"[A-Za-z0-9_]{3,25}",
    post_id=r"[A-Z][A-Za-z0-9]{9,60}(?:-[\w-]{1,30})?|v?\d{6,12}",
    routes=(
        Route("//clips.twitch.tv/embed", query=("clip",)),
        Route("//clips.twitch.tv/{id}"),
        Route("//player.twitch.tv/", query=("video",), permalink=_VIDEO),
        Route("//player.twitch.tv/", kind="channel"),
        Route("/videos/{id}", permalink=_VIDEO),
        Route("/{handle}/v/{id}", permalink=_VIDEO),
        Route("/{handle}/clip/{id}"),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://clips.twitch.tv/{id}",
    markup=(Markup("player", tags=("iframe",), source=FRAME, kind="link"),),
    examples=(
        Example("https://clips.twitch.tv/embed?clip=InquisitiveBreakableYogurtJebaited", post_id="InquisitiveBreakableYogurtJebaited"),
        Example("https://www.twitch.tv/harbour/clip/InquisitiveBreakableYogurtJebaited", post_id="InquisitiveBreakableYogurtJebaited", handle="harbour"),
        Example("https://www.twitch.tv/videos/637177286", post_id="637177286"),
        Example("https://www.twitch.tv/harbour", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
