"""Posts that a post quotes: a page of the platform shows them inside it, with name and words."""

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from harvester.platforms import BY_NAME
from harvester.records import Anchor, Hit, Span

_WORDS, _AUTHOR = ("data-testid", "tweetText"), ("data-testid", "User-Name")


def quoted(text: str, inner: Sequence[Anchor], post: Hit) -> Iterator[Hit]:
    """Each post that stands inside another one: its words come after those of the outer one.

    Nothing there tells its id; `post` is the outer one, and `inner` are its elements.

    >>> author, words = {"data-testid": "User-Name"}, {"data-testid": "tweetText"}
    >>> spans = (Span(0, 3), words), (Span(4, 14), author), (Span(15, 19), words)
    >>> inner = [Anchor(*span, "div", attributes) for span, attributes in spans]
    >>> outer = Hit("embed", "embed.twitter.page", 0, 19, platform="twitter")
    >>> [(hit.handle, hit.body) for hit in quoted("Sea Bo @bo_q9. Rain", inner, outer)]
    [('bo_q9', Span(start=15, end=19))]
    """
    author: Anchor | None = None
    is_outer = True
    for anchor in inner:
        if is_named(anchor, *_AUTHOR):
            author = anchor
        elif is_named(anchor, *_WORDS) and anchor.start < anchor.end:
            if not is_outer and author:
                yield _hit(text, author.span, anchor.span, post)
            is_outer = False


def _hit(text: str, author: Span, words: Span, post: Hit) -> Hit:
    who: dict[str, Any] = {}
    handle = regex.compile(rf"@({BY_NAME[post.platform or 'twitter'].handle})")
    named = handle.search(text, *author)
    if named:
        who["handle"] = named[1]
        who["author_name"] = text[author.start : named.start()].strip() or None
    rule = f"embed.{post.platform}.quoted"
    start = min(author.start, words.start)
    return Hit("embed", rule, start, words.end, platform=post.platform, body=words, **who)


def is_named(anchor: Anchor, name: str, value: str) -> bool:
    """Whether one of the words of an element's attribute is a value.

    >>> is_named(Anchor(0, 0, "p", {"class": "tweet-text big"}), "class", "tweet-text")
    True
    """
    return value in anchor.attributes.get(name, "").split()
