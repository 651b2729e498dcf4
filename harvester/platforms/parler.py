"""Parler: links to posts, by the three names that it had for them."""

from harvester.platforms.declaration import Example, Platform, Route

PARLER = Platform(
    name="parler",
    title="Parler",
    hosts=("parler.com", "parler.io"),
    handle=r"\w{3,30}",
    post_id=r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}",
    routes=(
        Route("/feed/{id}"),
        Route("/post/{id}"),
        Route("/post-view", query=("q",)),
        Route("/profile/{handle}", kind="profile"),
        Route("/user/{handle}", kind="profile"),
    ),
    permalink="https://parler.com/feed/{id}",
    examples=(
        Example("https://parler.com/feed/df79fdba-07cc-48fe-b085-3293897520d7", post_id="df79fdba-07cc-48fe-b085-3293897520d7"),
        Example("https://parler.com/profile/harbour/posts", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
