"""Spotify: tracks, albums, episodes, shows and lists. A player reproduces no words: a link."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

_TYPES = ("track", "album", "episode", "show", "playlist", "artist")

SPOTIFY = Platform(
    name="spotify",
    title="Spotify",
    hosts=("spotify.com",),
    handle=r"[\w.-]{3,40}",
    post_id=r"[A-Za-z0-9]{22}",
    routes=(
        *(
            Route(f"{start}/{kind}/{{id}}", permalink=f"https://open.spotify.com/{kind}/{{id}}")
            for start in ("", "/embed", "/embed-podcast", "/intl-*")
            for kind in _TYPES
        ),
        Route("/user/{handle}$", kind="profile"),
    ),
    permalink="",
    markup=(Markup("player", tags=("iframe",), source=FRAME, kind="link"),),
    examples=(
        Example("https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk", post_id="4rOoJ6Egrf8K2IrywzwOMk"),
        Example("https://open.spotify.com/embed/track/4rOoJ6Egrf8K2IrywzwOMk?utm_source=x", post_id="4rOoJ6Egrf8K2IrywzwOMk"),
        Example("https://open.spotify.com/user/harbour", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
