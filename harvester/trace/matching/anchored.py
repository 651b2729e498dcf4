"""The edits between two long texts that are nearly the same, without a table of all their letters.

What an alignment costs grows with the product of both lengths. Of near copies most is told by
walking along both while they agree; only what lies between two such stretches is aligned. Texts
that are short enough are aligned as a whole, so that nothing of what is best for them is lost.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from rapidfuzz.distance import Prefix

_SHORT = 1 << 26  # pairs of letters: a hundredth of a second
_ANCHOR = 32  # letters in a row that are no chance
_STEP = 16
_ROOM = 4_096  # letters by which one text may be ahead of the other
_FARTHEST = 1 << 14  # letters without an anchor; beyond, they are no copies
_AT_ONCE = 1 << 16


class Edit(NamedTuple):
    """A stretch of both texts, and whether it is equal."""

    is_equal: bool
    start: int
    end: int
    other_start: int
    other_end: int


Aligned = Callable[[Any, Any], Iterable[Any]]


def edits(one: str, other: str, aligned: Aligned) -> Iterator[Edit]:
    """What is equal and what is not, from left to right, by `opcodes` of some distance.

    >>> from rapidfuzz.distance import Indel
    >>> [edit.is_equal for edit in edits("rain again", "rain gain", Indel.opcodes)]
    [True, False, True]
    """
    if len(one) * len(other) <= _SHORT:
        return whole(one, other, aligned)
    return _walked(one, other, aligned)


def _walked(one: str, other: str, aligned: Aligned) -> Iterator[Edit]:
    """The edits, aligned only where the texts differ."""
    at, there = 0, 0
    while len(one) - at and len(other) - there and (len(one) - at) * (len(other) - there) > _SHORT:
        if same := _same(one, at, other, there):
            yield Edit(True, at, at + same, there, there + same)
            at, there = at + same, there + same
            continue
        anchor = _anchor(one, at, other, there)
        if anchor is None:
            break
        yield from _aligned(one, (at, anchor[0]), other, (there, anchor[1]), aligned)
        at, there = anchor
    yield from _aligned(one, (at, len(one)), other, (there, len(other)), aligned)


def _aligned(
    one: str, span: tuple[int, int], other: str, there: tuple[int, int], aligned: Aligned
) -> Iterator[Edit]:
    """The edits of what lies between two equal stretches."""
    at, beside = span[0], there[0]
    for is_equal, *ends in whole(one[slice(*span)], other[slice(*there)], aligned):
        yield Edit(is_equal, ends[0] + at, ends[1] + at, ends[2] + beside, ends[3] + beside)


def whole(one: Sequence[Hashable], other: Sequence[Hashable], aligned: Aligned) -> Iterator[Edit]:
    """All edits by one alignment."""
    for tag, *ends in map(tuple, aligned(one, other)):
        yield Edit(tag == "equal", *ends)


def _same(one: str, at: int, other: str, there: int) -> int:
    """How many letters are the same from there on."""
    found = 0
    while True:
        here = one[at + found : at + found + _AT_ONCE]
        beside = other[there + found : there + found + _AT_ONCE]
        same = Prefix.similarity(here, beside)
        found += same
        if same < _AT_ONCE:
            return found


def _anchor(one: str, at: int, other: str, there: int) -> tuple[int, int] | None:
    """The nearest place from which on both are the same again."""
    for ahead in range(1, _FARTHEST, _STEP):
        probe = one[at + ahead : at + ahead + _ANCHOR]
        near = max(there, there + ahead - _ROOM)
        found = other.find(probe, near, there + ahead + _ROOM)
        if found >= 0 and len(probe) == _ANCHOR:
            back = 0
            while back < ahead and found - back > there:
                if one[at + ahead - back - 1] != other[found - back - 1]:
                    break
                back += 1
            return at + ahead - back, found - back
    return None
