"""Mastodon and its forks, on whatever host: addresses by their shape, frames, and timed ids."""

from harvester.platforms.clocks import mastodon_time
from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route
from harvester.platforms.printed import lines

_HERE = "https://{host}/@{handle}/{id}"

MASTODON = Platform(
    name="mastodon",
    title="Mastodon",
    is_anywhere=True,
    handle=r"[A-Za-z0-9_.-]{1,64}",
    post_id=r"\d{15,18}",
    routes=(
        Route("/@{handle}/{id}", permalink=_HERE),
        Route("/@{handle}@{server}/{id}", permalink="https://{host}/@{handle}@{server}/{id}"),
        Route("/@{handle}/statuses/{id}", permalink=_HERE),
        Route("/users/{handle}/statuses/{id}", permalink=_HERE),
        Route("/web/@{handle}/{id}", permalink=_HERE),
        Route("/web/statuses/{id}", permalink="https://{host}/web/statuses/{id}"),
    ),
    permalink="",
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("mastodon-embed",), source=("data-embed-url",), words="none"),
        Markup("blockquote", tags=("blockquote",), classes=("mastodon-embed",), words="none"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("address", tags=ALONE, source="text"),
    ),
    lines=lines("mastodon"),
    posted_at=mastodon_time,
    called=("Mastodon",),
    examples=(
        Example("https://mastodon.social/@trwnh/99664077509711321", post_id="99664077509711321", handle="trwnh"),
        Example("https://mastodon.social/users/trwnh/statuses/99664077509711321", post_id="99664077509711321", handle="trwnh"),
        Example("https://hachyderm.io/@trwnh@mastodon.social/109683757201594015/embed", post_id="109683757201594015", handle="trwnh"),
    ),
)  # fmt: skip
