"""SoundCloud: tracks by number or by name. A player reproduces no words, so it is a link."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

SOUNDCLOUD = Platform(
    name="soundcloud",
    title="SoundCloud",
    hosts=("soundcloud.com",),
    handle=r"[\w-]{3,30}",
    post_id=r"\d{5,12}|[a-z0-9_][\w-]{0,120}",
    not_handles=frozenset({"discover", "search", "stream", "you", "tags", "charts", "pages"}),
    routes=(
        Route("//on.soundcloud.com/", kind="shortlink"),
        Route("//api.soundcloud.com/tracks/{id}", permalink="https://api.soundcloud.com/tracks/{id}"),
        Route("//api.soundcloud.com/", kind="playlist"),
        Route("//w.soundcloud.com/", kind="widget"),
        Route("/{handle}/sets/", kind="playlist"),
        Route("/{handle}/(?:tracks|albums|likes|reposts|popular-tracks|followers|following)$", kind="profile"),
        Route("//soundcloud.com/{handle}/{id}"),
        Route("//soundcloud.com/{handle}$", kind="profile"),
    ),
    permalink="https://soundcloud.com/{handle}/{id}",
    markup=(Markup("player", tags=("iframe",), source=FRAME, kind="link"),),
    examples=(
        Example("https://soundcloud.com/harbour/rain-again", post_id="rain-again", handle="harbour"),
        Example("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/12345678&color=ff5500", post_id="12345678"),
        Example("https://soundcloud.com/harbour/sets/storms", kind="playlist", handle="harbour"),
    ),
)  # fmt: skip
