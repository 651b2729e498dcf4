"""Texts with what was changed in them, in pieces that a template can mark."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from harvester.trace.matching.difference import WORDING, difference

Mark = Literal["", "removed", "added"]
_LONGEST = 240  # characters of a removed stretch: of an article's sentence, a post may be the rest
_LEAST_KEPT = 0.5  # of the shorter text: with less, marks would be confetti
# matches what `difference.marked` makes: "[-again-]" and "{+once more,+}"
_MARKED = regex.compile(r"\[-(?P<removed>.*?)-\]|\{\+(?P<added>.*?)\+\}", regex.DOTALL)


class Piece(NamedTuple):
    """A stretch of text: as it was, removed, or added."""

    mark: Mark
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """The later text whole, with what was removed and added; plain if little of it was kept.

    >>> [piece for piece in changes("Rain again", "Rain, at last") if piece.mark]
    [Piece(mark='removed', text='again'), Piece(mark='added', text='at last')]
    """
    found = [piece for piece in _pieces(before, after) if piece.text]
    kept = sum(len(piece.text) for piece in found if not piece.mark)
    is_another = kept < _LEAST_KEPT * min(len(before), len(after))
    return [Piece("", after)] if before == after or is_another else found


def _pieces(before: str, after: str) -> Iterator[Piece]:
    for change in difference(before, after):
        old, new = before[slice(*change.before)], after[slice(*change.after)]
        if change.kind not in WORDING:
            yield Piece("", new)
            continue
        yield Piece("removed", _short(old))
        yield Piece("added", new)


def pieces(marked: str) -> list[Piece]:
    """The pieces of a line that has its changes in marks.

    >>> pieces("Rain, [-again-]{+once more,+} tonight")[1:3]
    [Piece(mark='removed', text='again'), Piece(mark='added', text='once more,')]
    """
    found, place = [], 0
    for match in _MARKED.finditer(marked):
        found.append(Piece("", marked[place : match.start()]))
        mark: Mark = "added" if match["removed"] is None else "removed"
        found.append(Piece(mark, match[mark]))
        place = match.end()
    return [each for each in (*found, Piece("", marked[place:])) if each.text]


def _short(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"
