"""Wordings: what the words of each quote are compared by, stored once for all that share them."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from harvester.store.connection.transactions import AMONG, rows
from harvester.trace.matching.fingerprints import fingerprints
from harvester.trace.matching.numbers import cluster_of, number
from harvester.trace.matching.wording import Wording, is_comparable, wording

_UNTRACED = (
    "SELECT quote_id, tidy, handle FROM untraced_quotes JOIN quotes ON quotes.id = quote_id LIMIT ?"
)


class Fresh(NamedTuple):
    """A wording that was not there before, and the pieces by which it is found."""

    wording: Wording
    fingerprints: frozenset[int]


def take_quotes(connection: Connection, limit: int) -> tuple[int, set[int], dict[int, Fresh]]:
    """Gives some quotes their wordings: how many quotes, which wordings, and which are new."""
    untraced = rows(connection, _UNTRACED, (limit,))
    found: dict[int, Fresh] = {}
    numbers: dict[Wording, int] = {}
    changes = []
    for quote, words, handle in untraced:
        one = wording(words or "", handle)
        if not is_comparable(one):
            continue
        if one not in numbers:
            pieces = fingerprints(one.key)
            numbers[one] = number(one, pieces)
            found[numbers[one]] = Fresh(one, pieces)
        changes.append((numbers[one], quote))
    fresh = _insert(connection, found)
    if changes:
        connection.exec_driver_sql("UPDATE quotes SET wording = ? WHERE id = ?", changes)
    done = json.dumps([quote for quote, _, _ in untraced])
    connection.exec_driver_sql(f"DELETE FROM untraced_quotes WHERE quote_id {AMONG}", (done,))
    return len(untraced), set(found), fresh


def _insert(connection: Connection, found: Mapping[int, Fresh]) -> dict[int, Fresh]:
    known = load(connection, found)
    fresh = {one: found[one] for one in sorted(found) if one not in known}
    if fresh:
        connection.exec_driver_sql(
            "INSERT INTO wordings (id, skeleton, account, cluster) VALUES (?, ?, ?, ?)",
            [(one, *new.wording, cluster_of([one])) for one, new in fresh.items()],
        )
    return fresh


def load(connection: Connection, wanted: Iterable[int]) -> dict[int, Wording]:
    """The wordings with these numbers, as far as they are there."""
    sql = f"SELECT id, skeleton, account FROM wordings WHERE id {AMONG}"
    return {row[0]: Wording(*row[1:]) for row in rows(connection, sql, (listed(wanted),))}


def take_unquoted(connection: Connection, limit: int) -> tuple[set[int], dict[int, Wording]]:
    """Wordings that lost a quote, and those of them that have none; they stay until dropped."""
    sql = "SELECT wording FROM stale_wordings LIMIT ?"
    less = {one for (one,) in rows(connection, sql, (limit,))}
    stale = listed(less)
    gone = (
        f"SELECT id, skeleton, account FROM wordings WHERE id {AMONG} "
        "AND NOT EXISTS (SELECT 1 FROM quotes WHERE quotes.wording = wordings.id)"
    )
    found = {row[0]: Wording(*row[1:]) for row in rows(connection, gone, (stale,))}
    connection.exec_driver_sql(f"DELETE FROM stale_wordings WHERE wording {AMONG}", (stale,))
    return less, found


def drop(connection: Connection, numbers: Iterable[int]) -> None:
    """Removes wordings; nothing must be left that points to them."""
    connection.exec_driver_sql(f"DELETE FROM wordings WHERE id {AMONG}", (listed(numbers),))


def clusters_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The clusters that wordings are in."""
    sql = f"SELECT id, cluster FROM wordings WHERE id {AMONG}"
    return dict(rows(connection, sql, (listed(numbers),)))


def move(connection: Connection, clusters: Mapping[int, str]) -> None:
    """Puts wordings under other clusters."""
    moves = [(clusters[one], one) for one in sorted(clusters)]
    if moves:
        connection.exec_driver_sql("UPDATE wordings SET cluster = ? WHERE id = ?", moves)


def listed(numbers: Iterable[int]) -> str:
    """Numbers as a parameter of a statement that says AMONG."""
    return json.dumps(sorted(numbers))
