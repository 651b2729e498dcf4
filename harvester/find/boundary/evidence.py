"""What speaks for and against each place where a post may begin, as numbers with names.

Each piece of evidence means something to a reader: how the lines break, what the words look like,
how long the post would be, what the document does elsewhere. None knows a source, an account or a
topic. The rows of `weigh` and the names in `meaning` go together.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import regex

from harvester.find.boundary.candidates import LINE, Candidate
from harvester.find.boundary.habits import FRAGMENT, Habits, width
from harvester.find.boundary.scene import (
    MARGIN,
    NAME_PART,
    OWN,
    QUOTE,
    REPORT,
    SIGN,
    WORD,
    Scene,
    gap_before,
    trim,
)
from harvester.text.script import script_of

_TOKEN = regex.compile(r"[#@]\w{2,}+")
_NEAR = 120  # characters
_OPENING, _CLOSING = "“«„‘「『([", "”»“’」』)]"


def weigh(scene: Scene, places: Sequence[Candidate], habits: Habits) -> list[list[float]]:
    """One row of numbers a candidate, in the order of `NAMES`."""
    line_places = sum(place.kind == LINE for place in places)
    document = _document(habits)
    rows = []
    line_rank = 0
    for rank, place in enumerate(places):
        up = places[rank + 1].start if rank + 1 < len(places) else scene.region.start
        line_up = next((p.start for p in places[rank + 1 :] if p.kind == LINE), scene.region.start)
        line_ends, spaced, before = gap_before(scene.text, place.start, scene.wall)
        above = _line_before(scene.text, scene.wall, before)
        rows.append([
            rank, line_rank, line_places, len(places), place.kind, before <= scene.wall, rank == 0,
            *_break(scene, place.start, line_ends, before, spaced=spaced),
            *_opening(scene, place.start),
            *_length(scene, place.start, up, line_up),
            *_inside(scene, place.start),
            *_above(scene, place.start, up, line_up),
            *_line_above(scene, place.start, before, above, habits),
            *_first_line(scene, place.start, habits),
            *_vocabulary(scene, place.start, before, habits),
            *_register(scene, place.start, before),
            *_layout(scene, line_ends, habits),
            *document,
            *_size(scene, place.start),
            *_name(scene, place.start, above),
            *_shares(scene, place.start, scene.region.end),
            *_edge(scene, place.start, before, line_ends),
            *_gaps(scene, place.start, line_ends, habits),
            *_voices(scene, place.start, above),
            *_pieces(scene, place.start),
            *_tongues(scene, place.start, habits),
        ])  # fmt: skip
        line_rank += place.kind == LINE
    return rows


def _break(scene: Scene, start: int, line_ends: int, before: int, *, spaced: bool) -> list[float]:
    margin = start - (scene.text.rfind("\n", 0, start) + 1) if line_ends else -1
    aligned = (
        margin - scene.signature_margin if margin >= 0 and scene.signature_margin >= 0 else -99
    )
    ending = _last_class(scene.text[before - 1 : before]) if before > scene.wall else -1
    return [line_ends, spaced, ending, margin, aligned, start >= scene.last_line]


def _opening(scene: Scene, start: int) -> list[float]:
    first = _first_class(scene.text[start])
    return [
        first,
        _between(scene.tags, start, start + 2),
        _between(scene.mentions, start, start + 3),
    ]


def _length(scene: Scene, start: int, up: int, line_up: int) -> list[float]:
    low, limit, weights = scene.region.start, scene.limit, scene.weights
    weight, above, line_above = weights[start - low], weights[up - low], weights[line_up - low]
    return [
        weight, weight / limit, weight > limit, above / limit, above > limit,
        line_above / limit, line_above > limit, (limit - weight) / limit,
    ]  # fmt: skip


def _inside(scene: Scene, start: int) -> list[float]:
    end = scene.region.end
    gaps = scene.gap_heights[bisect_left(scene.line_ends, start) :]
    groups = (
        scene.links,
        scene.tags,
        scene.mentions,
        scene.emoji,
        scene.stops,
        scene.closed,
        scene.pics_inside,
    )
    counted = [_between(group, start, end) for group in groups]
    return [len(gaps), max(gaps, default=0), sum(gap > 1 for gap in gaps), *counted]


def _above(scene: Scene, start: int, up: int, line_up: int) -> list[float]:
    groups = (scene.links, scene.tags, scene.mentions, scene.emoji, scene.stops)
    return [*(_between(group, line_up, start) for group in groups), start - up, start - line_up]


def _line_above(scene: Scene, start: int, before: int, above: str, habits: Habits) -> list[float]:
    text, wall = scene.text, scene.wall
    line_start = text.rfind("\n", wall, before) if before > wall else -1
    second = _line_before(text, wall, trim(text, line_start, wall)) if line_start > wall else ""
    tokens = set(_TOKEN.findall(above.lower())) if "#" in above or "@" in above else set()
    shared = bool(tokens) and not tokens.isdisjoint(
        _TOKEN.findall(text[start : scene.region.end].lower())
    )
    wide = width(above)
    return [
        wide, _last_class(above[-1:]), _first_class(above[0]) if above else -1,
        wide / max(1.0, habits.mean_line), wide / max(1.0, habits.middle_line),
        min(300, wide) / max(1, min(300, habits.widest)), above in habits.repeated,
        FRAGMENT.fullmatch(above) is not None, shared,
        _between(scene.lead_ins, before - 80, before) > 0,
        width(second), _last_class(second[-1:]),
    ]  # fmt: skip


def _first_line(scene: Scene, start: int, habits: Habits) -> list[float]:
    text, end = scene.text, scene.region.end
    stop = text.find("\n", start, end)
    line = text[start : stop if stop >= 0 else end].rstrip()
    last_first = _first_class(text[scene.last_line]) if scene.last_line < end else -1
    tail = text[end - 1 : end]
    closes = bool(scene.links) and not text[scene.links[-1] : end].count(" ")
    wide = width(line)
    return [
        wide, wide / max(1.0, habits.mean_line), _last_class(line[-1:]),
        FRAGMENT.fullmatch(line) is not None, last_first, _last_class(tail), closes,
    ]  # fmt: skip


def _vocabulary(scene: Scene, start: int, before: int, habits: Habits) -> list[float]:
    text, wall, end = scene.text, scene.wall, scene.region.end
    first, back, last = _before_and_after(scene, start, before)
    mine = _share(scene.known, first, last)
    other = _share(scene.known, back, first) if first > back else -1.0
    script = script_of(text[start : min(end, start + 200)])
    script_before = script_of(text[max(wall, before - 100) : before])
    change = float(script_before != script) if script_before else -1.0
    difference = mine - other if other >= 0 else 0.0
    return [mine, other, difference, script != habits.script, change, script != scene.end_script]


def _before_and_after(scene: Scene, start: int, before: int) -> tuple[int, int, int]:
    """The first word of the post, the first that is near before it, and the end of the words."""
    starts = scene.word_starts
    return bisect_left(starts, start), bisect_left(starts, before - _NEAR), len(starts)


def _share(running: Sequence[int], low: int, high: int) -> float:
    """The share of the words in a stretch for which a claim holds."""
    return (running[high] - running[low]) / max(1, high - low)


def _register(scene: Scene, start: int, before: int) -> list[float]:
    end = scene.region.end
    first, back, last = _before_and_after(scene, start, before)
    own, report = scene.own, scene.report
    body = scene.text[start:end]
    brackets = sum(map(body.count, _OPENING)) - sum(map(body.count, _CLOSING))
    offset = end - len(scene.lowered)
    head = scene.lowered[start - offset : start - offset + 24].strip()
    echo = len(head) > 12 and 0 <= scene.lowered.find(head) < before - offset - 12
    return [
        own[last] - own[first], report[last] - report[first],
        own[first] - own[back], report[first] - report[back],
        brackets, body.count('"') % 2, echo,
    ]  # fmt: skip


def _layout(scene: Scene, line_ends: int, habits: Habits) -> list[float]:
    own, after = scene.signature_line_ends, scene.after
    return [
        own,
        line_ends - own,
        after,
        line_ends - after,
        line_ends - habits.gap_after,
        habits.gap_after,
    ]


def _document(habits: Habits) -> list[float]:
    return [
        habits.lines, habits.mean_line, habits.middle_line, habits.stopped, habits.blanks,
        habits.fragments, habits.wrapped, habits.widest,
        habits.own_line, habits.glued, habits.posts,
    ]  # fmt: skip


def _size(scene: Scene, start: int) -> list[float]:
    words = len(scene.words) - bisect_left(scene.word_starts, start)
    lines = 1 + _between(scene.line_ends, start, scene.region.end)
    return [words, (scene.region.end - start) / lines]


def _name(scene: Scene, start: int, above: str) -> list[float]:
    """People are named by those who write about them, hardly by themselves."""
    if not scene.name:
        return [0, 0]
    inside = scene.lowered[start - scene.region.end :]
    return [
        len(scene.name.intersection(NAME_PART.findall(above.lower()))) / len(scene.name),
        sum(part in inside for part in scene.name) / len(scene.name),
    ]


def _edge(scene: Scene, start: int, before: int, line_ends: int) -> list[float]:
    """How the line and the line above are set in: Markdown marks and margins set a post apart."""
    text = scene.text
    here = text.rfind("\n", 0, start) + 1
    quoted = ">" in text[here:start]
    if before <= scene.wall:
        return [quoted, -1, -1, -99, -99]
    there = text.rfind("\n", 0, before) + 1
    line = text[there:before]
    margin = len(line) - len(line.lstrip(MARGIN))
    own = start - here if line_ends else -1
    difference = own - margin if line_ends else -99
    aligned = margin - scene.signature_margin if scene.signature_margin >= 0 else -99
    return [quoted, ">" in line[:margin], margin, difference, aligned]


def _gaps(scene: Scene, start: int, line_ends: int, habits: Habits) -> list[float]:
    inside = scene.gap_heights[bisect_left(scene.line_ends, start) :]
    return [
        line_ends - habits.usual_gap,
        max(inside, default=0) - habits.usual_gap,
        habits.usual_gap,
    ]


def _voices(scene: Scene, start: int, above: str) -> list[float]:
    """How the first line, the others, and the line above sound: like a post, like a report."""
    text, end = scene.text, scene.region.end
    stop = text.find("\n", start, end)
    stop = end if stop < 0 else stop
    signs, quotes = _between(scene.signs, start, stop), _between(scene.quotes, start, stop)
    own, report = _shares(scene, start, stop)
    return [signs, _between(scene.signs, stop, end), report, own, quotes, *_voice(above)]


def _shares(scene: Scene, low: int, high: int) -> tuple[float, float]:
    """How much of a stretch is words of one's own voice, and how much words of a report."""
    first, last = bisect_left(scene.word_starts, low), bisect_left(scene.word_starts, high)
    return _share(scene.own, first, last), _share(scene.report, first, last)


def _pieces(scene: Scene, start: int) -> list[float]:
    """How the piece of text before it and its first piece differ; pieces are lines and sentences.

    Where a scraper left no lines, sentences are all that there is to compare.
    """
    text, pieces = scene.text, scene.pieces
    place = bisect_left(pieces, start)
    begins = place < len(pieces) and pieces[place] == start
    up = pieces[place - 1] if place else scene.wall
    down = pieces[place + begins] if place + begins < len(pieces) else scene.region.end
    second = pieces[place - 2] if place > 1 else up
    above, mine = text[up:start].rstrip(), text[start:down].rstrip()
    first, last = bisect_left(scene.word_starts, start), bisect_left(scene.word_starts, down)
    back, end = bisect_left(scene.word_starts, up), len(scene.words)
    capitals = _share(scene.capitals, first, last)
    known = _share(scene.known, first, last)
    return [
        begins, len(pieces) - place, width(above), width(mine), width(text[second:up].rstrip()),
        _last_class(above[-1:]), _first_class(above[0]) if above else -1, _last_class(mine[-1:]),
        _between(scene.signs, up, start), _between(scene.signs, start, down),
        _between(scene.quotes, up, start),
        _share(scene.known, back, first), known, known - _share(scene.known, last, end),
        _share(scene.capitals, back, first), capitals, capitals - _share(scene.capitals, last, end),
        _share(scene.own, back, first) - _share(scene.report, back, first),
        _share(scene.own, first, last) - _share(scene.report, first, last),
    ]  # fmt: skip


def _tongues(scene: Scene, start: int, habits: Habits) -> list[float]:
    """Whether the post would be in another language than the document, and what is before it."""
    place = max(0, bisect_left(scene.pieces, start + 1) - 1)
    first = bisect_left(scene.word_starts, start)
    body, mine = scene.tongues[first], scene.piece_tongues[place]
    above = scene.piece_tongues[place - 1] if place else ""
    return [
        bool(body) and body != habits.tongue,
        _unlike(body, above), _unlike(body, mine), _unlike(above, habits.tongue),
    ]  # fmt: skip


def _unlike(one: str, other: str) -> int:
    """Whether two languages differ; -1 if one is not known."""
    return int(one != other) if one and other else -1


@lru_cache(maxsize=1024)
def _voice(line: str) -> list[float]:
    words = WORD.findall(line.lower())
    many = max(1, len(words))
    return [
        len(SIGN.findall(line)),
        sum(map(REPORT.__contains__, words)) / many,
        sum(map(OWN.__contains__, words)) / many,
        len(QUOTE.findall(line)),
    ]


def _between(positions: Sequence[int], low: int, high: int) -> int:
    return bisect_left(positions, high) - bisect_left(positions, low)


def _line_before(text: str, wall: int, end: int) -> str:
    return text[max(wall, text.rfind("\n", wall, end) + 1) : end].strip() if end > wall else ""


def _first_class(character: str) -> int:
    for number, group in enumerate(("#＃", "@＠", "\"“«„‘'‹「『"), 1):
        if character in group:
            return number
    for number, test in enumerate((str.isdigit, str.isupper, str.islower, str.isalpha), 4):
        if test(character):
            return number
    return 8 if character in ".…" else 9 if character in "-–—•*(" else 10


def _last_class(character: str) -> int:
    if not character:
        return 0
    for number, group in enumerate((".。।", "!?؟！？…", ":：", ",;،؛、-–—", '"”»’“)]』」'), 1):
        if character in group:
            return number
    return 6 if character.isalpha() else 7 if character.isdigit() else 8
