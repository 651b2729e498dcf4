"""Truth Social, a fork of Mastodon on its own host."""

from harvester.platforms.clocks import mastodon_time
from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route

TRUTHSOCIAL = Platform(
    name="truthsocial",
    title="Truth Social",
    hosts=("truthsocial.com",),
    handle=r"[A-Za-z0-9_.]{1,64}",
    post_id=r"\d{15,19}",
    routes=(
        Route("/@{handle}/posts/{id}"),
        Route("/@{handle}/statuses/{id}"),
        Route("/@{handle}/{id}"),
        Route("/users/{handle}/statuses/{id}"),
        Route("/share", kind="action"),
        Route("/@{handle}$", kind="profile"),
    ),
    permalink="https://truthsocial.com/@{handle}/posts/{id}",
    markup=(
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("blockquote", tags=("blockquote", "div"), classes=("truthsocial-embed",)),
        Markup("address", tags=ALONE, source="text"),
    ),
    posted_at=mastodon_time,
    called=("Truth Social",),
    examples=(
        Example("https://truthsocial.com/@realDonaldTrump/posts/108779000807761862", post_id="108779000807761862", handle="realDonaldTrump"),
        Example("https://truthsocial.com/@realDonaldTrump/115565882166681770/embed", post_id="115565882166681770", handle="realDonaldTrump"),
        Example("https://truthsocial.com/@realDonaldTrump", kind="profile", handle="realDonaldTrump"),
    ),
)  # fmt: skip
