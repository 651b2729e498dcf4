"""Vine: addresses and players of the videos of a service that closed in 2017. A player is a link."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

VINE = Platform(
    name="vine",
    title="Vine",
    hosts=("vine.co",),
    handle=r"[A-Za-z0-9_.]{1,40}",
    post_id=r"[A-Za-z0-9]{11}",
    not_handles=frozenset({"v", "u", "explore", "popular-now", "tags"}),
    routes=(
        Route("/v/{id}"),
        Route("/oembed/{id}"),
        Route("/u/{user}$", kind="profile"),
        Route("/tags/", kind="hashtag"),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://vine.co/v/{id}",
    markup=(
        Markup("player", tags=("iframe",), source=FRAME, kind="link"),
        Markup("player", tags=("amp-vine",), source=("data-vineid",), holds="id", kind="link"),
    ),
    examples=(
        Example("https://vine.co/v/bjHh0zHdgZT/embed/simple", post_id="bjHh0zHdgZT"),
        Example("//vine.co/v/bjHh0zHdgZT?autoplay=1", post_id="bjHh0zHdgZT"),
        Example("https://vine.co/harbour", kind="profile", handle="harbour"),
        Example("https://vine.co/u/906345798374133760", kind="profile"),
    ),
)  # fmt: skip
