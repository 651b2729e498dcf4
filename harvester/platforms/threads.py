"""Threads: permalinks, embed markup, the line under an embed, and the clock in its shortcodes."""

from harvester.platforms.clocks import shortcode_time
from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route
from harvester.platforms.printed import lines

THREADS = Platform(
    name="threads",
    title="Threads",
    hosts=("threads.net", "threads.com"),
    handle=r"[A-Za-z0-9._]{1,30}",
    post_id=r"[A-Za-z0-9_-]{10,39}",
    routes=(
        Route("/{handle}/post/{id}"),
        Route("/t/{id}", permalink="https://www.threads.net/t/{id}"),
        Route("/share/", kind="shortlink"),
        Route("/intent/", kind="action"),
        Route("/search", kind="search"),
        Route("/@{handle}$", kind="profile"),
    ),
    permalink="https://www.threads.net/@{handle}/post/{id}",
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("text-post-media",), source=("data-text-post-permalink",), words="none"),
        Markup("blockquote", tags=("blockquote",), classes=("text-post-media",), words="none"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("shell", tags=("div", "figure"), source=("data-resourceurl", "data-url", "data-embed-url")),
        Markup("address", tags=ALONE, source="text"),
    ),
    lines=lines("threads"),
    posted_at=shortcode_time,
    called=("Threads",),
    examples=(
        Example("https://www.threads.net/@bbc/post/CuZrQ2osUpi", post_id="CuZrQ2osUpi", handle="bbc"),
        Example("https://www.threads.com/t/CuZrQ2osUpi/embed", post_id="CuZrQ2osUpi"),
        Example("https://www.threads.com/share/D_kobwCg2/", kind="shortlink"),
        Example("https://www.threads.net/@bbc", kind="profile", handle="bbc"),
    ),
)  # fmt: skip
