"""A page as libxml2's parser tells of it, event by event: for pages whose tree costs too much.

No tree is built. libxml2's tree silently drops what is nested deeper than 256 levels; its events do
not, what they cost grows with the page alone, and nothing here recurses.
"""

import time
from collections.abc import Mapping
from html import escape
from typing import Any, cast

from lxml import etree

from harvester.reading.html.elements import (
    ANCHOR,
    BLOCKS,
    BR,
    BREAKS,
    HUSH,
    IMAGE,
    INERT,
    KEEP,
    KINDS,
    SPECIAL,
    TAB,
    is_anchor,
)
from harvester.reading.html.layout import Lines, emoji
from harvester.reading.problems import Damage

_PIECE = 1 << 15  # characters between two looks at the cost
# Each stray end tag makes libxml2 look through all open elements: both together are the cost.
_DEEPEST = 150_000
_MOST_ANCHORS = 400_000  # some 150 MB; no page of the development set has 3,000
_LONGEST = 10.0  # seconds of CPU


def heard(html: str) -> Lines:
    r"""The page as its reader sees it; raises Damage for one that costs too much.

    >>> heard("<p>Rain<p>again").text
    'Rain\n\nagain'
    """
    page = _Page()
    # the stubs ask of a target more than lxml does
    parser = etree.HTMLParser(target=cast("Any", page), encoding="utf-8", huge_tree=True)
    deadline = time.thread_time() + _LONGEST
    try:
        for start in range(0, len(html), _PIECE):
            parser.feed(html[start : start + _PIECE].encode("utf-8", "replace"))
            _check(page, deadline)
        if html:
            parser.close()
    except etree.LxmlError:
        page.close()  # an odd document: what was seen of it stays
    return page


def _check(page: "_Page", deadline: float) -> None:
    if page.depth > _DEEPEST:
        _refuse(f"elements are nested {page.depth} deep")
    if page.size > _MOST_ANCHORS:
        _refuse(f"it has more than {_MOST_ANCHORS} links and blocks")
    if time.thread_time() > deadline:
        _refuse(f"laying it out takes longer than {_LONGEST:.0f} seconds")


def _refuse(why: str) -> None:
    hint = "It is hardly an article; leave it out, or give its text."
    raise Damage("too-complex", f"The page is too complex: {why}", hint)


def _written(tag: str, attributes: Mapping[str, str]) -> str:
    """An element's beginning as markup: what is in a template waits to be read again."""
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{said}>"


class _Page(Lines):
    """What lxml's parser tells its events to."""

    def __init__(self) -> None:
        """A page of which nothing was heard yet."""
        super().__init__()
        self._hushed = 0  # the depth at which text became invisible
        self._is_inert = False
        self._script = ""  # the type of the script that is open
        self._overheard: list[str] = []

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack)

    @property
    def size(self) -> int:
        """How many anchors there are."""
        return len(self._rows)

    def close(self) -> None:
        """Called by lxml at the end of the page."""
        while self._stack:
            self.end("")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Called by lxml where an element begins."""
        kind = KINDS[tag]
        if kind and not self._hushed:
            if kind & BREAKS:
                self.break_line(kind & BREAKS)
            if kind & SPECIAL:
                self._begin(tag, kind, attributes)
        if (kind & ANCHOR or (attributes and is_anchor(kind, attributes))) and not self._is_inert:
            self.open(tag, attributes)
        else:
            self._stack.append(None)
            if self._is_inert and len(self._stack) > self._hushed:
                self._overheard.append(_written(tag, attributes))

    def end(self, tag: str) -> None:
        """Called by lxml where an element ends, also one whose end tag is missing."""
        if self._hushed:
            self._end_silently(tag)
        elif tag in BLOCKS:
            kind = KINDS[tag]
            if kind & KEEP:
                self.keep_space(-1)
            self.break_line(kind & BREAKS)
        self.close_element()

    def data(self, text: str) -> None:
        """Called by lxml for text; one text may come in pieces."""
        if self._hushed:
            self._overheard.append(escape(text) if self._is_inert else text)
        else:
            super().data(text)

    def _end_silently(self, tag: str) -> None:
        if self._hushed == len(self._stack):
            self._hear(tag)
        elif self._is_inert:
            self._overheard.append(f"</{tag}>")

    def _begin(self, tag: str, kind: int, attributes: Mapping[str, str]) -> None:
        """What an element does to the layout where it begins, other than to break the line."""
        if kind & BR:
            self.break_again()
        elif kind & TAB:
            self.tab()
        elif kind & HUSH:
            self._hushed = len(self._stack) + 1
            self._is_inert = tag == INERT
            self._script = attributes.get("type", "")
        elif kind & KEEP:
            self.keep_space(1)
        elif kind & IMAGE:
            self.show(emoji(attributes))
        else:
            self.note(tag, attributes)

    def _hear(self, tag: str) -> None:
        """End a silence, and keep of what was said in it the facts of the page."""
        said = "".join(self._overheard)
        self._overheard.clear()
        self._hushed, self._is_inert = 0, False
        row = self._stack[-1]
        if tag == "title":
            self.facts.titles.append(said)
        elif tag == "script":
            self.hear_script(said, self._script)
        elif tag == INERT:
            self.hear_template(said)
        elif tag == "iframe" and "<" in said and row:
            # Instant Articles write the frame's page between its tags, where HTML has `srcdoc`
            row[3] = {"srcdoc": said, **row[3]}
