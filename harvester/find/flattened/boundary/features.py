"""What speaks for and against each place where a post may begin, as numbers with names.

Each piece of evidence means something to a reader: how the lines break, what the words look like,
how long the post would be, what the document does elsewhere. None knows a source, an account or a
topic. The rows of `extract_features` and the names in `feature_descriptions` go together. Here is
what lines, lengths and marks say; what the words say is in `lexical_features`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from harvester.find.flattened.boundary.candidates import LINE, Candidate
from harvester.find.flattened.boundary.characters import first_class, last_class
from harvester.find.flattened.boundary.context import (
    MARGIN,
    At,
    Context,
    between,
    gap_before,
    line_before,
    trim,
)
from harvester.find.flattened.boundary.document_profile import DocumentProfile, width
from harvester.find.flattened.boundary.lexical_features import lexical_features

_WIDEST_MARGIN = 200


def extract_features(
    context: Context, places: Sequence[Candidate], profile: DocumentProfile
) -> list[list[float]]:
    """One row of numbers a candidate, in the order of `NAMES`."""
    line_places = sum(place.kind == LINE for place in places)
    document = _document(profile)
    rows = []
    line_rank = 0
    for rank, (place, at) in enumerate(zip(places, _looked_at(context, places), strict=True)):
        rows.append([
            rank, line_rank, line_places, len(places), place.kind, at.before <= context.wall,
            *_break(context, at),
            *_length(context, at),
            *_inside(context, at),
            *_line_above(context, at, profile),
            *_first_line(context, at, profile),
            *_layout(context, at, profile),
            *_edge(context, at),
            *lexical_features(context, at, profile),
            *document,
        ])  # fmt: skip
        line_rank += place.kind == LINE
    return rows


def _looked_at(context: Context, places: Sequence[Candidate]) -> Iterator[At]:
    """Each place, from the last to the first, with what stands around it."""
    low = context.region.start
    lines = [place.start for place in places if place.kind == LINE]
    line = 0
    for place, up in pairwise([*places, Candidate(low, LINE)]):
        while line < len(lines) and lines[line] >= place.start:
            line += 1
        line_ends, is_spaced, before = gap_before(context.text, place.start, context.wall)
        stop = context.text.find("\n", place.start, context.region.end)
        yield At(
            start=place.start,
            up=up.start,
            line_up=lines[line] if line < len(lines) else low,
            line_ends=line_ends,
            is_spaced=is_spaced,
            before=before,
            above=line_before(context.text, context.wall, before),
            line_start=context.text.rfind("\n", 0, place.start) + 1,
            line_end=stop if stop >= 0 else context.region.end,
            gaps=context.gap_heights[bisect_left(context.line_ends, place.start) :],
        )


def _break(context: Context, at: At) -> list[float]:
    text, start = context.text, at.start
    margin = start - at.line_start if at.line_ends else -1
    aligned = (
        margin - context.signature_margin if margin >= 0 and context.signature_margin >= 0 else -99
    )
    ending = last_class(text[at.before - 1 : at.before]) if at.before > context.wall else -1
    return [
        at.line_ends, at.is_spaced, ending, margin, aligned, start >= context.last_line,
        first_class(text[start]), between(context.tags, start, start + 2),
    ]  # fmt: skip


def _length(context: Context, at: At) -> list[float]:
    low, limit, weights = context.region.start, context.limit, context.weights
    weight, line_above = weights[at.start - low], weights[at.line_up - low]
    return [
        weight, weight / limit, weight > limit,
        weights[at.up - low] / limit, line_above / limit, line_above > limit,
        at.start - at.up, at.start - at.line_up,
    ]  # fmt: skip


def _inside(context: Context, at: At) -> list[float]:
    start, end = at.start, context.region.end
    gaps = at.gaps
    groups = (context.links, context.tags, context.mentions, context.stops)
    return [
        len(gaps), max(gaps, default=0), sum(gap > 1 for gap in gaps),
        *(between(group, start, end) for group in groups),
        between(context.mentions, at.line_up, start), between(context.stops, at.line_up, start),
        (end - start) / (1 + len(gaps)),
    ]  # fmt: skip


def _line_above(context: Context, at: At, profile: DocumentProfile) -> list[float]:
    text, wall, before, above = context.text, context.wall, at.before, at.above
    line_start = text.rfind("\n", wall, before) if before > wall else -1
    second = line_before(text, wall, trim(text, line_start, wall)) if line_start > wall else ""
    wide = width(above)
    return [
        wide, last_class(above[-1:]), first_class(above[0]) if above else -1,
        wide / max(1.0, profile.mean_line), wide / max(1.0, profile.middle_line),
        min(300, wide) / max(1, min(300, profile.widest)),
        between(context.lead_ins, before - 80, before) > 0, width(second),
    ]  # fmt: skip


def _first_line(context: Context, at: At, profile: DocumentProfile) -> list[float]:
    text, end = context.text, context.region.end
    line = text[at.start : at.line_end].rstrip()
    last_first = first_class(text[context.last_line]) if context.last_line < end else -1
    wide = width(line)
    return [wide, wide / max(1.0, profile.mean_line), last_class(line[-1:]), last_first]


def _layout(context: Context, at: At, profile: DocumentProfile) -> list[float]:
    """How its gap compares with the others: of the signature, of the document, inside the post."""
    line_ends = at.line_ends
    return [
        line_ends - context.signature_line_ends, line_ends - context.after,
        line_ends - profile.gap_after, profile.gap_after,
        line_ends - profile.usual_gap, max(at.gaps, default=0) - profile.usual_gap,
    ]  # fmt: skip


def _edge(context: Context, at: At) -> list[float]:
    """How the line and the line above are set in: Markdown marks and margins set a post apart."""
    text = context.text
    quoted = ">" in text[at.line_start : at.start]
    if at.before <= context.wall:
        return [quoted, -1, -1, -99, -99]
    there = text.rfind("\n", 0, at.before) + 1
    head = text[there : min(at.before, there + _WIDEST_MARGIN)]
    margin = len(head) - len(head.lstrip(MARGIN))
    difference = at.start - at.line_start - margin if at.line_ends else -99
    aligned = margin - context.signature_margin if context.signature_margin >= 0 else -99
    return [quoted, ">" in head[:margin], margin, difference, aligned]


def _document(profile: DocumentProfile) -> list[float]:
    return [
        profile.lines, profile.mean_line, profile.middle_line, profile.stopped,
        profile.fragments, profile.widest, profile.glued, profile.posts,
    ]  # fmt: skip
