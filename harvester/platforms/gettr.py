"""Gettr: links to posts."""

from harvester.platforms.declaration import Example, Platform, Route

GETTR = Platform(
    name="gettr",
    title="Gettr",
    hosts=("gettr.com",),
    handle=r"\w{3,20}",
    post_id=r"[pcv][a-z0-9]{6,24}",
    routes=(
        Route("/post/{id}"),
        Route("/comment/{id}", permalink="https://gettr.com/comment/{id}"),
        Route("/user/{handle}", kind="profile"),
        Route("/share", kind="action"),
    ),
    permalink="https://gettr.com/post/{id}",
    examples=(
        Example("https://gettr.com/post/pcf6uv838f", post_id="pcf6uv838f"),
        Example("https://gettr.com/user/harbour", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
