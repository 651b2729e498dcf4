"""Bare URLs of posts: an address in the text, or a link of the page, that leads to one post."""

from collections.abc import Iterator

import regex

from harvester.platforms import recognise
from harvester.records import Article, Hit

# matches an address around a slash, with or without a scheme; must not match across white space
_ADDRESS = regex.compile(
    r"(?:(?:https?|at):)?(?://)?(?:[\w:-]++\.?+)++/[^\s<>\"'“”«»]{1,400}+", regex.ASCII
)
# matches what stands before a slash, read backwards from it: a scheme, or a host without one
_BEFORE = regex.compile(r"(?r)[^\s<>\"'“”«»()\[\]/]{0,100}+", regex.ASCII)
_LONGEST = 600
_AFTER = ".,;:!?)]}"


def links(article: Article) -> Iterator[Hit]:
    """Each place that points to a post without reproducing it.

    >>> [hit.post_id for hit in links(Article("See https://twitter.com/jack/status/20."))]
    ['20']
    """
    for start, end, address in addresses(article):
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


def addresses(article: Article) -> Iterator[tuple[int, int, str]]:
    """Every address that a link of the page leads to or that stands in the text, with its place.

    >>> list(addresses(Article("See x.com/ada_q9.")))
    [(4, 16, 'x.com/ada_q9')]
    """
    for start, end, tag, attributes, _ in article.anchors:
        if tag == "a":
            href = attributes.get("href", "")
            if "/" in href and (href[0] != "/" or href[1:2] == "/"):
                yield start, end, href
    yield from printed_addresses(article.text)


def printed_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """The addresses in a text: an article has few slashes, and every address has one."""
    at = text.find("/")
    while at >= 0:
        before = _BEFORE.match(text, 0, at)
        start = before.start() if before else at
        match = _ADDRESS.match(text, start, start + _LONGEST)
        if match:
            address = match[0].rstrip(_AFTER)
            yield match.start(), match.start() + len(address), address
        at = text.find("/", match.end() if match else at + 1)
