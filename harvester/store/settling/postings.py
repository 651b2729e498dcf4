"""Candidates: which wordings share so many fingerprints that it is worth to compare them.

A fingerprint that many wordings have tells little, and all pairs of them would be too many. So the
first of them, by number, stand for all: each other one is compared with these alone. Numbers are as
good as drawn by lot, and belong to the content, so that the outcome depends on which wordings there
are, and never on the order in which they came.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection

from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.wordings import listed
from harvester.trace.matching.fingerprints import fingerprints
from harvester.trace.matching.numbers import LEAST_SHARED, MOST_COUNTED, STANDING, count
from harvester.trace.matching.wording import Wording

_FIRST = """
SELECT fingerprint, first FROM (
  SELECT fingerprint, (
    SELECT group_concat(wording) FROM (
      SELECT wording FROM postings WHERE postings.fingerprint = wanted.fingerprint
      ORDER BY wording LIMIT ?
    )
  ) AS first FROM wanted
) WHERE first NOT NULL
"""

Pieces = Mapping[int, frozenset[int]]  # wordings with their fingerprints


class Index:
    """The postings of a database, read as far as some wordings need them, each once."""

    def __init__(self, connection: Connection, *, standing: int = STANDING) -> None:
        """The index of this database; `standing` must be the same for all its life."""
        self._connection = connection
        self._standing = standing
        # The first of those who have a fingerprint, as many as stand for all and one more.
        self._first: dict[int, tuple[int, ...]] = {}

    def add(self, new: Pieces) -> set[int]:
        """Enters wordings, and returns those that no longer stand for some fingerprint."""
        # In the order of the index: that is several times as fast.
        postings = sorted((piece, one) for one, pieces in new.items() for piece in pieces)
        self._learn({piece for piece, _ in postings})
        gone: set[int] = set()
        for piece, entered in groupby(postings, key=itemgetter(0)):
            before = self._first.get(piece, ())
            after = sorted([*before, *(one for _, one in entered)])[: self._standing + 1]
            self._first[piece] = tuple(after)
            if len(after) > self._standing:
                gone.update(set(before[: self._standing]).difference(after[: self._standing]))
        if postings:
            self._connection.exec_driver_sql("INSERT INTO postings VALUES (?, ?)", postings)
        return gone

    def remove(self, old: Pieces) -> set[int]:
        """Takes wordings out, and returns those that stand for a fingerprint in their place."""
        leaving = {piece for pieces in old.values() for piece in pieces}
        if not leaving:
            return set()
        self._learn(leaving)
        before = {piece: self._standing_for(self._first.pop(piece, ())) for piece in leaving}
        self._connection.exec_driver_sql(
            "DELETE FROM postings WHERE fingerprint = ? AND wording = ?",
            [(piece, one) for one, pieces in old.items() for piece in sorted(pieces)],
        )
        self._learn(leaving)
        risen: set[int] = set()
        for piece in leaving:
            now = self._standing_for(self._first.get(piece, ()))
            risen.update(set(now).difference(before[piece]))
        return risen

    def candidates(self, wanted: Pieces) -> Iterator[tuple[int, list[int]]]:
        """For each of these wordings the others that share enough with it."""
        self._learn({piece for pieces in wanted.values() for piece in pieces})
        everybody = self._everybody(
            piece
            for one, pieces in wanted.items()
            for piece in pieces
            if self._is_met_by_all(one, self._first[piece])
        )
        for one, pieces in wanted.items():
            shared: Counter[int] = Counter()
            for piece in pieces:
                first = self._first[piece]
                if self._is_met_by_all(one, first):
                    shared.update(everybody[piece])
                elif len(first) > 1:
                    shared.update(first[: self._standing])
            del shared[one]
            least = LEAST_SHARED[count(one)]
            yield (
                one,
                [
                    it
                    for it, number in shared.items()
                    if number >= least or number >= LEAST_SHARED[it & MOST_COUNTED]
                ],
            )

    def _is_met_by_all(self, one: int, first: tuple[int, ...]) -> bool:
        """Whether a wording stands for a fingerprint that more have than stand for it."""
        return len(first) > self._standing and one <= first[self._standing - 1]

    def _everybody(self, pieces: Iterable[int]) -> dict[int, list[int]]:
        """All who have these fingerprints."""
        found: dict[int, list[int]] = {}
        sql = f"SELECT fingerprint, wording FROM postings WHERE fingerprint {AMONG}"
        for piece, one in rows(self._connection, sql, (listed(set(pieces)),)):
            found.setdefault(piece, []).append(one)
        return found

    def _standing_for(self, first: tuple[int, ...]) -> tuple[int, ...]:
        return first[: self._standing]

    def _learn(self, pieces: Iterable[int]) -> None:
        """Reads who has these fingerprints, unless that is known."""
        wanted = [(piece,) for piece in sorted(set(pieces).difference(self._first))]
        if not wanted:
            return
        execute = self._connection.exec_driver_sql
        execute("CREATE TEMP TABLE IF NOT EXISTS wanted (fingerprint INTEGER PRIMARY KEY)")
        execute("DELETE FROM wanted")
        execute("INSERT INTO wanted VALUES (?)", wanted)
        for piece, first in rows(self._connection, _FIRST, (self._standing + 1,)):
            self._first[piece] = tuple(sorted(map(int, first.split(","))))


def pieces_of(wordings: Mapping[int, Wording]) -> dict[int, frozenset[int]]:
    """The fingerprints of wordings that are in the index already."""
    return {one: fingerprints(words.key) for one, words in wordings.items()}
