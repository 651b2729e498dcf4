"""Bare URLs of posts: an address in the text, or a link of the page, that leads to one post."""

from collections.abc import Iterator

import regex

from harvester.platforms import PLATFORMS, recognise
from harvester.records import Article, Hit

_MARKS = tuple({mark for platform in PLATFORMS for mark in platform.link_marks})
# matches an address around a mark, with or without a scheme; must not match across white space
_ADDRESS = regex.compile(
    r"(?:(?:https?|at):)?(?://)?(?:[\w:-]++\.?+)++/[^\s<>\"'“”«»]{1,400}+", regex.ASCII
)
# matches the address that ends at a mark, read backwards from it
_BEFORE = regex.compile(r"(?r)[^\s<>\"'“”«»()\[\]]{0,200}+", regex.ASCII)
_LONGEST = 600
_AFTER = ".,;:!?)]}"


def links(article: Article) -> Iterator[Hit]:
    """Each place that points to a post without reproducing it.

    >>> [hit.post_id for hit in links(Article("See https://twitter.com/jack/status/20."))]
    ['20']
    """
    for start, end, address in _addresses(article):
        post = recognise(address)
        if post is not None and post.kind == "post":
            yield Hit(
                kind="link",
                rule=f"link.{post.platform}",
                start=start,
                end=end,
                platform=post.platform,
                handle=post.handle,
                post_id=post.post_id,
                url=address,
            )


def _addresses(article: Article) -> Iterator[tuple[int, int, str]]:
    for anchor in article.anchors:
        if anchor.tag == "a":
            href = anchor.attributes.get("href", "")
            if "/" in href:
                yield anchor.start, anchor.end, href
    yield from _printed(article.text)


def _printed(text: str) -> Iterator[tuple[int, int, str]]:
    """The addresses in a text that hold a mark, each once."""
    seen: set[int] = set()
    for mark in _MARKS:
        at = text.find(mark)
        while at >= 0:
            before = _BEFORE.match(text, 0, at)
            start = before.start() if before else at
            match = _ADDRESS.search(text, start, start + _LONGEST) if start not in seen else None
            if match and match.start() <= at:
                address = match[0].rstrip(_AFTER)
                yield match.start(), match.start() + len(address), address
            seen.add(start)
            at = text.find(mark, at + len(mark))
