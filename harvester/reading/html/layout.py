"""How a page becomes lines: white space as a browser shows it, and where each element stands.

`Lines` is told what stands on a page in its order, by whoever reads it: `tree` of the elements that
matter, `events` of every element. It knows nothing of tags but what their kinds say.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import regex

from harvester.reading.html.elements import BLANK
from harvester.reading.html.hidden_data import Hidden, may_hold_post, may_show_post
from harvester.records import Anchor

LINKED_DATA = "application/ld+json"
_SPACES = regex.compile(r"[ \t\n\r\f]++")  # no-break spaces are not among them
_LONGEST_EMOJI = 16
_OPEN, _CLOSED = -1, -2  # the end of an element without text, until its place is known
_NOTHING: Mapping[str, str] = {}
Row = list[Any]  # an anchor while its span is not known; instead of `inside` its place in the list


class Facts(NamedTuple):
    """What a page says of itself, as it stands there."""

    language: list[str]
    titles: list[str]
    metas: list[Mapping[str, str]]
    links: list[Mapping[str, str]]
    times: list[Mapping[str, str]]
    linked_data: list[str]


def emoji(attributes: Mapping[str, str]) -> str:
    """The character that an image stands for; Twitter, WordPress and others show emoji so.

    >>> emoji({"class": "wp-emoji", "alt": "x"}), emoji({"alt": "a photo"})
    ('x', '')
    """
    if "emoji" not in attributes.get("class", "").lower():
        return ""
    character = attributes.get("alt", "").strip()
    return character if len(character) <= _LONGEST_EMOJI else ""


class Lines:
    r"""The text of a page and its anchors, while they are being written.

    Text is written when it comes. White space and line breaks wait until text follows, so that no
    line begins or ends with a space. Elements wait for their first letter, so that spans are tight.

    >>> lines = Lines()
    >>> lines.data(" Rain ")
    >>> lines.open("p", {})
    >>> lines.break_line(BLANK)
    >>> lines.data("again.")
    >>> lines.close_element()
    >>> lines.text, [anchor.span for anchor in lines.anchors()]
    ('Rain\n\nagain.', [Span(start=6, end=12)])
    """

    def __init__(self) -> None:
        """A page of which nothing is known yet."""
        self.facts = Facts([], [], [], [], [], [])
        self.hidden: list[Hidden] = []
        self._parts: list[str] = []
        self._length = 0
        self._gap = ""  # the space to write before the next text, unless a line ends
        self._breaks = BLANK  # line ends to write before the next text
        self._kept = 0  # how many <pre> are open
        self._rows: list[Row] = []
        self._stack: list[Row | None] = []  # for each open element its anchor
        self._waiting: list[Row] = []  # anchors without text so far

    @property
    def text(self) -> str:
        """The visible text; it neither begins nor ends with white space."""
        return "".join(self._parts)

    def anchors(self) -> list[Anchor]:
        """The elements that may matter, parents before children."""
        return list(map(Anchor._make, self._rows))

    def break_line(self, breaks: int) -> None:
        """A line ends, or a paragraph."""
        self._gap = ""
        if self._breaks < breaks:  # noqa: PLR1730  # max() costs three times as much
            self._breaks = breaks

    def break_again(self) -> None:
        """A line ends, or if it has ended already, a paragraph."""
        self._gap, self._breaks = "", min(self._breaks + 1, BLANK)

    def tab(self) -> None:
        """A cell of a table begins."""
        self._gap = "" if self._breaks else "\t"

    def keep_space(self, by: int) -> None:
        """White space counts from here on, or no longer."""
        self._kept += by

    def open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins that may matter."""
        row: Row = [_OPEN, _OPEN, tag, attributes or _NOTHING, len(self._rows)]
        self._rows.append(row)
        self._stack.append(row)
        self._waiting.append(row)

    def close_element(self) -> None:
        """The element ends that began last."""
        row = self._stack.pop()
        if row is not None:
            row[4] = len(self._rows) - row[4] - 1
            if row[0] < 0:
                self._end_empty(row)
            else:
                row[1] = self._length

    def hear_script(self, script: str, kind: str) -> None:
        """Keep of a script what it says of the page, and the posts that it may hold."""
        if kind == LINKED_DATA:
            self.facts.linked_data.append(script)
        if may_hold_post(script, kind):
            self.hide(script)

    def hear_template(self, markup: str) -> None:
        """Keep of what is no part of the page yet the posts that it may hold."""
        if may_show_post(markup):
            self.hide(markup)

    def hide(self, source: str) -> None:
        """Something unseen stands here that may hold posts."""
        self.hidden.append(Hidden(self._length, len(self._rows), source))

    def note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keep what an element of the page's head, or a time, says."""
        facts = self.facts
        if tag == "html":
            facts.language.append(attributes.get("lang") or attributes.get("xml:lang") or "")
        elif tag == "meta":
            facts.metas.append(attributes)
        elif tag == "link":
            facts.links.append(attributes)
        else:
            facts.times.append(attributes)

    def show(self, character: str) -> None:
        """Text that an image stands for, if any."""
        if character:
            Lines.data(self, character)

    def data(self, text: str) -> None:
        """There is text; one text may come in pieces."""
        core = text.strip()
        if not core:
            if not self._breaks or self._kept:
                self._widen(text)
            return
        if core is not text and text[0].isspace() and (not self._breaks or self._kept):
            self._widen(text[: len(text) - len(text.lstrip())])
        # looking for a single character is many times as fast as substituting
        if ("\n" in core or "  " in core or "\t" in core) and not self._kept:
            self._write(_SPACES.sub(" ", core))
        else:
            self._write(core)
        if core is not text and text[-1].isspace():
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

    def _place(self, at: int) -> None:
        """Text comes at last: here begin all elements that waited for it."""
        for row in self._waiting:
            row[0] = at
            if row[1] == _CLOSED:
                row[1] = at
        self._waiting.clear()

    def _end_empty(self, row: Row) -> None:
        """An element without text stands where its parent begins, or else where text stopped."""
        row[1] = _CLOSED
        if self._waiting[0] is row:
            self._place(self._length)
