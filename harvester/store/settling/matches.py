"""Matches: which wordings carry the same words, kept so that nothing is compared twice.

Only what is near is kept: also texts that differ too much to be the same, because they tell which
places a template fills. Which of its matches a wording joins is decided anew when any of them, or
of those it would join, has changed: that is the affair of `joining`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.wordings import listed, load
from harvester.trace.clusters import Pair, order
from harvester.trace.matching.comparison import Change, Match, match

SIDES = ("shorter", "longer")
_SPANS = "shorter, longer, verdict, likeness, start, stop"
COLUMNS = f"{_SPANS}, changes"
_ROW = tuple[int, int, str, float, int, int, str | None]


def compare(
    connection: Connection,
    candidates: Iterable[tuple[int, int]],
    before: Iterable[tuple[int, int]],
) -> list[Pair]:
    """The new matches among wordings that may be alike, still to be written.

    `before` are matches that are known; they are not compared again.
    """
    asked = {(one, other) if one < other else (other, one) for one, other in candidates}
    asked -= {(min(pair), max(pair)) for pair in before}
    wordings = load(connection, {it for pair in asked for it in pair})
    places = {one: order(words) for one, words in wordings.items()}
    pairs = ((one, other) if places[one] < places[other] else (other, one) for one, other in asked)
    return [
        Pair(shorter, longer, how)
        for shorter, longer in sorted(pairs)
        if (how := match(wordings[shorter].key, wordings[longer].key))
    ]


def remove(connection: Connection, lost: Sequence[tuple[int, int]]) -> None:
    """Remove these matches."""
    if lost:
        sql = "DELETE FROM matches WHERE shorter = ? AND longer = ?"
        connection.exec_driver_sql(sql, lost)


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
    met = {it for row in of(connection, "shorter, longer", gone) for it in row}
    for side in SIDES:
        connection.exec_driver_sql(f"DELETE FROM matches WHERE {side} {AMONG}", (gone,))
    return met


def note_stale(connection: Connection, displaced: Iterable[int]) -> None:
    """Notes wordings that no longer stand for a fingerprint, so that matches of theirs may go."""
    noted = [(one,) for one in sorted(displaced)]
    if noted:
        sql = "INSERT INTO stale_matches VALUES (?) ON CONFLICT DO NOTHING"
        connection.exec_driver_sql(sql, noted)


def take_stale(connection: Connection, limit: int) -> set[int]:
    """Some of the wordings that were noted; they are noted no more."""
    sql = "DELETE FROM stale_matches WHERE wording IN (SELECT wording FROM stale_matches LIMIT ?)"
    return {one for (one,) in rows(connection, f"{sql} RETURNING wording", (limit,))}


def pairs_of(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The wordings that match, each with the other, of all matches of some; in order."""
    return sorted({(row[0], row[1]) for row in of(connection, "shorter, longer", listed(numbers))})


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
