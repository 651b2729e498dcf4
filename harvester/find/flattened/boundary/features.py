"""What speaks for and against each place where a post may begin, as numbers with names.

Each piece of evidence means something to a reader: how the lines break, what the words look like,
how long the post would be, what the document does elsewhere. None knows a source, an account or a
topic. The rows of `weigh` and the names in `meaning` go together. Here is what lines, lengths and
marks say; what the words say is weighed in `voices`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from harvester.find.flattened.boundary.candidates import LINE, Candidate
from harvester.find.flattened.boundary.characters import first_class, last_class
from harvester.find.flattened.boundary.context import (
    MARGIN,
    At,
    Scene,
    between,
    gap_before,
    line_before,
    trim,
)
from harvester.find.flattened.boundary.document_profile import Habits, width
from harvester.find.flattened.boundary.lexical_features import voices

_WIDEST_MARGIN = 200


def weigh(scene: Scene, places: Sequence[Candidate], habits: Habits) -> list[list[float]]:
    """One row of numbers a candidate, in the order of `NAMES`."""
    line_places = sum(place.kind == LINE for place in places)
    document = _document(habits)
    rows = []
    line_rank = 0
    for rank, (place, at) in enumerate(zip(places, _looked_at(scene, places), strict=True)):
        rows.append([
            rank, line_rank, line_places, len(places), place.kind, at.before <= scene.wall,
            *_break(scene, at),
            *_length(scene, at),
            *_inside(scene, at),
            *_line_above(scene, at, habits),
            *_first_line(scene, at, habits),
            *_layout(scene, at, habits),
            *_edge(scene, at),
            *voices(scene, at, habits),
            *document,
        ])  # fmt: skip
        line_rank += place.kind == LINE
    return rows


def _looked_at(scene: Scene, places: Sequence[Candidate]) -> Iterator[At]:
    """Each place, from the last to the first, with what stands around it."""
    low = scene.region.start
    lines = [place.start for place in places if place.kind == LINE]
    line = 0
    for place, up in pairwise([*places, Candidate(low, LINE)]):
        while line < len(lines) and lines[line] >= place.start:
            line += 1
        line_ends, is_spaced, before = gap_before(scene.text, place.start, scene.wall)
        stop = scene.text.find("\n", place.start, scene.region.end)
        yield At(
            start=place.start,
            up=up.start,
            line_up=lines[line] if line < len(lines) else low,
            line_ends=line_ends,
            is_spaced=is_spaced,
            before=before,
            above=line_before(scene.text, scene.wall, before),
            line_start=scene.text.rfind("\n", 0, place.start) + 1,
            line_end=stop if stop >= 0 else scene.region.end,
            gaps=scene.gap_heights[bisect_left(scene.line_ends, place.start) :],
        )


def _break(scene: Scene, at: At) -> list[float]:
    text, start = scene.text, at.start
    margin = start - at.line_start if at.line_ends else -1
    aligned = (
        margin - scene.signature_margin if margin >= 0 and scene.signature_margin >= 0 else -99
    )
    ending = last_class(text[at.before - 1 : at.before]) if at.before > scene.wall else -1
    return [
        at.line_ends, at.is_spaced, ending, margin, aligned, start >= scene.last_line,
        first_class(text[start]), between(scene.tags, start, start + 2),
    ]  # fmt: skip


def _length(scene: Scene, at: At) -> list[float]:
    low, limit, weights = scene.region.start, scene.limit, scene.weights
    weight, line_above = weights[at.start - low], weights[at.line_up - low]
    return [
        weight, weight / limit, weight > limit,
        weights[at.up - low] / limit, line_above / limit, line_above > limit,
        at.start - at.up, at.start - at.line_up,
    ]  # fmt: skip


def _inside(scene: Scene, at: At) -> list[float]:
    start, end = at.start, scene.region.end
    gaps = at.gaps
    groups = (scene.links, scene.tags, scene.mentions, scene.stops)
    return [
        len(gaps), max(gaps, default=0), sum(gap > 1 for gap in gaps),
        *(between(group, start, end) for group in groups),
        between(scene.mentions, at.line_up, start), between(scene.stops, at.line_up, start),
        (end - start) / (1 + len(gaps)),
    ]  # fmt: skip


def _line_above(scene: Scene, at: At, habits: Habits) -> list[float]:
    text, wall, before, above = scene.text, scene.wall, at.before, at.above
    line_start = text.rfind("\n", wall, before) if before > wall else -1
    second = line_before(text, wall, trim(text, line_start, wall)) if line_start > wall else ""
    wide = width(above)
    return [
        wide, last_class(above[-1:]), first_class(above[0]) if above else -1,
        wide / max(1.0, habits.mean_line), wide / max(1.0, habits.middle_line),
        min(300, wide) / max(1, min(300, habits.widest)),
        between(scene.lead_ins, before - 80, before) > 0, width(second),
    ]  # fmt: skip


def _first_line(scene: Scene, at: At, habits: Habits) -> list[float]:
    text, end = scene.text, scene.region.end
    line = text[at.start : at.line_end].rstrip()
    last_first = first_class(text[scene.last_line]) if scene.last_line < end else -1
    wide = width(line)
    return [wide, wide / max(1.0, habits.mean_line), last_class(line[-1:]), last_first]


def _layout(scene: Scene, at: At, habits: Habits) -> list[float]:
    """How its gap compares with the others: of the signature, of the document, inside the post."""
    line_ends = at.line_ends
    return [
        line_ends - scene.signature_line_ends, line_ends - scene.after,
        line_ends - habits.gap_after, habits.gap_after,
        line_ends - habits.usual_gap, max(at.gaps, default=0) - habits.usual_gap,
    ]  # fmt: skip


def _edge(scene: Scene, at: At) -> list[float]:
    """How the line and the line above are set in: Markdown marks and margins set a post apart."""
    text = scene.text
    quoted = ">" in text[at.line_start : at.start]
    if at.before <= scene.wall:
        return [quoted, -1, -1, -99, -99]
    there = text.rfind("\n", 0, at.before) + 1
    head = text[there : min(at.before, there + _WIDEST_MARGIN)]
    margin = len(head) - len(head.lstrip(MARGIN))
    difference = at.start - at.line_start - margin if at.line_ends else -99
    aligned = margin - scene.signature_margin if scene.signature_margin >= 0 else -99
    return [quoted, ">" in head[:margin], margin, difference, aligned]


def _document(habits: Habits) -> list[float]:
    return [
        habits.lines, habits.mean_line, habits.middle_line, habits.stopped,
        habits.fragments, habits.widest, habits.glued, habits.posts,
    ]  # fmt: skip
