"""VK: posts on walls, named by owner and number; the owner of a community is negative."""

from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route

VK = Platform(
    name="vk",
    title="VK",
    hosts=("vk.com", "vk.ru", "vkontakte.ru"),
    handle=r"[A-Za-z0-9_.]{2,64}",
    post_id=r"-?\d{1,12}_\d{1,10}",
    routes=(
        Route("/wall{id}"),
        Route("/vk_post_{id}"),  # as the widget names its element
        Route("/widget_post.php", query=("owner_id", "post_id")),
        Route("/share.php", kind="action"),
        Route("/video", kind="video"),
        Route("/*", query=("w",)),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://vk.com/wall{id}",
    markup=(
        Markup("widget", tags=("div",), source=("id",), begins="vk_post_", address="https://vk.com/{id}"),
        Markup("amp", tags=("amp-vk",), source=("data-post-id",), address="https://vk.com/wall{data-owner-id}_{data-post-id}"),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("address", tags=ALONE, source="text"),
    ),
    examples=(
        Example("https://vk.com/wall-211296925_60", post_id="-211296925_60"),
        Example("https://vk.ru/widget_post.php?owner_id=-211296925&post_id=60&hash=bVYh", post_id="-211296925_60"),
        Example("https://m.vk.com/harbour?w=wall-211296925_60", post_id="-211296925_60"),
        Example("https://vk.com/share.php?url=https://tide.example", kind="action"),
        Example("https://vk.com/harbour", kind="profile", handle="harbour"),
    ),
)  # fmt: skip
