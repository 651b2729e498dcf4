"""Instagram: permalinks, embed markup, caption lines and the clock inside its shortcodes."""

from harvester.platforms.clocks import shortcode_time
from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route
from harvester.platforms.printed import lines

INSTAGRAM = Platform(
    name="instagram",
    title="Instagram",
    hosts=("instagram.com", "instagr.am"),
    handle=r"[A-Za-z0-9._]{1,30}",
    post_id=r"[A-Za-z0-9_-]{9,39}",
    not_handles=frozenset({"explore", "stories", "share", "p", "tv", "reel", "reels", "accounts"}),
    routes=(
        Route("/stories/", kind="story"),
        Route("/share/", kind="shortlink"),
        Route("/explore/", kind="search"),
        Route("/accounts/", kind="action"),
        Route("/p/{id}"),
        Route("/tv/{id}"),
        Route("/reel/{id}"),
        Route("/reels/{id}"),
        Route("/{handle}/p/{id}"),
        Route("/{handle}/tv/{id}"),
        Route("/{handle}/reel/{id}"),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://www.instagram.com/p/{id}/",
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("instagram-media",), source=("data-instgrm-permalink",), words="none"),
        Markup("blockquote", tags=("blockquote",), classes=("instagram-media",), words="none"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("amp", tags=("amp-instagram",), source=("data-shortcode",), holds="id"),
        Markup("shell", tags=("div",), source=("data-embed-id",), address="https://www.{data-embed-type}.com/p/{data-embed-id}"),
        Markup("shell", tags=("div", "figure"), source=("data-resourceurl", "data-url", "data-href", "data-embed-url")),
        Markup("address", tags=ALONE, source="text"),
    ),
    lines=lines("instagram"),
    posted_at=shortcode_time,
    called=("Instagram", "Инстаграме", "Инстаграм", "إنستغرام", "انستغرام", "اینستاگرام", "インスタグラム", "인스타그램"),
    examples=(
        Example("https://www.instagram.com/p/BalQ2SWFty8/?utm_source=ig_embed", post_id="BalQ2SWFty8"),
        Example("https://instagr.am/tv/B95M4kNhbzz/", post_id="B95M4kNhbzz"),
        Example("https://www.instagram.com/jack/reel/B95M4kNhbzz/", post_id="B95M4kNhbzz", handle="jack"),
        Example("https://www.instagram.com/stories/highlights/18090946048123978/", kind="story"),
        Example("https://www.instagram.com/jack/", kind="profile", handle="jack"),
    ),
)  # fmt: skip
