"""Candidates: which wordings share so many fingerprints that it is worth to compare them.

A fingerprint that many wordings have tells little, and all pairs of them would be too many. So the
first of them, by number, stand for all: each other one is compared with these alone. Numbers are as
good as drawn by lot, and belong to the content, so that the outcome depends on which wordings there
are, and never on the order in which they came.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harvester.store.connection.handle import Connection
from harvester.store.settling.postings import segments
from harvester.store.settling.postings.segments import Page, Pages, Postings
from harvester.trace.matching.hashing import Integers, all_fingerprints
from harvester.trace.matching.numbers import LEAST_SHARED, MOST_COUNTED, STANDING
from harvester.trace.matching.wording import Wording

_LEAST = np.array(LEAST_SHARED)
_MOST_AT_ONCE = 1 << 23  # pairs that are held before they are counted
_BITS = 32  # of a place

NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64))


class _Found(NamedTuple):
    """Fingerprints that were looked for on a page: where they stand, a row for each part of it."""

    page: Page
    starts: Integers
    counts: Integers
    totals: Integers

    @classmethod
    def on(cls, page: Page, wanted: Integers) -> "_Found":
        """These fingerprints, which are in order, on a page."""
        starts, ends = page.found(wanted)
        counts = ends - starts
        return cls(page, starts, counts, counts.sum(axis=0))

    def holders(self, which: Integers, most: int | None = None) -> tuple[Integers, Integers]:
        """Who has some of them, of each part the first so many by number; beside each of which."""
        counts = self.counts[:, which]
        if most is not None:
            counts = np.minimum(counts, most)
        places = self.page.places(_ranges(self.starts[:, which].ravel(), counts.ravel()))
        places += np.repeat(self.page.firsts, counts.sum(axis=1))
        each = np.broadcast_to(np.arange(len(which)), counts.shape)
        return np.repeat(each.ravel(), counts.ravel()), places


class _Crowd(NamedTuple):
    """Who has fingerprints that more have than stand for them: of each the first by number."""

    which: Integers  # the fingerprints
    of: Integers  # for each holder which of these it has
    places: Integers  # of the holders
    ranks: Integers  # of each holder among those of its fingerprint
    n_first: Integers  # how many holders stand before those of each fingerprint


class Index:
    """The index of a database, with what is new in it."""

    def __init__(self, connection: Connection, *, standing: int = STANDING) -> None:
        """The index of this database; `standing` must be the same for all its life."""
        self._connection = connection
        self._standing = standing
        self._new = NOTHING
        self._pages = Pages(connection, NOTHING)
        self._counted = _Counted()

    def add(self, new: Postings) -> set[int]:
        """Enters wordings, and returns those that no longer stand for some fingerprint.

        Whom the new ones meet is counted at once; they are written by `write`.
        """
        self._new = new
        self._pages = Pages(self._connection, new)
        is_new = np.arange(len(self._pages.wordings)) < self._pages.n_new
        return self._displaced_by(new, is_new, most=self._standing, counts=True)

    def write(self) -> None:
        """Writes what was added."""
        segments.add(self._connection, self._new)

    def remove(self, old: Postings) -> set[int]:
        """Takes wordings out, and returns those that stand for a fingerprint in their place."""
        if not len(old.pieces):
            return set()
        leaving = segments.distinct(old.wordings)
        is_leaving = np.isin(self._pages.wordings, leaving)
        most = self._standing + len(leaving)
        risen = self._displaced_by(old, is_leaving, most=most, counts=False)
        segments.remove(self._connection, old)
        self._pages = Pages(self._connection, NOTHING)
        return risen

    def _displaced_by(
        self, batch: Postings, is_of_batch: NDArray[np.bool_], *, most: int, counts: bool
    ) -> set[int]:
        """Who stands for a fingerprint if these are not there, and does not if they are."""
        displaced = np.zeros(len(self._pages.wordings), bool)
        for found, places, of in self._asked(self._placed(batch)):
            crowd = self._crowd(found, most)
            is_other = ~is_of_batch[crowd.places]
            n_others: Integers = np.cumsum(is_other) - is_other
            ranks: Integers = n_others - n_others[crowd.n_first][crowd.of]
            is_out = is_other & (ranks < self._standing) & (crowd.ranks >= self._standing)
            displaced[crowd.places[is_out]] = True
            if counts:
                self._count(found, crowd, places, of)
        return set(self._pages.wordings[displaced].tolist())

    def _placed(self, postings: Postings) -> Postings:
        """Postings of wordings that are in the index, these told by their places."""
        return Postings(self._pages.places(postings.wordings), postings.pieces)

    def _asked(self, asking: Postings) -> Iterator[tuple[_Found, Integers, Integers]]:
        """Page by page the fingerprints that are asked for, and beside who asks for which."""
        for page, asked in asking.pages():
            wanted, of = np.unique(asked.pieces, return_inverse=True)
            yield _Found.on(self._pages.of(page), wanted), asked.wordings, of

    def _crowd(self, found: _Found, most: int) -> _Crowd:
        """Who stands for the fingerprints that more have, and some that come next, by number."""
        which = np.flatnonzero(found.totals > self._standing)
        of, places = found.holders(which, most)
        order = np.lexsort((self._pages.wordings[places], of))
        of = of[order]
        n_first = np.searchsorted(of, np.arange(len(which)))
        return _Crowd(which, of, places[order], np.arange(len(of)) - n_first[of], n_first)

    def candidates(self, more: Postings) -> Iterator[tuple[int, int]]:
        """Pairs of a wording that was added, or one of these from the index, and one like it."""
        for found, places, of in self._asked(self._placed(more)):
            self._count(found, self._crowd(found, self._standing), places, of)
        keys, numbers = self._counted.all()
        here = self._pages.wordings[keys >> _BITS]
        there = self._pages.wordings[keys & ((1 << _BITS) - 1)]
        is_enough = numbers >= np.minimum(_LEAST[here & MOST_COUNTED], _LEAST[there & MOST_COUNTED])
        is_enough &= here != there
        return zip(here[is_enough].tolist(), there[is_enough].tolist(), strict=True)

    def leads(self, pairs: Integers, postings: Postings) -> NDArray[np.bool_]:
        """Of each of these pairs whether the one is a candidate of the other.

        A row is a pair; `postings` are those of all wordings in them. It costs less than to find
        all candidates of each.
        """
        of, pieces = _shared(pairs, postings)
        first, least = pairs.min(axis=1), _LEAST[(pairs & MOST_COUNTED).min(axis=1)]
        numbers = np.zeros(len(pairs), np.int64)
        for found, asking, which in self._asked(Postings(of, pieces)):
            limits = self._limits(found, self._crowd(found, self._standing))
            is_met = first[asking] <= limits[which]
            numbers += np.bincount(asking[is_met], minlength=len(pairs))
        are_met: NDArray[np.bool_] = numbers >= least
        return are_met

    def _limits(self, found: _Found, crowd: _Crowd) -> Integers:
        """For each fingerprint the last number of a wording that stands for it."""
        limits = np.full(len(found.totals), np.iinfo(np.int64).max)
        limits[crowd.which] = self._pages.wordings[crowd.places[crowd.ranks == self._standing - 1]]
        return limits

    def _count(self, found: _Found, crowd: _Crowd, places: Integers, of: Integers) -> None:
        """Counts whom each wording that asks with a fingerprint meets, both by their places."""
        limits = self._limits(found, crowd)
        is_shared = found.totals[of] > 1
        # Who stands for a fingerprint that more have than stand for it meets all of them.
        meets_all = is_shared & (self._pages.wordings[places] <= limits[of])
        asking, met = found.holders(of[meets_all])
        self._counted.add(places[meets_all][asking] << _BITS | met)
        meets_some = is_shared & ~meets_all
        stand = crowd.places[crowd.ranks < self._standing].reshape(-1, self._standing)
        met = stand[np.searchsorted(crowd.which, of[meets_some])].ravel()
        self._counted.add(np.repeat(places[meets_some] << _BITS, self._standing) | met)


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


def _summed(numbers: Integers) -> tuple[Integers, Integers]:
    """Each number once, and how often it is there; the numbers are put in order, too."""
    numbers.sort()
    is_first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    starts = np.flatnonzero(is_first)
    return numbers[starts], np.diff(starts, append=len(numbers))


def _shared(pairs: Integers, postings: Postings) -> tuple[Integers, Integers]:
    """The fingerprints that both of a pair have, each beside the row of its pair."""
    wordings, pieces = (column[np.argsort(postings.wordings)] for column in postings)
    starts = np.searchsorted(wordings, pairs.ravel())
    counts = np.searchsorted(wordings, pairs.ravel(), "right") - starts
    of = np.repeat(np.arange(2 * len(pairs)) >> 1, counts)
    pieces = pieces[_ranges(starts, counts)]
    order = np.lexsort((pieces, of))
    of, pieces = of[order], pieces[order]
    is_shared = (of[1:] == of[:-1]) & (pieces[1:] == pieces[:-1])
    return of[1:][is_shared], pieces[1:][is_shared]


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
    met = [NOTHING.wordings]
    for page, asked in Postings(wanted, wanted).pages():
        found = _Found.on(pages.of(page), asked.pieces)
        met.append(found.holders(np.arange(len(asked.pieces)))[1])
    places, numbers = _summed(np.concatenate(met))
    wordings = pages.wordings[places]
    order = np.lexsort((wordings, -numbers))[:most]
    return [int(one) for one in wordings[order].tolist()]
