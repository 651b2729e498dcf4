"""Candidates: which wordings share so many fingerprints that it is worth to compare them.

A fingerprint that many wordings have tells little, and all pairs of them would be too many. So the
first of them, by number, stand for all: each other one is compared with these alone. Numbers are as
good as drawn by lot, and belong to the content, so that the outcome depends on which wordings there
are, and never on the order in which they came.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from harvester.store.wordings import count
from harvester.trace.fingerprints import fingerprints
from harvester.trace.wording import Wording

STANDING = 32  # how many wordings stand for all that have a fingerprint
# What two wordings must share, of the fingerprints of the one that has fewer: 99.95 % of the true
# pairs of the development set do.
_LEAST_SHARED = 0.12

Pieces = Mapping[int, frozenset[int]]  # wordings with their fingerprints


class _Holders(NamedTuple):
    """The first of those who have a fingerprint, as many as stand for all and one more."""

    first: list[int]
    standing: int

    @property
    def representatives(self) -> list[int]:
        """Those who are compared with everybody."""
        return self.first[: self.standing]

    @property
    def are_many(self) -> bool:
        """Whether there are more who have it than stand for it."""
        return len(self.first) > self.standing

    def joined_by(self, new: Iterable[int]) -> "_Holders":
        """The same, when these have come to it."""
        return _Holders(sorted([*self.first, *new])[: self.standing + 1], self.standing)


class Index:
    """The postings of a database, read as far as some wordings need them, each once."""

    def __init__(self, connection: Connection, *, standing: int = STANDING) -> None:
        """The index of this database; `standing` must be the same for all its life."""
        self._connection = connection
        self._standing = standing
        self._known: dict[int, _Holders] = {}

    def add(self, new: Pieces) -> set[int]:
        """Enters wordings, and returns those that no longer stand for some fingerprint."""
        coming: dict[int, list[int]] = {}
        for one, pieces in new.items():
            for piece in pieces:
                coming.setdefault(piece, []).append(one)
        self._learn(coming)
        gone: set[int] = set()
        for piece, ones in coming.items():
            before = self._known[piece]
            after = self._known[piece] = before.joined_by(ones)
            gone |= set(before.representatives) - set(after.representatives)
        # In the order of the index: that is several times as fast.
        rows = [(piece, one) for piece in sorted(coming) for one in sorted(coming[piece])]
        if rows:
            self._connection.exec_driver_sql("INSERT INTO postings VALUES (?, ?)", rows)
        return gone

    def remove(self, old: Pieces) -> set[int]:
        """Takes wordings out, and returns those that stand for a fingerprint in their place."""
        leaving = sorted({piece for pieces in old.values() for piece in pieces})
        if not leaving:
            return set()
        self._learn(leaving)
        before = {piece: set(self._known.pop(piece).representatives) for piece in leaving}
        self._connection.exec_driver_sql(
            "DELETE FROM postings WHERE fingerprint = ? AND wording = ?",
            [(piece, one) for one, pieces in old.items() for piece in sorted(pieces)],
        )
        self._learn(leaving)
        return set().union(
            *(set(self._known[piece].representatives) - before[piece] for piece in leaving)
        )

    def candidates(self, wanted: Pieces) -> Iterator[tuple[int, list[int]]]:
        """For each of these wordings the others that share enough with it."""
        self._learn({piece for pieces in wanted.values() for piece in pieces})
        for one, pieces in wanted.items():
            shared: Counter[int] = Counter()
            for piece in pieces:
                shared.update(self._met(one, piece))
            del shared[one]
            yield one, [it for it, number in shared.items() if number >= _least(one, it)]

    def _met(self, one: int, piece: int) -> list[int]:
        """Whom a wording meets through a fingerprint; itself may be among them."""
        holders = self._known[piece]
        if holders.are_many and one <= holders.representatives[-1]:
            rows = self._connection.exec_driver_sql(
                "SELECT wording FROM postings WHERE fingerprint = ?", (piece,)
            )
            return [other for (other,) in rows.all()]
        return holders.representatives

    def _learn(self, pieces: Iterable[int]) -> None:
        """Reads who has these fingerprints, unless that is known."""
        wanted = [(piece,) for piece in sorted(set(pieces).difference(self._known))]
        if not wanted:
            return
        execute = self._connection.exec_driver_sql
        execute("CREATE TEMP TABLE IF NOT EXISTS wanted (fingerprint INTEGER PRIMARY KEY)")
        execute("DELETE FROM wanted")
        execute("INSERT INTO wanted VALUES (?)", wanted)
        rows = execute(
            "SELECT fingerprint, (SELECT group_concat(wording) FROM (SELECT wording FROM postings "
            "WHERE postings.fingerprint = wanted.fingerprint ORDER BY wording LIMIT ?)) "
            "FROM wanted",
            (self._standing + 1,),
        )
        for piece, first in rows.all():
            holders = sorted(map(int, first.split(","))) if first else []
            self._known[piece] = _Holders(holders, self._standing)


def _least(one: int, other: int) -> float:
    return _LEAST_SHARED * min(count(one), count(other))


def pieces_of(wordings: Mapping[int, Wording]) -> dict[int, frozenset[int]]:
    """The fingerprints of wordings that are in the index already."""
    return {one: fingerprints(words.skeleton) for one, words in wordings.items()}
