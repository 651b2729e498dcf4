"""What the words say: whose vocabulary they are, whose voice, and in which language.

A post speaks, a report tells; an article uses its own words again; a person is named by others.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy
import regex

from harvester.find.flattened.boundary.evidence import facts
from harvester.find.flattened.boundary.evidence.above import Above
from harvester.find.flattened.boundary.evidence.laid_text import QUOTES, SIGNS, Laid
from harvester.find.flattened.boundary.evidence.lexicon import KNOWN, OWN, REPEATED, REPORT
from harvester.find.flattened.boundary.evidence.pieces import (
    Columns,
    languages,
    piece_features,
    pieces_of,
    shares,
    sounds,
)
from harvester.find.flattened.boundary.evidence.places import Places
from harvester.find.flattened.boundary.frames import LONGEST_LINE, Frame, line_before
from harvester.text.script import SCRIPTS

_NEAR = 120  # characters
_LONGEST_ECHO = 24
_SHORTEST_ECHO = 12
_ECHO_REACH = 300
_ECHOED = 30  # words before a place that may come again behind it
_SCRIPT_INSIDE, _SCRIPT_BEFORE = 200, 100  # characters
_MOST_ROOM = 9.0  # posts
_NAME_PART = regex.compile(r"\p{L}{3,}+")


def lexical(laid: Laid, places: Places, above: Above) -> Columns:
    """The evidence in the words."""
    pieces = pieces_of(laid, places)
    lowered = [_lowered(frame) for frame in laid.frames]
    return [
        *_vocabulary(laid, places),
        _echoes(lowered, laid, places),
        *_names(lowered, laid, places),
        *_register(laid, places, above),
        *piece_features(laid, places, pieces),
        *languages(laid, places, pieces),
        *sounds(laid, places, pieces),
        *_sequence(laid, places),
    ]


def _lowered(frame: Frame) -> str:
    start, end = frame.region
    return frame.text[max(frame.wall, start - _ECHO_REACH) : end].lower()


def _vocabulary(laid: Laid, places: Places) -> Columns:
    heard, around, start, before = laid.heard, places.around, places.start, places.before
    near = numpy.maximum(before - _NEAR, around.base)
    back, first = heard.starts.searchsorted(near), heard.starts.searchsorted(start)
    end = heard.ends.take(around.number)
    mine = shares(heard.counts, first, end)[KNOWN]
    has_other = first > back
    other = numpy.where(has_other, shares(heard.counts, back, first)[KNOWN], -1.0)
    own = heard.counts[:, OWN]
    stop = numpy.minimum(around.end, start + _SCRIPT_INSIDE)
    low = numpy.maximum(numpy.maximum(around.wall, around.base), before - _SCRIPT_BEFORE)
    script, script_before = _scripts(laid, (start, stop), (low, before))
    return [
        mine, other, numpy.where(has_other, mine - other, 0.0), script != places.document.script,
        numpy.where(script_before > 0, script_before != script, -1),
        own.take(first) - own.take(back), end - first,
    ]  # fmt: skip


def _scripts(laid: Laid, *stretches: tuple[Any, Any]) -> list[Any]:
    """In which script most letters of each stretch are, by number; 0 without letters."""
    scripts = facts.scripts(laid.facts)
    met = numpy.flatnonzero(numpy.bincount(scripts)[1:]) + 1
    numbers = sorted(met.tolist(), key=lambda number: SCRIPTS[number - 1], reverse=True)
    best = [numpy.zeros(len(low), dtype=numpy.int64) for low, _ in stretches]
    most = [each.copy() for each in best]
    for number in numbers:
        counts = numpy.append(0, (scripts == number).cumsum())
        for place, (low, high) in enumerate(stretches):
            many = counts.take(high) - counts.take(low)
            best[place] = numpy.where(many > most[place], number, best[place])
            most[place] = numpy.maximum(many, most[place])
    return best


def _echoes(lowered: Sequence[str], laid: Laid, places: Places) -> list[bool]:
    """Whether the article quotes the opening of the post before."""
    found = []
    for number, start, before in _one_by_one(places, laid):
        known = lowered[number]
        offset = laid.frames[number].region.end - len(known)
        head = known[start - offset : start - offset + _LONGEST_ECHO].strip()
        is_long = len(head) > _SHORTEST_ECHO
        found.append(is_long and 0 <= known.find(head) < before - offset - _SHORTEST_ECHO)
    return found


def _one_by_one(places: Places, laid: Laid) -> Iterator[tuple[int, int, int]]:
    """Of each place the number of its frame, where it is in the text, and where its gap begins."""
    numbers = places.around.number
    shifts = numpy.array(laid.shifts).take(numbers)
    columns = numbers, places.start - shifts, places.before - shifts
    return zip(*(column.tolist() for column in columns), strict=True)


def _names(lowered: Sequence[str], laid: Laid, places: Places) -> Columns:
    """People are named by those who write about them, hardly by themselves."""
    named_above, named_inside = numpy.zeros((2, len(places.start)))
    for number, (frame, known) in enumerate(zip(laid.frames, lowered, strict=True)):
        name = frozenset(_NAME_PART.findall(frame.named))
        if not _is_near(frame, name):
            continue
        mine = numpy.flatnonzero(places.around.number == number)
        behind = places.around.end.take(mine) - places.start.take(mine)
        start = numpy.where(behind, len(known) - behind, 0)
        named_inside[mine] = sum(known.rfind(part) >= start for part in name) / len(name)
        ends = places.before.take(mine) - laid.shifts[number]
        for place, end in zip(mine.tolist(), ends.tolist(), strict=True):
            above = line_before(frame.text, frame.wall, end).lower()
            if any(part in above for part in name):
                found = name.intersection(_NAME_PART.findall(above))
                named_above[place] = len(found) / len(name)
    return [named_above, named_inside]


def _is_near(frame: Frame, name: frozenset[str]) -> bool:
    """Whether a part of a name stands anywhere near."""
    near = frame.text[max(frame.wall, frame.base - LONGEST_LINE) : frame.region.end].lower()
    return any(part in near for part in name)


def _register(laid: Laid, places: Places, above: Above) -> Columns:
    """How the post, its first line, the others, and the line above sound."""
    heard, marks, number = laid.heard, laid.marks, places.around.number
    first, line = heard.starts.searchsorted(places.start), heard.starts.searchsorted(places.stop)
    body = shares(heard.counts, first, heard.ends.take(number))
    first_line = shares(heard.counts, first, line)
    at_start, at_stop = marks.take(places.start, axis=1), marks.take(places.stop, axis=1)
    signs = marks[SIGNS].take(places.around.end) - at_stop[SIGNS]
    in_line = at_stop - at_start
    return [
        body[OWN], body[REPORT], in_line[SIGNS], signs, first_line[REPORT], first_line[OWN],
        in_line[QUOTES], above.signs, above.report, above.own, above.quotes,
    ]  # fmt: skip


def _sequence(laid: Laid, places: Places) -> Columns:
    """What lies between the post before and this one, and whether words come twice."""
    heard, around = laid.heard, places.around
    first, end = heard.starts.searchsorted(places.start), heard.ends.take(around.number)
    room = numpy.where(around.has_wall, (around.end - around.wall) / around.limit, _MOST_ROOM)
    repeated = heard.counts[:, REPEATED]
    low = numpy.maximum(first - _ECHOED, heard.first.take(around.number))
    words = first[:, None] - numpy.arange(1, _ECHOED + 1)
    later = numpy.append(heard.later, -1).take(words, mode="clip")
    echoed = ((later >= first[:, None]) & (words >= low[:, None])).sum(axis=1)
    return [
        numpy.minimum(_MOST_ROOM, room),
        numpy.minimum(_MOST_ROOM, (places.start - around.wall) / around.limit),
        around.behind_wall, places.document.runs,
        (repeated.take(end) - repeated.take(first)) / numpy.maximum(1, end - first),
        echoed / numpy.maximum(1, first - low),
    ]  # fmt: skip
