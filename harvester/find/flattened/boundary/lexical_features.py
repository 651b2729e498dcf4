"""What the words say: whose vocabulary they are, whose voice, and in which language.

A post speaks, a report tells; an article uses its own words again; a person is named by others.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from harvester.find.flattened.boundary.characters import first_class, last_class
from harvester.find.flattened.boundary.context import (
    NAME_PART,
    OWN,
    QUOTE,
    REPORT,
    SIGN,
    WORD,
    At,
    Scene,
    between,
)
from harvester.find.flattened.boundary.document_profile import Habits, width
from harvester.text.script import script_of

_NEAR = 120  # characters
_LONGEST_ECHO = 24


def voices(scene: Scene, at: At, habits: Habits) -> list[float]:
    """The evidence in the words at a place, in the order of `NAMES`."""
    first = bisect_left(scene.word_starts, at.start)
    return [
        *_vocabulary(scene, at, habits, first),
        *_name(scene, at),
        *_register(scene, at, first),
        *_pieces(scene, at, first),
        *_tongues(scene, at, habits, first),
    ]


def _share(running: Sequence[int], low: int, high: int) -> float:
    """The share of the words in a stretch for which a claim holds."""
    return (running[high] - running[low]) / max(1, high - low)


def _vocabulary(scene: Scene, at: At, habits: Habits, first: int) -> list[float]:
    text, end = scene.text, scene.region.end
    back = bisect_left(scene.word_starts, at.before - _NEAR)
    mine = _share(scene.known, first, len(scene.words))
    other = _share(scene.known, back, first) if first > back else -1.0
    script = script_of(text[at.start : min(end, at.start + 200)])
    script_before = script_of(text[max(scene.wall, at.before - 100) : at.before])
    change = float(script_before != script) if script_before else -1.0
    return [
        mine, other, mine - other if other >= 0 else 0.0, script != habits.script, change,
        scene.own[first] - scene.own[back], len(scene.words) - first, _echoes(scene, at),
    ]  # fmt: skip


def _echoes(scene: Scene, at: At) -> bool:
    """Whether the article quotes the opening of the post before."""
    offset = scene.region.end - len(scene.lowered)
    head = scene.lowered[at.start - offset : at.start - offset + _LONGEST_ECHO].strip()
    return len(head) > 12 and 0 <= scene.lowered.find(head) < at.before - offset - 12


def _name(scene: Scene, at: At) -> list[float]:
    """People are named by those who write about them, hardly by themselves."""
    if not scene.name:
        return [0, 0]
    above, inside = at.above.lower(), scene.lowered[at.start - scene.region.end :]
    is_near = any(part in above for part in scene.name)
    named = scene.name.intersection(NAME_PART.findall(above)) if is_near else ()
    return [
        len(named) / len(scene.name),
        sum(part in inside for part in scene.name) / len(scene.name),
    ]


def _register(scene: Scene, at: At, first: int) -> list[float]:
    """How the post, its first line, the others, and the line above sound."""
    start, stop, last = at.start, at.line_end, len(scene.words)
    line = bisect_left(scene.word_starts, stop)
    return [
        _share(scene.own, first, last), _share(scene.report, first, last),
        between(scene.signs, start, stop), between(scene.signs, stop, scene.region.end),
        _share(scene.report, first, line), _share(scene.own, first, line),
        between(scene.quotes, start, stop), *_voice(at.above),
    ]  # fmt: skip


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


def _pieces(scene: Scene, at: At, first: int) -> list[float]:
    """How the piece of text before it and its first piece differ; pieces are lines and sentences.

    Where a scraper left no lines, sentences are all that there is to compare.
    """
    text, pieces, starts, start = scene.text, scene.pieces, scene.word_starts, at.start
    place = bisect_left(pieces, start)
    begins = place < len(pieces) and pieces[place] == start
    up = pieces[place - 1] if place else scene.wall
    down = pieces[place + begins] if place + begins < len(pieces) else scene.region.end
    second = pieces[place - 2] if place > 1 else up
    above, mine = text[up:start].rstrip(), text[start:down].rstrip()
    back, last, end = bisect_left(starts, up), bisect_left(starts, down), len(scene.words)
    capitals = _share(scene.capitals, first, last)
    known = _share(scene.known, first, last)
    return [
        begins, len(pieces) - place, width(above), width(mine), width(text[second:up].rstrip()),
        last_class(above[-1:]), first_class(above[0]) if above else -1, last_class(mine[-1:]),
        between(scene.signs, up, start), between(scene.signs, start, down),
        between(scene.quotes, up, start),
        _share(scene.known, back, first), known, known - _share(scene.known, last, end),
        _share(scene.capitals, back, first), capitals, capitals - _share(scene.capitals, last, end),
        _share(scene.own, back, first) - _share(scene.report, back, first),
        _share(scene.own, first, last) - _share(scene.report, first, last),
    ]  # fmt: skip


def _tongues(scene: Scene, at: At, habits: Habits, first: int) -> list[float]:
    """Whether the post would be in another language than the document, and what is before it."""
    place = max(0, bisect_left(scene.pieces, at.start + 1) - 1)
    body, mine = scene.tongues[first], scene.piece_tongues[place]
    above = scene.piece_tongues[place - 1] if place else ""
    return [
        bool(body) and body != habits.tongue,
        _unlike(body, above), _unlike(body, mine), _unlike(above, habits.tongue),
    ]  # fmt: skip


def _unlike(one: str, other: str) -> int:
    """Whether two languages differ; -1 if one is not known."""
    return int(one != other) if one and other else -1
