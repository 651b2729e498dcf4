"""What lines, lengths and marks say for and against each place, as columns in order of `NAMES`."""

from typing import Any

import numpy

from harvester.find.flattened.boundary.evidence import facts
from harvester.find.flattened.boundary.evidence.above import Above
from harvester.find.flattened.boundary.evidence.documents import ENDLESS
from harvester.find.flattened.boundary.evidence.laid_text import (
    BLANK_GAPS,
    GAPS,
    LEAD_INS,
    LINKS,
    MENTIONS,
    QUOTED,
    STOPS,
    TAGS,
    WIDE,
    Laid,
)
from harvester.find.flattened.boundary.evidence.places import Places, first_of
from harvester.find.flattened.boundary.frames import WIDEST_MARGIN

_NO_MARGIN = -99
_ANNOUNCING = 80  # characters in which words announce a post

Columns = list[Any]


def layout(laid: Laid, places: Places, above: Above) -> Columns:
    """The evidence that is not in the words."""
    widest = laid.gaps.take(laid.marks[GAPS].take(places.start) + places.around.number)
    return [
        places.rank, places.line_rank, places.line_places, places.many, places.kind,
        places.at_wall,
        *_break(laid, places),
        *_length(laid, places),
        *_inside(laid, places, widest),
        *_line_above(laid, places, above),
        *_first_line(laid, places),
        *_gaps(places, widest),
        *_edge(laid, places),
    ]  # fmt: skip


def _break(laid: Laid, places: Places) -> Columns:
    """How the gap before a place looks, and what stands on both sides of it."""
    start, around, has_gap = places.start, places.around, places.line_ends > 0
    is_spaced = has_gap & (laid.facts.take(places.before) & facts.TRAILING > 0)
    last = facts.last_classes(laid.facts.take(places.before - 1))
    margin = numpy.where(has_gap, start - places.line, -1)
    is_aligned = has_gap & (around.margin >= 0)
    tags, behind = laid.marks[TAGS], numpy.minimum(start + 2, around.end)
    return [
        places.line_ends, is_spaced, numpy.where(places.at_wall, -1, last), margin,
        numpy.where(is_aligned, margin - around.margin, _NO_MARGIN), start >= around.last_line,
        facts.first_classes(laid.facts.take(start)), tags.take(behind) - tags.take(start),
    ]  # fmt: skip


def _length(laid: Laid, places: Places) -> Columns:
    """How long the post would be, and with what stands above."""
    start, limit, weights = places.start, places.around.limit, laid.weights
    end = weights.take(places.around.end)
    weight, line_above = end - weights.take(start), end - weights.take(places.line_up)
    return [
        weight, weight / limit, weight > limit,
        (end - weights.take(places.up)) / limit, line_above / limit, line_above > limit,
        start - places.up, start - places.line_up,
    ]  # fmt: skip


def _inside(laid: Laid, places: Places, widest: Any) -> Columns:
    """What the post would have inside, and the line above."""
    marks = laid.marks.take(places.start, axis=1)
    inside = laid.marks.take(places.around.end, axis=1) - marks
    line_above = marks - laid.marks.take(places.line_up, axis=1)
    gaps = inside[GAPS]
    return [
        gaps, widest, inside[BLANK_GAPS],
        inside[LINKS], inside[TAGS], inside[MENTIONS], inside[STOPS],
        line_above[MENTIONS], line_above[STOPS], (places.around.end - places.start) / (1 + gaps),
    ]  # fmt: skip


def _line_above(laid: Laid, places: Places, above: Above) -> Columns:
    before, wide, document = places.before, above.width, places.document
    last = facts.last_classes(laid.facts.take(before - 1))
    lead_ins, low = laid.marks[LEAD_INS], numpy.maximum(before - _ANNOUNCING, places.around.base)
    return [
        wide, numpy.where(places.at_wall, 0, last), above.first,
        wide / document.lines_wide, wide / document.paragraphs_wide,
        numpy.minimum(ENDLESS, wide) / document.at_widest,
        lead_ins.take(before) > lead_ins.take(low), above.second,
    ]  # fmt: skip


def _first_line(laid: Laid, places: Places) -> Columns:
    start, marks = places.start, laid.marks[WIDE]
    end = numpy.maximum(laid.solid.take(places.stop), start)
    wide = end - start + marks.take(end) - marks.take(start)
    last = facts.last_classes(laid.facts.take(end - 1))
    return [
        wide, wide / places.document.lines_wide, numpy.where(end > start, last, 0),
        places.around.last_first,
    ]  # fmt: skip


def _gaps(places: Places, widest: Any) -> Columns:
    """How its gap compares with the others: of the signature, of the document, inside the post."""
    line_ends, around, document = places.line_ends, places.around, places.document
    return [
        line_ends - around.line_ends, line_ends - around.after,
        line_ends - document.gap_after, document.gap_after,
        line_ends - document.usual_gap, widest - document.usual_gap,
    ]  # fmt: skip


def _edge(laid: Laid, places: Places) -> Columns:
    """How the line and the line above are set in: Markdown marks and margins set a post apart."""
    around, start, quoted = places.around, places.start, laid.marks[QUOTED]
    low = numpy.maximum(places.line, around.base)
    is_quoted = (quoted.take(start) > quoted.take(low)) | (
        (places.line <= around.base) & around.line_quoted
    )
    edge, is_cut = places.line_above, places.line_above <= around.base
    words = first_of(laid.set_in, edge)
    margin = numpy.where(is_cut, around.line_margin, numpy.minimum(words - edge, WIDEST_MARGIN))
    is_margin_quoted = numpy.where(
        is_cut, around.margin_quoted, quoted.take(edge + margin, mode="clip") > quoted.take(edge)
    )
    aligned = numpy.where(around.margin >= 0, margin - around.margin, _NO_MARGIN)
    difference = numpy.where(places.line_ends > 0, start - places.line - margin, _NO_MARGIN)
    return [
        is_quoted,
        *(
            numpy.where(places.at_wall, without, found)
            for without, found in (
                (-1, is_margin_quoted), (-1, margin), (_NO_MARGIN, difference),
                (_NO_MARGIN, aligned),
            )
        ),
    ]  # fmt: skip
