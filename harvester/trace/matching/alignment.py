"""Which words of two texts stand for each other: stretches that are alike, and what is between.

A text that is a part of the other one is laid where it stands there as a whole. Else its first word
would be taken for any such word before, and its middle for what somebody left words out of.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from sys import maxunicode
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein, MatchingBlock

from harvester.trace.matching.anchored import stretches, whole

_MOST_AT_ONCE = 1 << 30  # pairs of words; Indel takes a bit for each, Levenshtein needs no more


class Block(NamedTuple):
    """A stretch of both lists of words, all alike or none."""

    is_alike: bool
    before: slice
    after: slice


def blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Stretches of words that are alike, and between them stretches that are not.

    Words that were glued together or parted are alike when their letters are.

    >>> found = blocks(["the", "end", "of", "the", "sea"], ["the", "sea"])
    >>> [(each.is_alike, each.before) for each in found]
    [(False, slice(0, 3, None)), (True, slice(3, 5, None))]
    """
    numbers = {key: number for number, key in enumerate(dict.fromkeys((*old, *new)))}
    codes = [numbers[key] for key in old], [numbers[key] for key in new]
    is_few = len(numbers) <= maxunicode  # so that a word can be looked for as a letter
    for block in (is_few and _as_a_part(*codes)) or _slid(list(_aligned(*codes)), *codes):
        yield from (block,) if block.is_alike else _parted(block, old, new)


def _as_a_part(old: Sequence[int], new: Sequence[int]) -> list[Block]:
    """The blocks of a list of which the other one is a part, or nothing."""
    if len(new) > len(old):
        return [Block(it.is_alike, it.after, it.before) for it in _as_a_part(new, old)]
    start = "".join(map(chr, old)).find("".join(map(chr, new))) if new else -1
    if start < 0:
        return []
    end = start + len(new)
    found = (
        Block(False, slice(0, start), slice(0, 0)),
        Block(True, slice(start, end), slice(0, len(new))),
        Block(False, slice(end, len(old)), slice(len(new), len(new))),
    )
    return [each for each in found if each.before.start < each.before.stop]


def _aligned(old: Sequence[int], new: Sequence[int]) -> Iterator[Block]:
    """The blocks that leave as many words alike as can be."""
    at, there = 0, 0
    for same in _stretches(old, new):
        if at < same.a or there < same.b:
            yield Block(False, slice(at, same.a), slice(there, same.b))
        at, there = same.a + same.size, same.b + same.size
        if same.size:
            yield Block(True, slice(same.a, at), slice(same.b, there))


def _stretches(old: Sequence[int], new: Sequence[int]) -> Iterable[MatchingBlock]:
    """Where words are equal by their numbers, which are letters if there are not too many."""
    edits = Indel.editops if len(old) * len(new) < _MOST_AT_ONCE else Levenshtein.editops
    if max((*old, *new), default=0) > maxunicode:
        return whole(old, new, edits)
    return stretches("".join(map(chr, old)), "".join(map(chr, new)), edits)


def _slid(found: list[Block], old: Sequence[int], new: Sequence[int]) -> list[Block]:
    """The blocks with what is cut off at an end as one piece, not from behind its first words.

    "The gate of the harbour" and "the harbour" share "the harbour", not "the" and "harbour".
    """
    found = _slid_at_start(found, old, new)
    mirrored = [_mirrored(each, len(old), len(new)) for each in reversed(found)]
    found = _slid_at_start(mirrored, old[::-1], new[::-1])
    return [_mirrored(each, len(old), len(new)) for each in reversed(found)]


def _slid_at_start(found: list[Block], old: Sequence[int], new: Sequence[int]) -> list[Block]:
    if len(found) < 3 or not found[0].is_alike:
        return found
    first, gap, rest = found[:3]
    size = first.before.stop
    is_cut, is_added = gap.after.start == gap.after.stop, gap.before.start == gap.before.stop
    words, end = (old, gap.before.stop) if is_cut else (new, gap.after.stop)
    if is_cut == is_added or end < 2 * size or words[end - size : end] != words[:size]:
        return found
    cut = slice(0, gap.before.stop - size), slice(0, gap.after.stop - size)
    alike = slice(cut[0].stop, rest.before.stop), slice(cut[1].stop, rest.after.stop)
    return [Block(False, *cut), Block(True, *alike), *found[3:]]


def _mirrored(block: Block, n_old: int, n_new: int) -> Block:
    """The same block, counted from the end."""
    before, after = block.before, block.after
    return Block(
        block.is_alike,
        slice(n_old - before.stop, n_old - before.start),
        slice(n_new - after.stop, n_new - after.start),
    )


def _parted(block: Block, old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """A changed stretch without the words at both its ends that are only glued or parted."""
    before, after = old[block.before], new[block.after]
    head, other_head = _glued(before, after)
    tail, other_tail = _glued(
        [key[::-1] for key in reversed(before[head:])],
        [key[::-1] for key in reversed(after[other_head:])],
    )
    cuts = [block.before.start, block.before.start + head, block.before.stop - tail]
    other = [block.after.start, block.after.start + other_head, block.after.stop - other_tail]
    cuts.append(block.before.stop)
    other.append(block.after.stop)
    for part, is_alike in enumerate((True, False, True)):
        one, two = slice(*cuts[part : part + 2]), slice(*other[part : part + 2])
        if one.start < one.stop or two.start < two.stop:
            yield Block(is_alike, one, two)


def _glued(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words at the beginning have the same letters, however they are parted."""
    one, other = "".join(before), "".join(after)
    ends = {length: count for count, length in enumerate(accumulate(map(len, before)), 1)}
    found = (0, 0)
    for count, length in enumerate(accumulate(map(len, after)), 1):
        if length in ends and one[:length] == other[:length]:
            found = (ends[length], count)
    return found
