"""The line above each place: how long it is, how it looks, and how it sounds."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy

from harvester.find.flattened.boundary.characters import QUOTE, SIGN, first_class, width
from harvester.find.flattened.boundary.evidence import facts
from harvester.find.flattened.boundary.evidence.laid_text import (
    LINE_ENDS,
    QUOTES,
    SIGNS,
    WIDE,
    Laid,
)
from harvester.find.flattened.boundary.evidence.lexicon import OWN, REPORT, WORD
from harvester.find.flattened.boundary.evidence.places import Places, first_of, line_start
from harvester.find.flattened.boundary.frames import (
    LONGEST_LINE,
    line_before,
    trim,
)
from harvester.find.flattened.boundary.register import voice


class Above(NamedTuple):
    """The line above each place, and the width of the line above that one."""

    width: Any
    first: Any
    signs: Any
    report: Any
    own: Any
    quotes: Any
    second: Any


def above_of(laid: Laid, places: Places) -> Above:
    """The lines above, by running counts where they can be, and read again where they cannot."""
    start, before, heard = places.above, places.before, laid.heard
    marks = laid.marks.take(before, axis=1) - laid.marks.take(start, axis=1)
    first, last = heard.starts.searchsorted(start), heard.starts.searchsorted(before)
    words, many = heard.counts.take(last, axis=0) - heard.counts.take(first, axis=0), last - first
    second, is_second_far = _second(laid, places)
    columns = numpy.stack([
        before - start + marks[WIDE], facts.first_classes(laid.facts.take(start)),
        marks[SIGNS], words[:, REPORT] / numpy.maximum(1, many),
        words[:, OWN] / numpy.maximum(1, many), marks[QUOTES], second,
    ])  # fmt: skip
    columns[:, places.at_wall] = [[0], [-1], [0], [0], [0], [0], [0]]
    numbers = places.around.number
    is_far = places.is_far | ~heard.is_spaced.take(numbers) & ~places.at_wall
    for place in numpy.flatnonzero(is_far | is_second_far).tolist():
        frame, shift = laid.frames[numbers[place]], laid.shifts[numbers[place]]
        end = int(before[place]) - shift
        if is_far[place]:
            line = line_before(frame.text, frame.wall, end)
            columns[:6, place] = _far(line, frame.profile.sound_language)
        if is_second_far[place]:
            columns[6, place] = _far_second(frame.text, frame.wall, end)
    return Above(*columns)


def _second(laid: Laid, places: Places) -> tuple[Any, Any]:
    """How wide the line above the line above is, and where that is not told by what is laid."""
    around, line = places.around, places.line_above
    has_line = (line > around.base) & (line - 1 > around.wall)
    end = numpy.maximum(laid.trimmed.take(line - 1), around.base)
    lowest = numpy.maximum(around.wall, end - LONGEST_LINE)
    begins = line_start(laid, laid.marks[LINE_ENDS].take(end))
    is_told = (begins > around.base) & (begins >= lowest)
    start = first_of(laid.words, numpy.where(is_told, begins, numpy.maximum(lowest, around.base)))
    wide = laid.marks[WIDE]
    found = end - start + wide.take(end) - wide.take(start)
    has_words = has_line & (end > around.wall)
    is_near = (line > around.base) & (is_told | (lowest >= around.base))
    is_far = (around.wall < around.base) & ~is_near & ~places.at_wall
    return numpy.where(has_words, found, 0), is_far


def _far(line: str, language: str) -> list[float]:
    return [width(line), first_class(line[0]), *_voice(line, language)]


def _far_second(text: str, wall: int, before: int) -> int:
    line = text.rfind("\n", wall, before)
    return width(line_before(text, wall, trim(text, line, wall))) if line > wall else 0


@lru_cache(maxsize=1024)
def _voice(line: str, language: str) -> list[float]:
    """A line's signs, the shares of a report's and of one's own words in it, and its quotes."""
    heard = [voice(language, word) for word in WORD.findall(line.lower())]
    many = max(1, len(heard))
    return [
        len(SIGN.findall(line)),
        sum(each.is_report for each in heard) / many,
        sum(each.is_own for each in heard) / many,
        len(QUOTE.findall(line)),
    ]
