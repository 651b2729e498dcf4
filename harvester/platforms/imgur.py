"""Imgur: pictures, albums and galleries by their codes."""

from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

IMGUR = Platform(
    name="imgur",
    title="Imgur",
    hosts=("imgur.com",),
    handle=r"\w{3,30}",
    post_id=r"(?-i:(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{5,8})",  # words of one case are pages of its own
    routes=(
        Route("//i.imgur.com/", kind="media"),
        Route("//s.imgur.com/", kind="other"),
        Route("/a/{id}", permalink="https://imgur.com/a/{id}"),
        Route("/gallery/*-{id}$", permalink="https://imgur.com/gallery/{id}"),
        Route("/gallery/{id}", permalink="https://imgur.com/gallery/{id}"),
        Route("/t/", kind="topic"),
        Route("/r/", kind="topic"),
        Route("/user/{handle}", kind="profile"),
        Route("/{id}"),
    ),
    permalink="https://imgur.com/{id}",
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("imgur-embed-pub",), source=("data-id",), address="https://imgur.com/{data-id}", words="none"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("amp", tags=("amp-imgur",), source=("data-imgur-id",), address="https://imgur.com/{data-imgur-id}"),
    ),
    examples=(
        Example("https://imgur.com/gallery/Q95ko", post_id="Q95ko"),
        Example("https://imgur.com/a/Q95ko", post_id="Q95ko"),
        Example("https://i.imgur.com/Q95ko.jpg", kind="media"),
    ),
)  # fmt: skip
