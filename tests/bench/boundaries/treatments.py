"""What corpora do to a text after a scraper flattened it, with the places of its posts moved along.

Corpora put each sentence on its line, wrap lines, drop line ends or double them, mask digits and
links, and set punctuation apart. A model that has only seen what scrapers leave is lost in them.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import regex

Cut = tuple[int, int, str]  # from where to where, and what stands there instead
_COLUMNS = 72

_LINE_ENDS = regex.compile(r"\s*\n\s*")
_SPACES = regex.compile(r"\s+")
# matches the gap behind a sentence; must not match the one before a dash that opens a signature
_SENTENCE_GAP = regex.compile(r"(?<=[.!?…؟۔।。！？][\"”»’)]?)[^\S\n]+(?=[^\s—–-])")
_NUMBER = regex.compile(r"(?<![\w@#./])\p{Nd}+(?![\w/])")
_LINK = regex.compile(r"https?://[^\s)\]]+")
_APART = regex.compile(
    r"(?<=\w)(?=[.,!?;:»”\"')](?:\s|\Z))|(?<=(?:\A|\s)[«“\"('])(?=\w)|(?<=\w)(?=—)"
)
_WORD = regex.compile(r"\S+")


class Moved(NamedTuple):
    """A treated text, and what leads from a place in the old one to its place in the new one."""

    text: str
    to: Callable[[int], int]


def treated(text: str, how: str) -> Moved:
    """The text as this treatment leaves it.

    >>> moved = treated("Rain. Wind.", "sentences")
    >>> moved.text, moved.to(6)
    ('Rain.\\nWind.', 6)
    """
    return _replaced(text, TREATMENTS[how](text))


def _replaced(text: str, cuts: Sequence[Cut]) -> Moved:
    """The text with the cuts in it, which are in order and do not overlap."""
    parts, olds, news, new = [], [0], [0], 0
    for (_, last, _), (start, end, instead) in pairwise([(0, 0, ""), *cuts]):
        parts += [text[last:start], instead]
        new += start - last + len(instead)
        olds.append(end)
        news.append(new)
    parts.append(text[olds[-1] :])
    starts = [cut[0] for cut in cuts]

    def to(position: int) -> int:
        number = bisect_right(olds, position) - 1
        moved = news[number] + position - olds[number]
        # Inside of what is replaced: where the new piece begins.
        return min(moved, news[number + 1]) if _is_inside(starts, number, position) else moved

    def _is_inside(starts: Sequence[int], number: int, position: int) -> bool:
        return number < len(starts) and position > starts[number]

    return Moved("".join(parts), to)


def _each(pattern: regex.Pattern[str], instead: str, text: str) -> list[Cut]:
    return [(*match.span(), instead) for match in pattern.finditer(text)]


def _wrapped(text: str) -> list[Cut]:
    """Line ends in place of spaces, so that lines are not wider than their columns."""
    cuts: list[Cut] = []
    column, last = 0, 0
    for word in _WORD.finditer(text):
        gap = text[last : word.start()]
        column = 0 if "\n" in gap else column + len(gap)
        if column and last and column + len(word[0]) > _COLUMNS:
            cuts.append((last, word.start(), "\n"))
            column = 0
        column, last = column + len(word[0]), word.end()
    return cuts


def _masked(text: str) -> list[Cut]:
    return sorted([*_each(_LINK, "*URL*", text), *_each(_NUMBER, "*NUMBER*", text)])


TREATMENTS: dict[str, Callable[[str], list[Cut]]] = {
    "sentences": partial(_each, _SENTENCE_GAP, "\n"),
    "line ends": partial(_each, _LINE_ENDS, "\n"),
    "blank lines": partial(_each, _LINE_ENDS, "\n\n"),
    "one line": partial(_each, _SPACES, " "),
    "wrapped": _wrapped,
    "masked": _masked,
    "tokenised": partial(_each, _APART, " "),
}
