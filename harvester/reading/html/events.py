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
    BLANK,
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
from harvester.reading.html.hidden_data import may_hold_post, may_show_post
from harvester.reading.html.layout import (
    BREAK,
    CELL,
    CLOSES,
    KEEPS,
    KEPT,
    LINKED_DATA,
    NEW_LINE,
    PARAGRAPH,
    Lines,
    Marked,
    emoji,
    mark,
)
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
    return page.lines()


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


class _Page(Marked):
    """What lxml's parser tells its events to."""

    def __init__(self) -> None:
        """A page of which nothing was heard yet."""
        super().__init__()
        self._text: list[str] = []  # and the marks in it
        self._open: list[int | None] = []  # for each open element its number, if it may matter
        self._hushed = 0  # the depth at which text became invisible
        self._is_inert = False
        self._script = ""  # the type of the script that is open
        self._overheard: list[str] = []

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    @property
    def size(self) -> int:
        """How many elements there are that may matter."""
        return len(self.elements)

    def lines(self) -> Lines:
        """The page as its reader sees it."""
        return self.laid_out("".join(self._text))

    def close(self) -> None:
        """Called by lxml at the end of the page."""
        while self._open:
            self.end("")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Called by lxml where an element begins."""
        kind = KINDS[tag]
        if kind and not self._hushed:
            self._break(kind)
            if kind & SPECIAL:
                self._begin(tag, kind, attributes)
        if (kind & ANCHOR or (attributes and is_anchor(kind, attributes))) and not self._is_inert:
            self._open.append(self.size)
            self._text.append(self.opened(tag, attributes))
        else:
            self._open.append(None)
            if self._is_inert and len(self._open) > self._hushed:
                self._overheard.append(_written(tag, attributes))

    def end(self, tag: str) -> None:
        """Called by lxml where an element ends, also one whose end tag is missing."""
        if self._hushed:
            self._end_silently(tag)
        elif tag in BLOCKS:
            kind = KINDS[tag]
            if kind & KEEP:
                self._text.append(mark(KEPT))
            self._break(kind)
        if self._open.pop() is not None:
            self._text.append(mark(CLOSES))

    def data(self, text: str) -> None:
        """Called by lxml for text; one text may come in pieces."""
        if self._hushed:
            self._overheard.append(escape(text) if self._is_inert else text)
        else:
            self._text.append(text)

    def _break(self, kind: int) -> None:
        if kind & BREAKS:
            self._text.append(mark(PARAGRAPH if kind & BREAKS == BLANK else NEW_LINE))

    def _end_silently(self, tag: str) -> None:
        if self._hushed == len(self._open):
            self._hear(tag)
        elif self._is_inert:
            self._overheard.append(f"</{tag}>")

    def _begin(self, tag: str, kind: int, attributes: Mapping[str, str]) -> None:
        """What an element does to the layout where it begins, other than to break the line."""
        if kind & BR:
            self._text.append(mark(BREAK))
        elif kind & TAB:
            self._text.append(mark(CELL))
        elif kind & HUSH:
            self._hushed = len(self._open) + 1
            self._is_inert = tag == INERT
            self._script = attributes.get("type", "")
        elif kind & KEEP:
            self._text.append(mark(KEEPS))
        elif kind & IMAGE:
            self._text.append(emoji(attributes))
        else:
            self.note(tag, attributes)

    def _hear(self, tag: str) -> None:
        """End a silence, and keep of what was said in it the facts of the page."""
        said = "".join(self._overheard)
        self._overheard.clear()
        self._hushed, self._is_inert = 0, False
        number = self._open[-1]
        if tag == "title":
            self.facts.titles.append(said)
        elif tag == "script":
            self._hear_script(said)
        elif tag == INERT and may_show_post(said):
            self._text.append(self.hidden(said))
        elif tag == "iframe" and "<" in said and number is not None:
            # Instant Articles write the frame's page between its tags, where HTML has `srcdoc`
            self.elements[number] = (tag, {"srcdoc": said, **self.elements[number][1]})

    def _hear_script(self, script: str) -> None:
        """Keep of a script what it says of the page, and the posts that it may hold."""
        if self._script == LINKED_DATA:
            self.facts.linked_data.append(script)
        if may_hold_post(script, self._script):
            self._text.append(self.hidden(script))
