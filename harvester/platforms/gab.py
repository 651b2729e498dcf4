"""Gab, a fork of Mastodon on its own host."""

from harvester.platforms.clocks import mastodon_time
from harvester.platforms.declaration import FRAME, Example, Markup, Platform, Route

GAB = Platform(
    name="gab",
    title="Gab",
    hosts=("gab.com",),
    handle=r"[A-Za-z0-9_]{1,64}",
    post_id=r"\d{15,19}",
    routes=(Route("/{handle}/posts/{id}"), Route("/{handle}$", kind="profile")),
    permalink="https://gab.com/{handle}/posts/{id}",
    markup=(Markup("iframe", tags=("iframe",), source=FRAME),),
    posted_at=mastodon_time,
    examples=(
        Example("https://gab.com/harbour/posts/107163961867310434", post_id="107163961867310434", handle="harbour"),
        Example("https://gab.com/harbour", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
