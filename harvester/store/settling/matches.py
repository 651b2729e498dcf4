"""Matches: which wordings carry the same words, kept so that nothing is compared twice.

Only what is near is kept: also texts that differ too much to be the same, because they tell which
places a template fills. Which of its matches a wording joins is decided anew when any of them, or
of those it would join, has changed: that is the affair of `joining`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.wordings import listed, load
from harvester.trace.clusters import Pair, order
from harvester.trace.matching.comparison import Change, Match, match

SIDES = ("shorter", "longer")
_SPANS = "shorter, longer, verdict, likeness, start, stop"
COLUMNS = f"{_SPANS}, changes"
_ROW = tuple[int, int, str, float, int, int, str | None]


class Compared(NamedTuple):
    """Who has lost a match, and the new ones, which are still to be written."""

    losing: set[int]
    new: list[Pair]


def compare(
    connection: Connection,
    candidates: Iterable[tuple[int, int]],
    new: Collection[int],
    known: Collection[int],
) -> Compared:
    """Compares new wordings with all that may be like them.

    Of the known ones those matches go that the index no longer leads to.
    """
    met = [*candidates]
    wordings = load(connection, {it for pair in met for it in pair})
    places = {one: order(words) for one, words in wordings.items()}
    pairs = {(one, other) if places[one] < places[other] else (other, one) for one, other in met}
    before = {*of(connection, "shorter, longer", listed({*new, *known}))}
    lost = sorted(before - pairs)
    found = [
        Pair(shorter, longer, how)
        for shorter, longer in sorted(pairs - before)
        if (shorter in new or longer in new)
        and (how := match(wordings[shorter].key, wordings[longer].key))
    ]
    if lost:
        sql = "DELETE FROM matches WHERE shorter = ? AND longer = ?"
        connection.exec_driver_sql(sql, lost)
    return Compared({it for pair in lost for it in pair}, found)


def insert(connection: Connection, new: Iterable[Pair]) -> None:
    """Write matches that were not there, nobody joined by them."""
    written = [_row(pair) for pair in new]
    if written:
        sql = f"INSERT INTO matches ({COLUMNS}, is_joined) VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
        connection.exec_driver_sql(sql, written)


def _row(pair: Pair) -> _ROW:
    shorter, longer, found = pair
    changes = json.dumps(found.changes, separators=(",", ":")) if found.changes else None
    return shorter, longer, found.verdict, found.likeness, found.start, found.end, changes


def pair_of(row: Sequence[Any]) -> Pair:
    """A match as the database holds it; what differs only where it was asked for."""
    shorter, longer, verdict, likeness, start, stop, *rest = row
    changes = tuple(starmap(Change, json.loads(rest[0]))) if rest and rest[0] else ()
    return Pair(shorter, longer, Match(verdict, likeness, start, stop, changes))


def forget(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Removes all matches of some wordings; returns everybody who has lost one."""
    gone = listed(numbers)
    met = _ends(connection, gone)
    for side in SIDES:
        connection.exec_driver_sql(f"DELETE FROM matches WHERE {side} {AMONG}", (gone,))
    return met


def with_matches(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Those of some wordings that match any other."""
    asked = set(numbers)
    return asked & _ends(connection, listed(asked))


def _ends(connection: Connection, asked: str) -> set[int]:
    """Both sides of all matches of some wordings."""
    return {it for row in of(connection, "shorter, longer", asked) for it in row}


def of(
    connection: Connection, columns: str, asked: str, *, condition: str = ""
) -> Iterator[tuple[Any, ...]]:
    """The matches of some wordings; those between two of them twice."""
    for side in SIDES:
        sql = f"SELECT {columns} FROM matches WHERE {side} {AMONG} {condition}"
        yield from rows(connection, sql, (asked,))


def connected(connection: Connection, start: Iterable[int]) -> tuple[set[int], list[Pair]]:
    """All wordings that joins lead to from these, and the matches by which they hang together."""
    reached, frontier = set(start), set(start)
    found: dict[tuple[int, int], Pair] = {}
    while frontier:
        new = _joining(connection, _SPANS, frontier)
        found |= new
        frontier = {it for pair in new for it in pair} - reached
        reached |= frontier
    return reached, list(found.values())


def joined_among(connection: Connection, numbers: Collection[int]) -> list[Pair]:
    """The matches by which these wordings have joined each other."""
    if len(numbers) < 2:
        return []
    pairs = _joining(connection, COLUMNS, numbers)
    return [pair for pair in pairs.values() if pair.shorter in numbers and pair.longer in numbers]


def _joining(
    connection: Connection, columns: str, numbers: Iterable[int]
) -> dict[tuple[int, int], Pair]:
    """The matches by which wordings have joined others, or others them."""
    joined = of(connection, columns, listed(numbers), condition="AND is_joined")
    return {row[:2]: pair_of(row) for row in joined}
