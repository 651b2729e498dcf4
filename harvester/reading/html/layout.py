"""How a page becomes lines: white space as a browser shows it, and where each element stands.

Whoever reads a page, `tree` or `events`, makes one text of it, with marks in it for all that
matters: where lines end, where elements begin and end. A mark stands between two U+0000, which no
text of a page can hold. Nothing here knows tags but by what their kinds say.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from harvester.reading.html.elements import BLANK, LINE
from harvester.reading.html.hidden_data import Hidden
from harvester.records import Anchor

LINKED_DATA = "application/ld+json"
# what each mark begins with, besides the number of what it stands for
PARAGRAPH, NEW_LINE, BREAK, CELL, KEEPS, KEPT, HIDES, OPENS, CLOSES = "BLRTKk!()"
_BREAK = re.compile(r"[\t\n\r\f][ \t\n\r\f]*")  # no-break spaces are not among them
_WIDE = re.compile(r"  +")
_NEW_LINES = ("", "\n", "\n\n")
_ENDS = {NEW_LINE, BREAK, CELL}
_KEEPING = {KEEPS: 1, KEPT: -1}
_LONGEST_EMOJI = 16

Attributes = Mapping[str, str]
_NOTHING: Attributes = {}


class Facts(NamedTuple):
    """What a page says of itself, as it stands there."""

    language: list[str]
    titles: list[str]
    metas: list[Attributes]
    links: list[Attributes]
    times: list[Attributes]
    linked_data: list[str]


class Lines(NamedTuple):
    """A page as its reader sees it: its text, which neither begins nor ends with white space.

    The anchors are the elements that may matter, parents before children.
    """

    text: str
    anchors: list[Anchor]
    hidden: list[Hidden]
    facts: Facts


def mark(sign: str) -> str:
    """A mark as it stands in a page's text."""
    return f"\0{sign}\0"


def emoji(attributes: Attributes) -> str:
    """The character that an image stands for; Twitter, WordPress and others show emoji so.

    >>> emoji({"class": "wp-emoji", "alt": "x"}), emoji({"alt": "a photo"})
    ('x', '')
    """
    if "emoji" not in attributes.get("class", "").lower():
        return ""
    character = attributes.get("alt", "").strip()
    return character if len(character) <= _LONGEST_EMOJI else ""


class Marked:
    r"""A page while it is read: what it says of itself, and what the marks in its text stand for.

    >>> page = Marked()
    >>> paragraph = page.opened("p", {})
    >>> lines = page.laid_out(f" Rain {paragraph}{mark(PARAGRAPH)}again. {mark(CLOSES)}")
    >>> lines.text, [anchor.span for anchor in lines.anchors]
    ('Rain\n\nagain.', [Span(start=6, end=12)])
    """

    def __init__(self) -> None:
        """A page of which nothing is known yet."""
        self.facts = Facts([], [], [], [], [], [])
        self.elements: list[tuple[str, Attributes]] = []  # by their numbers
        self.sources: list[str] = []  # what may hold posts, by its number

    def opened(self, tag: str, attributes: Attributes) -> str:
        """The mark where an element begins that may matter."""
        number = len(self.elements)
        self.elements.append((tag, attributes or _NOTHING))
        return f"\0{OPENS}{number}\0"

    def hidden(self, source: str) -> str:
        """The mark where something unseen stands that may hold posts."""
        number = len(self.sources)
        self.sources.append(source)
        return f"\0{HIDES}{number}\0"

    def note(self, tag: str, attributes: Attributes) -> None:
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

    def laid_out(self, marked: str) -> Lines:
        """The page, from its text and the marks in it."""
        written = _written(marked.split("\0"))
        anchors, hidden = self._placed(written)
        return Lines(written.text, anchors, hidden, self.facts)

    def _placed(self, written: "_Written") -> tuple[list[Anchor], list[Hidden]]:
        """The elements, and what is unseen, each where it stands in the text."""
        rows: list[_Row] = []
        hidden: list[Hidden] = []
        opened: list[_Row] = []
        for sign, count in written.marks:
            if sign == CLOSES:
                row = opened.pop()
                row.last, row.inside = count, len(rows) - row.inside
            elif sign[0] == OPENS:
                row = _Row(int(sign[1:]), opened[-1] if opened else None, count, len(rows) + 1)
                rows.append(row)
                opened.append(row)
            else:
                source = self.sources[int(sign[1:])]
                hidden.append(Hidden(written.stopped(count), len(rows), source))
        return [self._anchor(row, written) for row in rows], hidden

    def _anchor(self, row: "_Row", written: "_Written") -> Anchor:
        """An element; one without text stands where its parent begins, or else behind the text."""
        first, parent = row.first, row.parent
        if first < row.last:
            row.start, end = written.starts[first], written.ends[row.last - 1]
        else:
            begins = parent is not None and parent.first == first
            row.start = end = parent.start if parent and begins else written.stopped(first)
        return Anchor(row.start, end, *self.elements[row.number], row.inside)


class _Row:
    """An element, known by the pieces of text that it holds: from the first on, before the last."""

    __slots__ = ("first", "inside", "last", "number", "parent", "start")

    def __init__(self, number: int, parent: "_Row | None", first: int, inside: int) -> None:
        """An element that is open."""
        self.number, self.parent = number, parent
        self.first = self.last = first
        self.inside = inside  # while it is open, how many elements began before
        self.start = 0


class _Written(NamedTuple):
    """Text, the pieces of which it is made, and each mark in it with how many are before it."""

    text: str
    starts: list[int]
    ends: list[int]
    marks: list[tuple[str, int]]

    def stopped(self, count: int) -> int:
        """Where the last of so many pieces ends."""
        return self.ends[count - 1] if count else 0


def _written(pieces: list[str]) -> _Written:
    """The text of a page; in the pieces, texts and marks take turns.

    White space and line ends wait until text follows, so that no line begins or ends with a space.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    marks: list[tuple[str, int]] = []
    at, breaks, gap, kept = 0, BLANK, "", 0
    for text, sign in zip(pieces[::2], [*pieces[1::2], PARAGRAPH], strict=True):
        core = text.strip()
        if core is not text and (kept or not breaks):
            gap = _widened(gap, text[: len(text) - len(text.lstrip())], breaks, kept)
        if core:
            before = _NEW_LINES[breaks] + gap if at else ""
            words = core if kept else narrowed(core)
            starts.append(at + len(before))
            at += len(before) + len(words)
            ends.append(at)
            parts += before, words
            gap = "" if core is text else _widened("", text[len(text.rstrip()) :], 0, kept)
            breaks = 0
        if sign == PARAGRAPH:
            breaks, gap = BLANK, ""
        elif sign in _ENDS:
            breaks, gap = _ended(sign, breaks)
        elif sign in _KEEPING:
            kept += _KEEPING[sign]
        else:
            marks.append((sign, len(starts)))
    return _Written("".join(parts), starts, ends, marks)


def _ended(sign: str, breaks: int) -> tuple[int, str]:
    """The line ends and the gap behind the end of a line or a cell."""
    if sign == NEW_LINE:
        return breaks or LINE, ""
    if sign == BREAK:
        return min(breaks + 1, BLANK), ""
    return breaks, "" if breaks else "\t"


def _widened(gap: str, space: str, breaks: int, kept: int) -> str:
    """A gap with more white space; at the beginning of a line there is none, save in <pre>."""
    if kept:
        return gap + (space.rpartition("\n")[2] if breaks else space)
    if space.isascii():
        return gap or (" " if space else "")
    space = narrowed(space)
    return gap + space.replace(" ", "") if gap else space


def narrowed(text: str) -> str:
    r"""Text with one space for each run of white space, as a browser shows it.

    >>> narrowed("It\n  rained.\t")
    'It rained. '
    """
    if "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = _BREAK.sub(" ", text)
    return _WIDE.sub(" ", text) if "  " in text else text
