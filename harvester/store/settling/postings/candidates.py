"""Candidates: which wordings share so many fingerprints that it is worth to compare them.

A fingerprint that many wordings have tells little, and all pairs of them would be too many. So the
first of them, by number, stand for all: each other one is compared with these alone. Numbers are as
good as drawn by lot, and belong to the content, so that the outcome depends on which wordings there
are, and never on the order in which they came.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from harvester.store.connection.handle import Connection
from harvester.store.settling.postings import segments
from harvester.store.settling.postings.segments import Pages, Postings
from harvester.trace.matching.hashing import Integers, all_fingerprints
from harvester.trace.matching.numbers import LEAST_SHARED, MOST_COUNTED, STANDING
from harvester.trace.matching.wording import Wording

_LEAST = np.array(LEAST_SHARED)
_MOST_AT_ONCE = 1 << 22  # pairs that are held before they are counted
_BITS = 32  # of a rank

NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64))


class _First(NamedTuple):
    """Those who stand for some fingerprints, one after the other, and how many others there are."""

    places: Integers  # of the fingerprint of each of them
    ranks: Integers
    starts: Integers  # of those of each fingerprint
    counts: Integers
    totals: Integers


class Index:
    """The index of a database, with what is new in it."""

    def __init__(self, connection: Connection, *, standing: int = STANDING) -> None:
        """The index of this database; `standing` must be the same for all its life."""
        self._connection = connection
        self._standing = standing
        self._new = NOTHING
        self._pages = Pages(connection, NOTHING)

    def add(self, new: Postings) -> set[int]:
        """Enters wordings, and returns those that no longer stand for some fingerprint.

        They are written by `write`.
        """
        before, self._new = self._pages, new
        self._pages = Pages(self._connection, new)
        return self._differing(before, self._pages, new)

    def write(self) -> None:
        """Writes what was added."""
        segments.add(self._connection, self._new)

    def remove(self, old: Postings) -> set[int]:
        """Takes wordings out, and returns those that stand for a fingerprint in their place."""
        if not len(old.pieces):
            return set()
        before = self._pages
        held = {page: [*before.of(page)] for page, _ in old.pages()}
        segments.remove(self._connection, old)
        self._pages = Pages(self._connection, NOTHING)
        found: set[int] = set()
        for page, leaving in old.pages():
            wanted = np.unique(leaving.pieces)
            stood = self._named(before, self._first(held[page], wanted))
            stand = self._named(self._pages, self._first(self._pages.of(page), wanted))
            found |= {one for _, one in stand - stood}
        return found

    def _differing(self, before: Pages, after: Pages, new: Postings) -> set[int]:
        """Who stood for a fingerprint of these postings and no longer does."""
        fallen = np.zeros(len(after.wordings), bool)
        moved = after.ranks(before.wordings)
        for page, entered in new.pages():
            wanted = np.unique(entered.pieces)
            parts = [*after.of(page)]
            now = self._first(parts, wanted)
            if not (now.totals > self._standing).any():
                continue
            stood = self._first(before.of(page), wanted)
            was = stood.places << _BITS | moved[stood.ranks]
            gone = np.setdiff1d(was, now.places << _BITS | now.ranks, assume_unique=True)
            fallen[gone & ((1 << _BITS) - 1)] = True
        return set(after.wordings[fallen].tolist())

    @staticmethod
    def _named(pages: Pages, first: _First) -> set[tuple[int, int]]:
        return set(zip(first.places.tolist(), pages.wordings[first.ranks].tolist(), strict=True))

    def candidates(self, wanted: Postings) -> Iterator[tuple[int, int]]:
        """Pairs of one of these wordings, which are in the index, and another one like it."""
        asking = np.unique(wanted.wordings)
        ranks = self._pages.ranks(asking)
        counted = _Counted()
        for page, asked in wanted.pages():
            parts = [*self._pages.of(page)]
            places = np.searchsorted(asking, asked.wordings)
            for pairs in self._met(parts, places, ranks[places], asked.pieces):
                counted.add(pairs)
        keys, numbers = counted.all()
        here, there = asking[keys >> _BITS], self._pages.wordings[keys & ((1 << _BITS) - 1)]
        is_enough = numbers >= np.minimum(_LEAST[here & MOST_COUNTED], _LEAST[there & MOST_COUNTED])
        is_enough &= here != there
        return zip(here[is_enough].tolist(), there[is_enough].tolist(), strict=True)

    def _met(
        self, parts: list[Postings], places: Integers, ranks: Integers, pieces: Integers
    ) -> Iterator[Integers]:
        """Whom each wording that asks with a fingerprint meets: its place and the other's rank."""
        wanted, of = np.unique(pieces, return_inverse=True)
        first = self._first(parts, wanted)
        limits = np.full(len(wanted), -1)
        is_crowded = first.totals > self._standing
        limits[is_crowded] = first.ranks[first.starts[is_crowded] + self._standing - 1]
        # Who stands for a fingerprint that more have than stand for it meets all of them.
        meets_all = ranks <= limits[of]
        some = ~meets_all & (first.totals[of] > 1)
        counts = first.counts[of[some]]
        at = _ranges(first.starts[of[some]], counts)
        yield np.repeat(places[some], counts) << _BITS | first.ranks[at]
        for part in parts if meets_all.any() else ():
            starts, ends = _found(part.pieces, wanted[of[meets_all]])
            at = _ranges(starts, ends - starts)
            yield np.repeat(places[meets_all], ends - starts) << _BITS | part.wordings[at]

    def _first(self, parts: Iterable[Postings], wanted: Integers) -> _First:
        """Who stands for these fingerprints, which are in order."""
        totals = np.zeros(len(wanted), np.int64)
        found = []
        for part in parts:
            starts, ends = _found(part.pieces, wanted)
            totals += ends - starts
            counts = np.minimum(ends - starts, self._standing)
            at = _ranges(starts, counts)
            found.append(np.repeat(np.arange(len(wanted)), counts) << _BITS | part.wordings[at])
        both = np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)
        places = both >> _BITS
        starts = np.searchsorted(places, np.arange(len(wanted)))
        is_first = np.arange(len(places)) - starts[places] < self._standing
        places, ranks = places[is_first], both[is_first] & ((1 << _BITS) - 1)
        counts = np.bincount(places, minlength=len(wanted))
        return _First(places, ranks, np.cumsum(counts) - counts, counts, totals)


class _Counted:
    """How often each of many numbers came, in a room that does not grow with how often."""

    def __init__(self) -> None:
        self._waiting: list[Integers] = []
        self._size = 0
        self._keys = np.zeros(0, np.int64)
        self._numbers = np.zeros(0, np.int64)

    def add(self, keys: Integers) -> None:
        """Count these."""
        self._waiting.append(keys)
        self._size += len(keys)
        if self._size > _MOST_AT_ONCE:
            self.all()

    def all(self) -> tuple[Integers, Integers]:
        """All numbers, and how often they came."""
        keys, numbers = _summed(np.concatenate([*self._waiting, self._keys[:0]]))
        self._waiting, self._size = [], 0
        if len(self._keys):
            together = np.concatenate([self._keys, keys])
            order = np.argsort(together, kind="stable")
            is_first = np.diff(together[order], prepend=-1) != 0
            weights = np.concatenate([self._numbers, numbers])[order]
            keys = together[order][is_first]
            numbers = np.add.reduceat(weights, np.flatnonzero(is_first))
        self._keys, self._numbers = keys, numbers
        return keys, numbers


def _summed(keys: Integers) -> tuple[Integers, Integers]:
    """Each number once, and how often it is there: for numbers below 2^63 faster than unique."""
    ordered = np.sort(keys)
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[starts], np.diff(starts, append=len(ordered))


def _found(pieces: Integers, wanted: Integers) -> tuple[Integers, Integers]:
    """From where to where each of the wanted fingerprints stands among others in order."""
    return np.searchsorted(pieces, wanted), np.searchsorted(pieces, wanted, "right")


def _ranges(starts: Integers, counts: Integers) -> Integers:
    """The numbers from each start on, so many of each.

    >>> _ranges(np.array([3, 7]), np.array([2, 1])).tolist()
    [3, 4, 7]
    """
    before: Integers = np.cumsum(counts) - counts
    found: Integers = np.repeat(starts - before, counts)
    found += np.arange(len(found))
    return found


def postings_of(wordings: Mapping[int, Wording]) -> Postings:
    """The postings of wordings that are in the index already."""
    numbers = np.fromiter(wordings, np.int64, len(wordings))
    found = all_fingerprints([words.key for words in wordings.values()])
    return Postings.of(numbers, found.counts, found.numbers)


def sharing_most(connection: Connection, pieces: Iterable[int], most: int) -> list[int]:
    """The wordings that have most of these fingerprints, first by how many, then by number."""
    wanted = np.array(sorted(pieces), np.int64)
    pages = Pages(connection, NOTHING)
    asked = Postings(wanted, wanted)
    met = [
        part.wordings[_ranges(starts, ends - starts)]
        for page, each in asked.pages()
        for part in pages.of(page)
        for starts, ends in [_found(part.pieces, each.pieces)]
    ]
    ranks, numbers = _summed(np.concatenate([NOTHING.wordings, *met]))
    order = np.lexsort((ranks, -numbers))[:most]
    return [int(one) for one in pages.wordings[ranks[order]].tolist()]
