"""Wordings: what the words of each quote are compared by, stored once for all that share them."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.postings.segments import Postings
from harvester.trace.matching.hashing import Fingerprints, all_fingerprints
from harvester.trace.matching.numbers import cluster_of, number
from harvester.trace.matching.wording import Wording, is_comparable, wording

_UNTRACED = (
    "SELECT quote_id, tidy, handle FROM untraced_quotes JOIN quotes ON quotes.id = quote_id LIMIT ?"
)


class Taken(NamedTuple):
    """What some quotes have brought: how many there were, their wordings, and the new ones."""

    n_quotes: int
    wordings: set[int]
    fresh: dict[int, Wording]
    postings: Postings


def take_quotes(connection: Connection, limit: int) -> Taken:
    """Gives some quotes their wordings."""
    untraced = rows(connection, _UNTRACED, (limit,))
    said = [(quote, wording(words or "", handle)) for quote, words, handle in untraced]
    wordings = [*dict.fromkeys(words for _, words in said if is_comparable(words))]
    found = all_fingerprints([words.key for words in wordings])
    numbers = dict(zip(wordings, map(number, wordings, found.counts.tolist()), strict=True))
    fresh = _insert(connection, {one: words for words, one in numbers.items()})
    changes = [(numbers[words], quote) for quote, words in said if words in numbers]
    if changes:
        connection.exec_driver_sql("UPDATE quotes SET wording = ? WHERE id = ?", changes)
    done = json.dumps([quote for quote, _, _ in untraced])
    connection.exec_driver_sql(f"DELETE FROM untraced_quotes WHERE quote_id {AMONG}", (done,))
    postings = _postings([*numbers.values()], found, fresh)
    return Taken(len(untraced), set(numbers.values()), fresh, postings)


def _postings(numbers: list[int], found: Fingerprints, fresh: Mapping[int, Wording]) -> Postings:
    """The postings of those wordings that are new."""
    wordings = np.array(numbers, np.int64)
    postings = Postings.of(wordings, found.counts, found.numbers)
    is_new = np.repeat(np.isin(wordings, np.array([*fresh], np.int64)), found.counts)
    return Postings(postings.wordings[is_new], postings.pieces[is_new])


def _insert(connection: Connection, found: Mapping[int, Wording]) -> dict[int, Wording]:
    sql = f"SELECT id FROM wordings WHERE id {AMONG}"
    known = {one for (one,) in rows(connection, sql, (listed(found),))}
    fresh = {one: found[one] for one in sorted(found) if one not in known}
    if fresh:
        connection.exec_driver_sql(
            "INSERT INTO wordings (id, skeleton, account, cluster) VALUES (?, ?, ?, ?)",
            [(one, *words, cluster_of([one])) for one, words in fresh.items()],
        )
    return fresh


def take_unindexed(connection: Connection, limit: int) -> dict[int, Wording]:
    """Wordings that an older version stored in an index that is no more."""
    waiting = rows(connection, "SELECT wording FROM unindexed_wordings LIMIT ?", (limit,))
    numbers = [one for (one,) in waiting]
    sql = f"DELETE FROM unindexed_wordings WHERE wording {AMONG}"
    connection.exec_driver_sql(sql, (listed(numbers),))
    return load(connection, numbers)


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
