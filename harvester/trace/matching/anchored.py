"""Where two long texts are equal that are nearly the same, without a table of all their letters.

What an alignment costs grows with the product of both lengths. Of near copies most is told by
walking along both while they agree; only what lies between two such stretches is aligned. Texts
that are short enough are aligned as a whole, so that nothing of what is best for them is lost.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from rapidfuzz.distance import Editops, MatchingBlock, Prefix

_SHORT = 1 << 26  # pairs of letters: a hundredth of a second
_ANCHOR = 32  # letters in a row that are no chance
_STEP = 16
_ROOM = 4_096  # letters by which one text may be ahead of the other
_FARTHEST = 1 << 14  # letters without an anchor; beyond, they are no copies
_AT_ONCE = 1 << 16

Edits = Callable[[Any, Any], Editops]


def stretches(one: str, other: str, edits: Edits) -> Iterable[MatchingBlock]:
    """Where the texts are equal, from left to right; the last one is empty, where both end.

    `edits` are the `editops` of some distance.

    >>> from rapidfuzz.distance import Indel
    >>> [(it.a, it.size) for it in stretches("rain again", "rain gain", Indel.editops)]
    [(0, 5), (6, 4), (10, 0)]
    """
    if len(one) * len(other) <= _SHORT:
        return whole(one, other, edits)
    return _walked(one, other, edits)


def _walked(one: str, other: str, edits: Edits) -> Iterator[MatchingBlock]:
    """The stretches, aligned only where the texts differ."""
    at, there = 0, 0
    while len(one) - at and len(other) - there and (len(one) - at) * (len(other) - there) > _SHORT:
        if same := _same(one, at, other, there):
            yield MatchingBlock(at, there, same)
            at, there = at + same, there + same
            continue
        anchor = _anchor(one, at, other, there)
        if anchor is None:
            break
        *found, _ = whole(one[at : anchor[0]], other[there : anchor[1]], edits)
        yield from _moved(found, at, there)
        at, there = anchor
    yield from _moved(whole(one[at:], other[there:], edits), at, there)


def _moved(found: Iterable[MatchingBlock], at: int, there: int) -> Iterator[MatchingBlock]:
    """Stretches of what begins there in both texts."""
    for each in found:
        yield MatchingBlock(each.a + at, each.b + there, each.size)


def whole(one: Sequence[Hashable], other: Sequence[Hashable], edits: Edits) -> list[MatchingBlock]:
    """The stretches by one alignment of all."""
    return edits(one, other).as_matching_blocks()


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
