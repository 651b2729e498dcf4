"""The fingerprints of many texts at once, by numpy: the same ones that `fingerprints` chooses.

A checksum is linear in the bits of what it sums up: that of a piece is what its bytes yield alone,
each by its distance from the end, put together. So all pieces of all texts are summed up in as
many steps as a piece has bytes, whatever their number.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from harvester.trace.matching.fingerprints import LONG, SHORT, WINDOW
from harvester.trace.matching.wording import DENSE, plain

Integers = NDArray[np.int64]

_AT_ONCE = 1_000  # texts: what the processor keeps near; must leave room for
_BITS = 48  # of a fingerprint
_WHOLE = LONG + WINDOW - 1  # letters that a window sees


class Fingerprints(NamedTuple):
    """The fingerprints of some texts, text by text and in order, and how many each has."""

    counts: Integers
    numbers: Integers


def all_fingerprints(keys: Sequence[str]) -> Fingerprints:
    """The fingerprints of match keys; as `fingerprints` chooses them for each alone.

    >>> from harvester.trace.matching.fingerprints import fingerprints
    >>> found = all_fingerprints(["wesawacalmseaagaintoday", "", "rain"])
    >>> found.counts.tolist()[1:], set(found.numbers[-1:].tolist()) == fingerprints("rain")
    ([0, 1], True)
    """
    parts = [_chosen(part) for part in _batched(keys)]
    if not parts:
        return Fingerprints(np.zeros(0, np.int64), np.zeros(0, np.int64))
    counts, numbers = zip(*parts, strict=True)
    return Fingerprints(np.concatenate(counts), np.concatenate(numbers))


def _batched(keys: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield [plain(key) for key in keys[start : start + _AT_ONCE]]


def _chosen(texts: list[str]) -> Fingerprints:
    """The fingerprints of some texts; of most, whose letters are all of one byte, at less cost."""
    are_simple = np.array([text.isascii() and len(text) >= _WHOLE for text in texts], bool)
    both: list[Integers] = []
    for are_so, chosen in ((are_simple, _of_bytes), (~are_simple, _of_letters)):
        which = np.flatnonzero(are_so)
        if len(which):
            of, numbers = chosen([texts[at] for at in which.tolist()])
            both.append(which[of] << _BITS | numbers)
    return _unique(np.concatenate(both), len(texts))


def _unique(both: Integers, n_texts: int) -> Fingerprints:
    """Each number of a text once; both are one number, which is sorted several times as fast."""
    both = both[np.diff(both, prepend=-1) != 0]  # neighbouring windows mostly choose the same
    both.sort()
    both = both[np.diff(both, prepend=-1) != 0]
    counts = np.bincount(both >> _BITS, minlength=n_texts)
    return Fingerprints(counts.astype(np.int64), both & ((1 << _BITS) - 1))


def _of_bytes(texts: list[str]) -> tuple[Integers, Integers]:
    """Of which text the piece is that each window chooses, and its number.

    All letters are of one byte, and each text has a window at least.
    """
    printed = _bytes("".join(texts))
    n_pieces = len(printed) - LONG + 1
    numbers = np.full(n_pieces, _of_zeros(LONG))
    for place, table in enumerate(_tables(LONG)):
        numbers ^= table.take(printed[place : place + n_pieces])
    least = _least(numbers)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    text = np.repeat(np.arange(len(texts)), lengths)
    is_whole = text[: len(least)] == text[_WHOLE - 1 :]
    return text[: len(least)][is_whole], least[is_whole]


def _of_letters(texts: list[str]) -> tuple[Integers, Integers]:
    """The same of any texts; one with fewer pieces than a window has chooses among all of them."""
    joined = "".join(texts)
    if not joined:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pieces = _pieces(texts, joined)
    numbers = _numbers(pieces, _bytes(joined))
    text = pieces.text
    least = _least(numbers)
    is_whole = text[: len(least)] == text[WINDOW - 1 :]
    starts = np.flatnonzero(np.diff(text, prepend=-1))
    are_few = np.diff(starts, append=len(text)) < WINDOW
    few = np.minimum.reduceat(numbers, starts)[are_few]
    return (
        np.concatenate([text[: len(least)][is_whole], text[starts[are_few]]]),
        np.concatenate([least[is_whole], few]),
    )


def _bytes(text: str) -> NDArray[np.intp]:
    """The bytes of a text as places in a table: numpy takes by these ten times as fast."""
    return np.frombuffer(text.encode(), np.uint8).astype(np.intp)


def _least(numbers: Integers) -> Integers:
    """The least of each so many neighbours as a window has."""
    n_windows = max(len(numbers) - WINDOW + 1, 0)
    least = numbers[:n_windows].copy()
    for ahead in range(1, WINDOW):
        np.minimum(least, numbers[ahead : ahead + n_windows], out=least)
    return least


class _Pieces(NamedTuple):
    """The pieces of some texts, in order: of which text, and from and to which byte of all."""

    text: Integers
    start: Integers
    end: Integers


def _pieces(texts: list[str], joined: str) -> _Pieces:
    """Every piece of each text; a text that is too short for one is a piece itself."""
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    widths = 1 + (codes >= 0x80) + (codes >= 0x800) + (codes >= 0x10000)
    byte_at = np.concatenate([[0], np.cumsum(widths, dtype=np.int64)])
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths)
    text = np.repeat(np.arange(len(texts)), lengths)
    stop = np.arange(len(codes)) + np.where(_are_dense(codes), SHORT, LONG)
    is_piece = stop <= ends[text]
    with_letters = lengths > 0
    has_piece = np.bincount(text, weights=is_piece, minlength=len(texts)) > 0
    alone = with_letters & ~has_piece
    is_piece[(ends - lengths)[alone]] = True
    stop = np.minimum(stop, ends[text])
    return _Pieces(text[is_piece], byte_at[:-1][is_piece], byte_at[stop[is_piece]])


def _are_dense(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which letters are of a script whose words are of few."""
    found = np.zeros(len(codes), bool)
    for first, last in DENSE:
        found |= (codes >= first) & (codes <= last)
    return found


def _numbers(pieces: _Pieces, printed: NDArray[np.intp]) -> Integers:
    """Each piece as a number: its checksum, and two bytes of that of its mirror image."""
    sizes = pieces.end - pieces.start
    found = np.empty(len(sizes), np.int64)
    for size in np.flatnonzero(np.bincount(sizes)).tolist():
        is_so_long = sizes == size
        start = pieces.start[is_so_long]
        number = np.full(len(start), _of_zeros(size))
        for place, table in enumerate(_tables(size)):
            number ^= table.take(printed.take(start + place))
        found[is_so_long] = number
    return found


def _of_zeros(size: int) -> int:
    checksum = crc32(bytes(size))
    return checksum << 16 | checksum & 0xFFFF


@cache
def _tables(size: int) -> tuple[Integers, ...]:
    """For each place in a piece of so many bytes what a byte there adds to its number."""
    return tuple(
        np.array([_added(byte, size - 1 - place, place) for byte in range(256)], np.int64)
        for place in range(size)
    )


def _added(byte: int, behind: int, before: int) -> int:
    forward, mirrored = (
        crc32(bytes((byte,)) + bytes(zeros)) ^ crc32(bytes(zeros + 1)) for zeros in (behind, before)
    )
    return forward << 16 | mirrored & 0xFFFF
