"""Pinterest: pins, on its many national hosts, and its widget."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

PINTEREST = Platform(
    name="pinterest",
    title="Pinterest",
    hosts=("pinterest.com", "pin.it"),
    host_starts=("pinterest.",),
    handle=r"[\w-]{3,30}",
    post_id=r"\d{15,20}",
    routes=(
        Route("//pin.it/", kind="shortlink"),
        Route("/pin/create/", kind="action"),
        Route("/pin/{id}"),
        Route("/pin/*--{id}"),
        Route("/ext/embed.html", query=("id",)),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://www.pinterest.com/pin/{id}/",
    markup=(
        Markup("pin", tags=("a",), source=("data-pin-do",), address="{href}"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("amp", tags=("amp-pinterest",), source=("data-url",)),
    ),
    examples=(
        Example("https://www.pinterest.com/pin/664281013778109217/", post_id="664281013778109217"),
        Example("https://www.pinterest.co.uk/pin/rain-at-sea--664281013778109217/", post_id="664281013778109217"),
        Example("https://www.pinterest.com/pin/create/button/?url=https://tide.example", kind="action"),
        Example("https://pin.it/4aBcDeF", kind="shortlink"),
    ),
)  # fmt: skip
