"""Links that close a post: media links and the platform's own short links behind the words.

Only the platform prints them, so they tell a post that nobody signs, and where a post ends whose
signature stands before it.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from harvester.find.places import last_before
from harvester.languages.dates import PrintedDate
from harvester.platforms import PLATFORMS
from harvester.records import Span

How = Literal["media", "link"]

_MARKS = {
    mark: platform.name
    for platform in PLATFORMS
    for mark in (*platform.media_links, *platform.short_links)
}
_MEDIA = tuple(mark for platform in PLATFORMS for mark in platform.media_links)
_CODE = r"(?:[A-Za-z0-9]{10}|[A-Za-z0-9]{8}(?![A-Za-z0-9]))"
_LINK = rf"(?:{'|'.join(map(regex.escape, _MARKS))}){_CODE}"
# matches links that stand together, the last of them up to its tenth letter, where a scraper glued
# the next word: "https://t.co/abcdefghij pic.x.com/AbCdEfGhIjNext"; must not match "t.co/about"
_LINKS = regex.compile(rf"{_LINK}(?:\s{{0,3}}+{_LINK})*+")
_AT_END = regex.compile(rf"{_LINK}[\s…]*+\Z")
_OPENED = ("(", "[", "<")
# matches what goes on with the sentence or the quotation that a link stands in: "), which", '."'
_GOES_ON = regex.compile(r"[^\S\n]*+(?:[,;:)\]>]|\p{Ll})|[.!?]?[\"”»“]")
_LINE_END = regex.compile(r"[^\S\n]*+…?+[^\S\n]*+(?:\n|\Z)")


class Closing(NamedTuple):
    """The links that close a post, where others have a signature: they name nobody and no day."""

    links: Span
    platform: str
    how: How
    date: PrintedDate | None = None
    author_name: str | None = None
    handle: str | None = None

    @property
    def start(self) -> int:
        """Where the words end: behind the links, which belong to them."""
        return self.links.end

    @property
    def end(self) -> int:
        """Where the article goes on."""
        return self.links.end

    @property
    def span(self) -> Span:
        """What tells the post: the links."""
        return self.links


def may_close(text: str) -> bool:
    """Whether such links can be in a text at all: the cheap test before any other.

    >>> may_close("Rain again pic.x.com/AbCdEfGhIj"), may_close("Rain again.")
    (True, False)
    """
    return any(mark in text for mark in _MARKS)


def closings(text: str, known: Sequence[Span]) -> Iterator[Closing]:
    """Every place where links close a post, outside of the `known` spans, which are in order.

    >>> text = "Rain again pic.twitter.com/AbCdEfGhIj He left (see pic.twitter.com/KbCdEfGhIj)."
    >>> [text[slice(*closing.links)] for closing in closings(text, [])]
    ['pic.twitter.com/AbCdEfGhIj']
    """
    for links in _LINKS.finditer(text):
        nearest = last_before(known, links.start())
        if nearest and links.start() < nearest.end:
            continue
        how = _how(text, links)
        if how:
            platform = next(name for mark, name in _MARKS.items() if links[0].startswith(mark))
            yield Closing(Span(*links.span()), platform, how)


def closes(words: str) -> bool:
    """Whether words end as a post does, in a media or a short link.

    >>> closes("Rain again https://t.co/abcdefghij"), closes("https://t.co/abcdefghij again")
    (True, False)
    """
    return may_close(words) and _AT_END.search(words) is not None


def _how(text: str, links: regex.Match[str]) -> How | None:
    """What tells that a post ends here; None if a sentence goes on around the links."""
    if text.startswith(_OPENED, max(0, links.start() - 1)) and links.start() > 0:
        return None
    if _GOES_ON.match(text, links.end()):
        return None
    if any(mark in links[0] for mark in _MEDIA):
        return "media"
    return "link" if _LINE_END.match(text, links.end()) else None
