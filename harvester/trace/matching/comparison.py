"""Whether two match keys carry the same words, wholly or in part, and what is different.

The shorter one is laid beside the part of the longer one that is most like it (edit distance). What
decides is not how much is shared but how the rest is spread: a word put in, left out or moved is an
edit, a word exchanged for another may be one, other numbers are other news.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple
from zlib import crc32

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from harvester.trace.matching.anchored import stretches
from harvester.trace.matching.wording import ELISION, plain

Verdict = Literal["same", "maybe", "numbers", "near"]
VERDICTS_OF_ONE: tuple[Verdict, ...] = ("same", "maybe")

# What may differ, as a share of the shorter text's letters. Chosen on one half of the clusters of a
# development set of 25,504 texts in 18 languages, and confirmed on the other.
_SHORT = 75  # letters: below it a name that is exchanged weighs as much as a slip of the pen
_LEAST_KEPT_SHORT, _LEAST_KEPT = 0.9, 0.85
_LONGEST_SLIP = 2  # letters
_MOST_EXCHANGED, _MOST_PUT_IN = 0.12, 0.25
# ... if no other text shows that the place is one that a template fills
_SHORTEST_MAYBE = 30
_LEAST_KEPT_MAYBE, _MOST_EXCHANGED_MAYBE, _MOST_PUT_IN_MAYBE = 0.8, 0.25, 0.3
_LEAST_KEPT_NEAR = 0.7
_ELIDED = 0.95  # how alike texts are of which one leaves words out
_LEAST_RATIO_OF_PIECE = 92
_SHORTEST_ROUGH_PIECE = 12
_BRIDGED = 3  # fewer equal letters between two changes are chance
_ROOM = 1.25  # how much longer a text is that is searched for the part that is most alike

_NUMBER = regex.compile(r"\d++")


class Change(NamedTuple):
    """Where two match keys differ: what stands there in the shorter and in the longer one."""

    start: int
    end: int
    longer_start: int
    longer_end: int
    filler: int = 0
    longer_filler: int = 0

    @property
    def is_exchange(self) -> bool:
        """Whether something else stands there, not only more or less."""
        return self.end > self.start and self.longer_end > self.longer_start

    @property
    def size(self) -> int:
        """How many letters differ."""
        return max(self.end - self.start, self.longer_end - self.longer_start)


class Match(NamedTuple):
    """How a match key is found in one that is as long or longer.

    `same`: it carries the same words; `maybe`: it does unless the words exchanged are what a
    template fills in; `numbers`: it does but for the numbers; `near`: it does not, but what differs
    tells what templates are.
    """

    verdict: Verdict
    likeness: float
    start: int
    end: int
    changes: tuple[Change, ...] = ()

    @property
    def exchanges(self) -> list[Change]:
        """The changes of something for something else."""
        return [change for change in self.changes if change.is_exchange]


def match(shorter: str, longer: str) -> Match | None:
    """How the first match key is found in the second, which must not be shorter; None if it is not.

    >>> match("itrainsagain", "todayitrainsagaininrome")
    Match(verdict='same', likeness=1.0, start=5, end=17, changes=())
    >>> match("12peopledied", "15peopledied").verdict, match("itrainsagain", "letitbe")
    ('numbers', None)
    """
    part, whole = plain(shorter), plain(longer)
    at = whole.find(part)
    if at >= 0:
        return _judged(shorter, longer, Match("same", 1.0, at, at + len(part)))
    found = _aligned(part, whole)
    if found is not None:
        found = found._replace(verdict=_verdict(found, len(part)))
        if found.verdict != "near":
            found = _judged(shorter, longer, found)
    is_open = found is None or found.verdict != "same"
    if is_open and (ELISION in shorter or ELISION in longer):
        found = _elided(shorter, longer) or found
    return found if found and found.likeness >= _LEAST_KEPT_NEAR else None


def _aligned(part: str, whole: str) -> Match | None:
    """The part beside what is most like it in the whole, with all that differs."""
    first, last = _region(part, whole)
    changes = [*_changes(part, whole[first:last], first)]
    if changes and changes[0].end == 0:  # what stands before the part differs in nothing
        first = changes.pop(0).longer_end
    if changes and changes[-1].start == len(part):
        last = changes.pop().longer_start
    kept = 1 - sum(change.end - change.start for change in changes) / len(part)
    if kept < _LEAST_KEPT_NEAR / 2:
        return None
    left = _unmoved(changes, part, whole)
    likeness = 1 - sum(change.end - change.start for change in left) / len(part)
    if likeness < _LEAST_KEPT_NEAR:
        return None
    filled = tuple(_with_fillers(change, part, whole) for change in left)
    return Match("near", likeness, first, last, filled)


def _region(part: str, whole: str) -> tuple[int, int]:
    if len(whole) <= len(part) * _ROOM + 6:
        return 0, len(whole)
    found = fuzz.partial_ratio_alignment(part, whole)
    if found is None:
        return 0, len(whole)
    margin = max(6, len(part) // 5)
    return max(0, found.dest_start - margin), min(len(whole), found.dest_end + margin)


def _changes(part: str, other: str, offset: int) -> Iterator[Change]:
    """What differs between equal stretches, from left to right; a few equal letters are chance."""
    start, other_start = 0, 0
    for same in stretches(part, other, Levenshtein.editops):
        if same.a > start or same.b > other_start:
            if same.size < _BRIDGED and same.a > 0 and same.a + same.size < len(part):
                continue
            yield Change(start, same.a, other_start + offset, same.b + offset)
        start, other_start = same.a + same.size, same.b + same.size


def _unmoved(changes: Sequence[Change], part: str, whole: str) -> list[Change]:
    """The changes without words that only changed their place."""
    spelt = [
        (_letters(part, c.start, c.end), _letters(whole, c.longer_start, c.longer_end))
        for c in changes
    ]
    gone = {here for here, there in spelt if not there and len(here) >= _BRIDGED}
    come = {there for here, there in spelt if not here and len(there) >= _BRIDGED}
    moved = gone & come
    return [
        change
        for change, (here, there) in zip(changes, spelt, strict=True)
        if here != there and (here or there) not in moved
    ]


def _with_fillers(change: Change, part: str, whole: str) -> Change:
    """The change with what fills its place in both."""
    return change._replace(
        filler=crc32(part[change.start : change.end].encode()),
        longer_filler=crc32(whole[change.longer_start : change.longer_end].encode()),
    )


def _letters(text: str, start: int, end: int) -> str:
    return "".join(sorted(text[start:end]))


def _verdict(found: Match, length: int) -> Verdict:
    exchanged = max((change.size for change in found.changes if change.is_exchange), default=0)
    put_in = max((change.size for change in found.changes if not change.is_exchange), default=0)
    if length < _SHORT:
        is_same = exchanged <= _LONGEST_SLIP and found.likeness >= _LEAST_KEPT_SHORT
    else:
        is_same = exchanged <= _MOST_EXCHANGED * length and found.likeness >= _LEAST_KEPT
    if is_same and put_in <= _MOST_PUT_IN * length:
        return "same"
    is_maybe = (
        length >= _SHORTEST_MAYBE
        and found.likeness >= _LEAST_KEPT_MAYBE
        and exchanged <= _MOST_EXCHANGED_MAYBE * length
        and put_in <= _MOST_PUT_IN_MAYBE * length
    )
    return "maybe" if is_maybe else "near"


def _judged(shorter: str, longer: str, found: Match) -> Match:
    """The match if the numbers in it are the same; else a match but for the numbers."""
    same = _same_numbers(shorter, longer, found.start, found.end)
    return found if same else found._replace(verdict="numbers")


def _same_numbers(shorter: str, longer: str, start: int, end: int) -> bool:
    """Whether a text has the numbers of this stretch of the longer one; its last may be cut off."""
    printed = _NUMBER.findall(plain(shorter))
    others = _NUMBER.findall(plain(longer)[slice(*_whole_numbers(plain(longer), start, end))])
    if sorted(printed) == sorted(others):
        return True
    here, there = Counter(printed), Counter(others)
    only_here, only_there = [*(here - there).elements()], [*(there - here).elements()]
    is_cut = shorter.endswith(ELISION) and len(only_here) == len(only_there) == 1
    return is_cut and only_there[0].startswith(only_here[0])


def _whole_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, widened so that it cuts no number."""
    while 0 < start < len(text) and text[start - 1].isdecimal() and text[start].isdecimal():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isdecimal() and text[end].isdecimal():
        end += 1
    return start, end


def _elided(shorter: str, longer: str) -> Match | None:
    """A match of a text that leaves out words in the middle with one that has them."""
    span = _in_order(shorter.split(ELISION), plain(longer))
    if span:
        return Match("same", _ELIDED, *span)
    if _in_order(longer.split(ELISION), plain(shorter)):
        return Match("same", _ELIDED, 0, len(plain(longer)))
    return None


def _in_order(pieces: list[str], text: str) -> tuple[int, int] | None:
    """From where to where the pieces stand in a text one behind the other, with their numbers."""
    wanted = [piece for piece in pieces if piece]
    if len(wanted) < 2:
        return None
    first, at = None, 0
    for piece in wanted:
        found = _piece(piece, text, at)
        if found is None:
            return None
        first = found[0] if first is None else first
        at = found[1]
    return first or 0, at


def _piece(piece: str, text: str, at: int) -> tuple[int, int] | None:
    exact = text.find(piece, at)
    if exact >= 0:
        found = exact, exact + len(piece)
    elif len(piece) < _SHORTEST_ROUGH_PIECE or len(piece) > len(text) - at:
        return None
    else:
        rough = fuzz.partial_ratio_alignment(piece, text[at:], score_cutoff=_LEAST_RATIO_OF_PIECE)
        if rough is None:
            return None
        found = at + rough.dest_start, at + rough.dest_end
    return found if _same_numbers(piece, text, *found) else None
