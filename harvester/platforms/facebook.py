"""Facebook: permalinks of posts, photos, videos and reels, plugins, and "Posted by" lines."""

from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route
from harvester.platforms.printed import lines

_PHOTO = "https://www.facebook.com/photo.php?fbid={id}"
_VIDEO = "https://www.facebook.com/watch/?v={id}"
_STORY = "https://www.facebook.com/permalink.php?story_fbid={id}"
_HOSTED = ("data-href", "href")

FACEBOOK = Platform(
    name="facebook",
    title="Facebook",
    hosts=("facebook.com", "fb.com", "fb.watch"),
    handle=r"[\p{L}\p{N}.\-]{1,100}",
    post_id=r"pfbid[A-Za-z0-9]{20,90}|\d{3,20}",  # ":0" behind it names the same post
    not_handles=frozenset({
        "posts", "photos", "videos", "groups", "watch", "plugins", "sharer", "share", "dialog", "events",
        "hashtag", "pages", "notes", "media", "reel", "stories", "people", "trace_of", "photo", "l",
    }),
    routes=(
        Route("//fb.watch/", kind="shortlink"),
        Route("/share/", kind="shortlink"),
        Route("/share.php", kind="action"),
        Route("/sharer", kind="action"),
        Route("/dialog/", kind="action"),
        Route("/plugins/", kind="widget"),
        Route("/{version}/plugins/", kind="widget"),
        Route("/tr", kind="tracker", query=("id", "ev")),
        Route("/permalink.php", query=("story_fbid",), permalink=_STORY),
        Route("/story.php", query=("story_fbid",), permalink=_STORY),
        Route("/photo", query=("fbid",), permalink=_PHOTO),
        Route("/video", query=("v",), permalink=_VIDEO),
        Route("/watch", query=("v",), permalink=_VIDEO),
        Route("/reel/{id}", permalink="https://www.facebook.com/reel/{id}"),
        Route("/groups/{group}/permalink/{id}", permalink="https://www.facebook.com/groups/{group}/posts/{id}"),
        Route("/groups/{group}/posts/{id}", permalink="https://www.facebook.com/groups/{group}/posts/{id}"),
        Route("/photos/{id}", permalink=_PHOTO),
        Route("/{handle}/posts/{id}"),
        Route("/{handle}/posts/{slug}/{id}"),
        Route("/{handle}/activity/{id}"),
        Route("/{handle}/videos/{id}", permalink=_VIDEO),
        Route("/{handle}/videos/{slug}/{id}", permalink=_VIDEO),
        Route("/{handle}/photos/{set}/{id}", permalink=_PHOTO),
        Route("/{handle}/photos/{id}", permalink=_PHOTO),
        Route("/notes/{author}/{slug}/{id}", permalink="https://www.facebook.com/notes/{author}/{slug}/{id}"),
        Route("/groups/", kind="group"),
        Route("/events/", kind="event"),
        Route("/hashtag/", kind="hashtag"),
        Route("/pages/", kind="profile"),
        Route("/{handle}$", kind="profile"),
    ),
    permalink="https://www.facebook.com/{handle}/posts/{id}",
    markup=(
        Markup("blockquote", classes=("fb-post", "fb-video", "fb-comment-embed"), source=_HOSTED),
        Markup("blockquote", tags=("fb:post", "fb:video"), source=("href", "data-href")),
        Markup("blockquote", tags=("blockquote",), classes=("fb-xfbml-parse-ignore",), source=("cite",)),
        Markup("amp", tags=("amp-facebook",), source=("data-href",)),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("shell", tags=("div", "figure"), source=("data-resourceurl", "data-url", "data-embed-url")),
        Markup("address", tags=ALONE, source="text"),
    ),
    lines=lines("facebook"),
    called=("Facebook", "Фейсбуке", "Фейсбуці", "فيسبوك", "فیسبوک", "פייסבוק", "페이스북"),
    examples=(
        Example("https://www.facebook.com/zuck/posts/10102735452532991", post_id="10102735452532991", handle="zuck"),
        Example("https://www.facebook.com/permalink.php?story_fbid=10102735452532991&id=4", post_id="10102735452532991"),
        Example("https://www.facebook.com/watch/?v=1273994709603672", post_id="1273994709603672"),
        Example("https://www.facebook.com/photo.php?fbid=10207393772231779&type=3", post_id="10207393772231779"),
        Example("https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fzuck%2Fposts%2F10102735452532991&width=500", post_id="10102735452532991", handle="zuck"),
        Example("https://www.facebook.com/v2.3/plugins/post.php?app_id=2&href=https%3A%2F%2Fwww.facebook.com%2Fzuck%2Fposts%2F10102735452532991", post_id="10102735452532991", handle="zuck"),
        Example("https://web.facebook.com/zuck/videos/a-day/10212156330049017/", post_id="10212156330049017", handle="zuck"),
        Example("https://www.facebook.com/reel/1273994709603672", post_id="1273994709603672"),
        Example("https://www.facebook.com/HarbourTown9/posts/1920722881385983:0", post_id="1920722881385983", handle="HarbourTown9"),
        Example("https://www.facebook.com/share/p/aB3dE5/", kind="shortlink"),
        Example("https://www.facebook.com/sharer/sharer.php?u=https://tide.example", kind="action"),
        Example("https://www.facebook.com/zuck", kind="profile", handle="zuck"),
    ),
)  # fmt: skip
