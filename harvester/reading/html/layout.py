"""How markup becomes lines: the text that a reader of the page sees, and where each element stands.

`Page` is fed by lxml's parser while it reads, event by event, and no tree is built. libxml2's tree
silently drops what is nested deeper than 256 levels; its events do not, they are quicker, and
nothing here recurses. What the facts of the page's head mean is left to `metadata`.
"""

from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

import regex

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
from harvester.reading.html.hidden_data import Hidden, may_hold_post
from harvester.records import Anchor

_LINKED_DATA = "application/ld+json"
_SPACES = regex.compile(r"[ \t\n\r\f]++")  # no-break spaces are not among them
_LONGEST_EMOJI = 16
_OPEN, _CLOSED = -1, -2  # the end of an element without text, until its place is known
_NOTHING: Mapping[str, str] = {}
_Row = list[Any]  # an anchor while its span is not known; instead of `inside` its place in the list


class Facts(NamedTuple):
    """What a page says of itself, as it stands there."""

    language: list[str]
    titles: list[str]
    metas: list[Mapping[str, str]]
    links: list[Mapping[str, str]]
    times: list[Mapping[str, str]]
    linked_data: list[str]


def _written(tag: str, attributes: Mapping[str, str]) -> str:
    """An element's beginning as markup: what is in a template waits to be read again."""
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{said}>"


class Page:
    """What lxml's parser tells its events to; afterwards it gives text, anchors and facts.

    Text is written when it comes. White space and line breaks wait until text follows, so that no
    line begins or ends with a space. Elements wait for their first letter, so that spans are tight.
    """

    def __init__(self) -> None:
        """A page of which nothing was heard yet."""
        self.facts = Facts([], [], [], [], [], [])
        self.hidden: list[Hidden] = []
        self._parts: list[str] = []
        self._length = 0
        self._gap = ""  # the space to write before the next text, unless a line ends
        self._breaks = BLANK  # line ends to write before the next text
        self._kept = 0  # how many <pre> are open
        self._hushed = 0  # the depth at which text became invisible
        self._is_inert = False
        self._script = ""  # the type of the script that is open
        self._overheard: list[str] = []
        self._rows: list[_Row] = []
        self._stack: list[_Row | None] = []  # for each open element its anchor
        self._waiting: list[_Row] = []  # anchors without text so far

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack)

    @property
    def size(self) -> int:
        """How many anchors there are."""
        return len(self._rows)

    @property
    def text(self) -> str:
        """The visible text; it neither begins nor ends with white space."""
        return "".join(self._parts)

    def anchors(self) -> list[Anchor]:
        """The elements that may matter, parents before children."""
        return list(map(Anchor._make, self._rows))

    def close(self) -> None:
        """Called by lxml at the end of the page."""
        while self._stack:
            self.end("")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Called by lxml where an element begins."""
        kind = KINDS[tag]
        if kind and not self._hushed:
            breaks = kind & BREAKS
            if breaks:
                self._gap = ""
                if self._breaks < breaks:  # noqa: PLR1730  # max() costs three times as much
                    self._breaks = breaks
            if kind & SPECIAL:
                self._begin(tag, kind, attributes)
        if (kind & ANCHOR or (attributes and is_anchor(kind, attributes))) and not self._is_inert:
            row: _Row = [_OPEN, _OPEN, tag, attributes or _NOTHING, len(self._rows)]
            self._rows.append(row)
            self._stack.append(row)
            self._waiting.append(row)
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
            breaks = kind & BREAKS
            self._gap = ""
            if kind & KEEP:
                self._kept -= 1
            if self._breaks < breaks:  # noqa: PLR1730  # max() costs three times as much
                self._breaks = breaks
        row = self._stack.pop()
        if row is not None:
            row[4] = len(self._rows) - row[4] - 1
            if row[0] < 0:
                self._end_empty(row)
            else:
                row[1] = self._length

    def _end_silently(self, tag: str) -> None:
        if self._hushed == len(self._stack):
            self._hear(tag)
        elif self._is_inert:
            self._overheard.append(f"</{tag}>")

    def data(self, text: str) -> None:
        """Called by lxml for text; one text may come in pieces."""
        if self._hushed:
            self._overheard.append(escape(text) if self._is_inert else text)
            return
        core = text.strip()
        if not core:
            if not self._breaks or self._kept:
                self._widen(text)
            return
        is_tight = core is text
        # looking for a single character is many times as fast as substituting
        if ("\n" in core or "  " in core or "\t" in core) and not self._kept:
            core = _SPACES.sub(" ", core)
        if is_tight:
            self._write(core)
            return
        if text[0].isspace():
            self._widen(text[: len(text) - len(text.lstrip())])
        self._write(core)
        if text[-1].isspace():
            self._widen(text[len(text.rstrip()) :])

    def _write(self, core: str) -> None:
        """Write text, and before it the line ends and spaces that waited."""
        at = self._length
        if self._gap or self._breaks:
            before = "\n" * self._breaks + self._gap if at else ""
            self._parts.append(before)
            at += len(before)
            self._gap, self._breaks = "", 0
        if self._waiting:
            self._place(at)
        self._parts.append(core)
        self._length = at + len(core)

    def _widen(self, space: str) -> None:
        """Let white space wait; at the beginning of a line there is none, save in <pre>."""
        if self._kept:
            space = space.rpartition("\n")[2] if self._breaks else space
            self._gap += space
        elif self._breaks:
            return
        elif not self._gap:
            self._gap = " " if space.isascii() else _SPACES.sub(" ", space)
        elif not space.isascii():
            self._gap += _SPACES.sub("", space)

    def _begin(self, tag: str, kind: int, attributes: Mapping[str, str]) -> None:
        """What an element does to the layout where it begins, other than to break the line."""
        if kind & BR:
            self._gap, self._breaks = "", min(self._breaks + 1, BLANK)
        elif kind & TAB:
            self._gap = "" if self._breaks else "\t"
        elif kind & HUSH:
            self._hushed = len(self._stack) + 1
            self._is_inert = tag == INERT
            self._script = attributes.get("type", "")
        elif kind & KEEP:
            self._kept += 1
        elif kind & IMAGE:
            self._show_emoji(attributes)
        else:
            self._note(tag, attributes)

    def _hear(self, tag: str) -> None:
        """End a silence, and keep of what was said in it the facts of the page."""
        said = "".join(self._overheard)
        self._overheard.clear()
        self._hushed, self._is_inert = 0, False
        row = self._stack[-1]
        if tag == "title":
            self.facts.titles.append(said)
        elif tag == "script":
            if self._script == _LINKED_DATA:
                self.facts.linked_data.append(said)
            if may_hold_post(said, self._script):
                self.hidden.append(Hidden(self._length, len(self._rows), said))
        elif tag == INERT and ("<blockquote" in said or "<iframe" in said):
            self.hidden.append(Hidden(self._length, len(self._rows), said))
        elif tag == "iframe" and "<" in said and row:
            # Instant Articles write the frame's page between its tags, where HTML has `srcdoc`
            row[3] = {"srcdoc": said, **row[3]}

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        facts = self.facts
        if tag == "html":
            facts.language.append(attributes.get("lang") or attributes.get("xml:lang") or "")
        elif tag == "meta":
            facts.metas.append(attributes)
        elif tag == "link":
            facts.links.append(attributes)
        else:
            facts.times.append(attributes)

    def _show_emoji(self, attributes: Mapping[str, str]) -> None:
        """Twitter, WordPress and others show emoji as images; the reader sees a character."""
        if "emoji" in attributes.get("class", "").lower():
            character = attributes.get("alt", "").strip()
            if 0 < len(character) <= _LONGEST_EMOJI:
                self.data(character)

    def _place(self, at: int) -> None:
        """Text comes at last: here begin all elements that waited for it."""
        for row in self._waiting:
            row[0] = at
            if row[1] == _CLOSED:
                row[1] = at
        self._waiting.clear()

    def _end_empty(self, row: "_Row") -> None:
        """An element without text stands where its parent begins, or else where text stopped."""
        row[1] = _CLOSED
        if self._waiting[0] is row:
            self._place(self._length)
