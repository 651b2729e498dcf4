"""Bare URLs of posts: an address in the text, or a link of the page, that leads to one post."""

from collections.abc import Iterator

import regex

from harvester.platforms import PLATFORMS, recognise
from harvester.records import Article, Hit

_MARKS = tuple(mark for platform in PLATFORMS for mark in platform.link_marks)
# matches an address around a mark, with or without a scheme; must not match across white space
_ADDRESS = regex.compile(
    r"(?:(?:https?|at):)?(?://)?(?:[\w-]++\.)++[a-z]{2,24}/[^\s<>\"'“”«»]{1,400}+", regex.ASCII
)
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
            if any(mark in href for mark in _MARKS):
                yield anchor.start, anchor.end, href
    if any(mark in article.text for mark in _MARKS):
        for match in _ADDRESS.finditer(article.text):
            address = match[0].rstrip(_AFTER)
            yield match.start(), match.start() + len(address), address
