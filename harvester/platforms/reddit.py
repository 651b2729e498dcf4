"""Reddit: submissions and comments, embed cards, and the lines under them. Ids only count."""

from harvester.platforms.declaration import ALONE, FRAME, Example, Markup, Platform, Route
from harvester.platforms.printed import lines

# A comment is a post of its own, with an id that is not the thread's.
_COMMENT = "https://www.reddit.com/comments/{thread}/comment/{id}"

REDDIT = Platform(
    name="reddit",
    title="Reddit",
    hosts=("reddit.com", "redditmedia.com", "redd.it", "rxddit.com"),
    handle=r"[A-Za-z0-9_-]{3,20}",
    post_id=r"[a-z0-9]{4,8}",
    routes=(
        Route("/r/{place}/comments/{thread}/comment/{id}", permalink=_COMMENT),
        Route("/r/{place}/comments/{thread}/{slug}/{id}", permalink=_COMMENT),
        Route("/user/{place}/comments/{thread}/{slug}/{id}", permalink=_COMMENT),
        Route("/comments/{thread}/comment/{id}", permalink=_COMMENT),
        Route("/r/{place}/comments/{id}"),
        Route("/user/{place}/comments/{id}"),
        Route("/u/{place}/comments/{id}"),
        Route("/comments/{id}"),
        Route("//redd.it/{id}"),
        Route("//i.redd.it/", kind="media"),
        Route("//v.redd.it/", kind="media"),
        Route("/r/{place}/s/", kind="shortlink"),
        Route("/submit", kind="action"),
        Route("/user/{handle}", kind="profile"),
        Route("/u/{handle}", kind="profile"),
        Route("/r/{place}", kind="community"),
    ),
    permalink="https://www.reddit.com/comments/{id}",
    markup=(
        Markup("blockquote", tags=("blockquote",), classes=("reddit-embed-bq", "reddit-card"), source="first", words="link", not_words=("Comment",)),
        Markup("iframe", tags=("iframe",), source=FRAME),
        Markup("amp", tags=("amp-reddit",), source=("data-src",)),
        Markup("address", tags=ALONE, source="text"),
    ),
    lines=lines("reddit"),
    examples=(
        Example("https://www.reddit.com/r/aww/comments/4lwccv/someone_came_to_visit/", post_id="4lwccv"),
        Example("https://old.reddit.com/r/aww/comments/4lwccv/someone_came_to_visit/d3qol9a", post_id="d3qol9a"),
        Example("https://www.reddit.com/r/aww/comments/4lwccv/comment/d3qol9a/?context=3", post_id="d3qol9a"),
        Example("https://redd.it/4lwccv", post_id="4lwccv"),
        Example("https://www.reddit.com/r/aww/s/aB3dE5fG7h", kind="shortlink"),
        Example("https://www.reddit.com/r/aww/", kind="community"),
    ),
)  # fmt: skip
