"""Telegram: addresses of channel posts, and its widget. Posts are counted channel by channel."""

from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route

TELEGRAM = Platform(
    name="telegram",
    title="Telegram",
    hosts=("t.me", "telegram.me", "telegram.dog"),
    counts_by_account=True,
    handle=r"[A-Za-z]\w{3,31}",
    post_id=r"\d{1,10}",
    not_handles=frozenset({"share", "joinchat", "addstickers", "iv", "proxy"}),
    routes=(
        Route("/c/{channel}/{id}", permalink="https://t.me/c/{channel}/{id}"),
        Route("/s/{handle}/{id}"),
        Route("/{handle}/{id}"),
        Route("/{handle}/{topic}/{id}"),
        Route("/share", kind="action"),
        Route("/joinchat/", kind="action"),
        Route("/s/{handle}$", kind="profile"),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://t.me/{handle}/{id}",
    markup=(
        Markup("widget", source=("data-telegram-post",), address="https://t.me/{data-telegram-post}"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("blockquote", tags=("blockquote",), classes=("telegram-post",)),
        Markup("address", tags=ALONE, source="text"),
    ),
    examples=(
        Example("https://t.me/durov/202", post_id="202", handle="durov"),
        Example("https://t.me/s/durov/202?embed=1", post_id="202", handle="durov"),
        Example("https://t.me/c/1234567890/55", post_id="55"),
        Example("https://t.me/share/url?url=https://tide.example", kind="action"),
        Example("https://t.me/durov", kind="profile", handle="durov"),
    ),
)  # fmt: skip
