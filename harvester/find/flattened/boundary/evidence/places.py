"""All places of some documents where a post may begin, and what lies around each, as columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy

from harvester.find.flattened.boundary.candidates import LINE, Candidate
from harvester.find.flattened.boundary.evidence import facts
from harvester.find.flattened.boundary.evidence.documents import Documents, documents_of
from harvester.find.flattened.boundary.evidence.laid_text import LINE_ENDS, Laid
from harvester.find.flattened.boundary.frames import LONGEST_LINE


class Around(NamedTuple):
    """The frame of each place as `Frame` has it, its places as they are laid, and its number."""

    number: Any
    region: Any
    end: Any
    wall: Any
    base: Any
    last_line: Any
    line_start: Any
    limit: Any
    line_ends: Any
    margin: Any
    after: Any
    behind_wall: Any
    line_margin: Any
    margin_quoted: Any
    line_quoted: Any
    has_wall: Any
    last_first: Any


class Places(NamedTuple):
    """The places of all posts, each post's from the last to the first.

    `up` and `line_up` are the next place and the next line start above. The gap before a place
    begins `before` it, and has `line_ends`. `line` begins behind the last line end before the
    place, `line_above` behind the last one before the gap; either may be before the stretch. The
    place's line ends at `stop`. The line above has words from `above` on; where it `is_far` it
    begins before the stretch, or a word of it is cut.
    """

    start: Any
    kind: Any
    rank: Any
    line_rank: Any
    line_places: Any
    many: Any
    up: Any
    line_up: Any
    around: Around
    document: Documents
    before: Any
    line_ends: Any
    line: Any
    line_above: Any
    stop: Any
    above: Any
    is_far: Any
    at_wall: Any


def places_of(laid: Laid, candidates: Sequence[Sequence[Candidate]]) -> Places:
    """The columns of the candidates of each frame."""
    many = [*map(len, candidates)]
    around = _around(laid, many)
    listed = [
        row
        for found, frame, shift in zip(candidates, laid.frames, laid.shifts, strict=True)
        for row in _listed(found, frame.region.start, shift)
    ]
    columns = numpy.array(listed, dtype=numpy.int64).reshape(-1, 8).T.copy()
    start, kind, rank, line_rank, line_places, places, up, line_up = columns
    before = numpy.maximum(laid.trimmed.take(start), around.base)
    ended = laid.marks[LINE_ENDS]
    ends_above, ends_before = ended.take(before), ended.take(start)
    line_above = line_start(laid, ends_above)
    following = numpy.append(laid.line_ends, len(laid.text)).take(ends_before)
    return Places(
        start,
        kind,
        rank,
        line_rank,
        line_places,
        places,
        up,
        line_up,
        around,
        documents_of(laid.frames, many),
        before,
        ends_before - ends_above,
        line_start(laid, ends_before),
        line_above,
        numpy.minimum(following, around.end),
        *_above(laid, around, before, line_above),
        before <= around.wall,
    )


def _above(laid: Laid, around: Around, before: Any, line: Any) -> tuple[Any, Any]:
    """Where the words of the line above begin, and whether what is laid does not tell them."""
    lowest = numpy.maximum(around.wall, before - LONGEST_LINE)
    has_line = (line > around.base) & (line >= lowest)
    is_cut = ~has_line & ((lowest < around.base) | (lowest > around.wall))
    letters = laid.facts & facts.WORD
    is_in_word = letters.take(before) & letters.take(before - 1) > 0
    start = numpy.where(has_line, line, numpy.maximum(lowest, around.base))
    return first_of(laid.words, start), (is_cut | is_in_word) & (before > around.wall)


def line_start(laid: Laid, ended: Any) -> Any:
    """Where the line begins behind so many line ends."""
    return numpy.append(laid.line_ends, -1).take(ended - 1) + 1


def first_of(ordered: Any, position: Any) -> Any:
    """The first of some places, which are in order, from a position on."""
    return ordered.take(ordered.searchsorted(position))


def _around(laid: Laid, many: Sequence[int]) -> Around:
    """The frame of each place."""
    rows = [
        (
            number, frame.region.start + shift, frame.region.end + shift, frame.wall + shift,
            frame.base + shift, frame.last_line + shift, frame.line_start + shift, frame.limit,
            frame.line_ends, frame.margin, frame.after, frame.behind_wall, frame.line_margin,
            frame.margin_quoted, frame.line_quoted, frame.wall > 0, 0,
        )
        for number, (frame, shift) in enumerate(zip(laid.frames, laid.shifts, strict=True))
    ]  # fmt: skip
    columns = numpy.array(rows, dtype=numpy.int64).T
    is_inside = columns[5] < columns[2]
    first = facts.first_classes(laid.facts.take(columns[5]))
    columns[16] = numpy.where(is_inside, first, -1)
    return Around(*columns.repeat(many, axis=1))


def _listed(found: Sequence[Candidate], low: int, shift: int) -> Iterator[tuple[int, ...]]:
    """The candidates of one frame, and how each stands among the others."""
    lines = [place.start for place in found if place.kind == LINE]
    line = passed = 0
    for rank, (place, up) in enumerate(pairwise([*found, Candidate(low, LINE)])):
        while line < len(lines) and lines[line] >= place.start:
            line += 1
        line_up = lines[line] if line < len(lines) else low
        yield (
            place.start + shift, place.kind, rank, passed, len(lines), len(found),
            up.start + shift, line_up + shift,
        )  # fmt: skip
        passed += place.kind == LINE
