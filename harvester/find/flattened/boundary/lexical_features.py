"""What the words say: whose vocabulary they are, whose voice, and in which language.

A post speaks, a report tells; an article uses its own words again; a person is named by others.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from harvester.find.flattened.boundary.characters import first_class, last_class
from harvester.find.flattened.boundary.context import (
    NAME_PART,
    QUOTE,
    SIGN,
    WORD,
    At,
    Context,
    between,
    mean_sound,
)
from harvester.find.flattened.boundary.document_profile import DocumentProfile, width
from harvester.find.flattened.boundary.register import voice
from harvester.text.script import script_of

_NEAR = 120  # characters
_LONGEST_ECHO = 24
_ECHOED = 30  # words before a place that may come again behind it


def lexical_features(context: Context, at: At, profile: DocumentProfile) -> list[float]:
    """The evidence in the words at a place, in the order of `NAMES`."""
    first = bisect_left(context.word_starts, at.start)
    return [
        *_vocabulary(context, at, profile, first),
        *_name(context, at),
        *_register(context, at, profile, first),
        *_pieces(context, at, first),
        *_languages(context, at, profile, first),
        *_sound(context, at, profile),
        *_sequence(context, at, profile, first),
    ]


def _share(running: Sequence[int], low: int, high: int) -> float:
    """The share of the words in a stretch for which a claim holds."""
    return (running[high] - running[low]) / max(1, high - low)


def _vocabulary(context: Context, at: At, profile: DocumentProfile, first: int) -> list[float]:
    text, end = context.text, context.region.end
    back = bisect_left(context.word_starts, at.before - _NEAR)
    mine = _share(context.known, first, len(context.words))
    other = _share(context.known, back, first) if first > back else -1.0
    script = script_of(text[at.start : min(end, at.start + 200)])
    script_before = script_of(text[max(context.wall, at.before - 100) : at.before])
    change = float(script_before != script) if script_before else -1.0
    return [
        mine, other, mine - other if other >= 0 else 0.0, script != profile.script, change,
        context.own[first] - context.own[back], len(context.words) - first, _echoes(context, at),
    ]  # fmt: skip


def _echoes(context: Context, at: At) -> bool:
    """Whether the article quotes the opening of the post before."""
    offset = context.region.end - len(context.lowered)
    head = context.lowered[at.start - offset : at.start - offset + _LONGEST_ECHO].strip()
    return len(head) > 12 and 0 <= context.lowered.find(head) < at.before - offset - 12


def _name(context: Context, at: At) -> list[float]:
    """People are named by those who write about them, hardly by themselves."""
    if not context.name:
        return [0, 0]
    above, inside = at.above.lower(), context.lowered[at.start - context.region.end :]
    is_near = any(part in above for part in context.name)
    named = context.name.intersection(NAME_PART.findall(above)) if is_near else ()
    return [
        len(named) / len(context.name),
        sum(part in inside for part in context.name) / len(context.name),
    ]


def _register(context: Context, at: At, profile: DocumentProfile, first: int) -> list[float]:
    """How the post, its first line, the others, and the line above sound."""
    start, stop, last = at.start, at.line_end, len(context.words)
    line = bisect_left(context.word_starts, stop)
    return [
        _share(context.own, first, last), _share(context.report, first, last),
        between(context.signs, start, stop), between(context.signs, stop, context.region.end),
        _share(context.report, first, line), _share(context.own, first, line),
        between(context.quotes, start, stop), *_voice(at.above, profile.sound_language),
    ]  # fmt: skip


@lru_cache(maxsize=1024)
def _voice(line: str, language: str) -> list[float]:
    heard = [voice(language, word) for word in WORD.findall(line.lower())]
    many = max(1, len(heard))
    return [
        len(SIGN.findall(line)),
        sum(each.is_report for each in heard) / many,
        sum(each.is_own for each in heard) / many,
        len(QUOTE.findall(line)),
    ]


def _pieces(context: Context, at: At, first: int) -> list[float]:
    """How the piece of text before it and its first piece differ; pieces are lines and sentences.

    Where a scraper left no lines, sentences are all that there is to compare.
    """
    text, pieces, starts, start = context.text, context.pieces, context.word_starts, at.start
    place = bisect_left(pieces, start)
    begins = place < len(pieces) and pieces[place] == start
    up = pieces[place - 1] if place else context.wall
    down = pieces[place + begins] if place + begins < len(pieces) else context.region.end
    second = pieces[place - 2] if place > 1 else up
    above, mine = text[up:start].rstrip(), text[start:down].rstrip()
    back, last, end = bisect_left(starts, up), bisect_left(starts, down), len(context.words)
    capitals = _share(context.capitals, first, last)
    known = _share(context.known, first, last)
    return [
        begins, len(pieces) - place, width(above), width(mine), width(text[second:up].rstrip()),
        last_class(above[-1:]), first_class(above[0]) if above else -1, last_class(mine[-1:]),
        between(context.signs, up, start), between(context.signs, start, down),
        between(context.quotes, up, start),
        _share(context.known, back, first), known, known - _share(context.known, last, end),
        _share(context.capitals, back, first), capitals,
        capitals - _share(context.capitals, last, end),
        _share(context.own, back, first) - _share(context.report, back, first),
        _share(context.own, first, last) - _share(context.report, first, last),
    ]  # fmt: skip


def _languages(context: Context, at: At, profile: DocumentProfile, first: int) -> list[float]:
    """Whether the post would be in another language than the document, and what is before it."""
    place = max(0, bisect_left(context.pieces, at.start + 1) - 1)
    body, mine = context.word_languages[first], context.piece_languages[place]
    above = context.piece_languages[place - 1] if place else ""
    return [
        bool(body) and body != profile.language,
        _unlike(body, above), _unlike(body, mine), _unlike(above, profile.language),
    ]  # fmt: skip


def _unlike(one: str, other: str) -> int:
    """Whether two languages differ; -1 if one is not known."""
    return int(one != other) if one and other else -1


def _sound(context: Context, at: At, profile: DocumentProfile) -> list[float]:
    """Whether the words are rather those of posts or of reports, piece by piece."""
    pieces, sounds, tokens = context.pieces, context.piece_sounds, context.tokens
    place, first = bisect_left(pieces, at.start), bisect_left(tokens, at.start)
    begins = place < len(pieces) and pieces[place] == at.start
    stop = pieces[place + begins] if place + begins < len(pieces) else context.region.end
    opening = mean_sound(context.sound, first, bisect_left(tokens, stop))
    least = min(opening, context.least_sounds[place]) if place < len(pieces) else opening
    above = bisect_left(tokens, pieces[place - 1]) if place else first
    return [
        mean_sound(context.sound, first, len(tokens)), context.sound[-1] - context.sound[first],
        opening, least,
        mean_sound(context.sound, above, first),
        sounds[place - 2] if place > 1 else 0.0,
        max(sounds[max(0, place - 3) : place], default=0.0),
        _curled(context.text, at.start, stop),
        _curled(context.text, pieces[place - 1] if place else at.start, at.start),
        profile.marks,
    ]  # fmt: skip


def _curled(text: str, start: int, stop: int) -> int:
    """1 for printers' quotation marks and apostrophes, -1 for straight ones, 0 for both or none."""
    has_curly = any(text.find(mark, start, stop) >= 0 for mark in "’“”")
    has_straight = any(text.find(mark, start, stop) >= 0 for mark in "'\"")
    return has_curly - has_straight


def _sequence(context: Context, at: At, profile: DocumentProfile, first: int) -> list[float]:
    """What lies between the post before and this one, and whether words come twice."""
    room = (context.region.end - context.wall) / context.limit if context.wall else 9.0
    words = context.words
    above = words[max(0, first - _ECHOED) : first]
    inside = set(words[first:])
    return [
        min(9.0, room), min(9.0, (at.start - context.wall) / context.limit),
        context.behind_wall, profile.runs,
        context.repeated[first] / max(1, len(words) - first),
        sum(len(word) > 3 and word in inside for word in above) / max(1, len(above)),
    ]  # fmt: skip
