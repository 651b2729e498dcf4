"""Corrections kept: for each post of which a printing came or went, where its words begin.

What articles tell each other is decided in `trace.corrections`. The quotes stay as they were
harvested; a row beside one says what it is now, and vanishes with its reason.
"""

import json
from collections import defaultdict
from collections.abc import Sequence

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, drain, rows
from harvester.store.settling import post_facts
from harvester.trace.corrections import Correction, Printed, corrections

AT_A_TIME = 5_000  # posts in one transaction

_FLATTENED = f"""
SELECT post, id, article_id, prefix || text, length(prefix), body_start, confidence, runner_up
FROM quotes
WHERE post {AMONG} AND kind = 'signature' AND text <> '' AND body_start = start
ORDER BY id
"""
_EMBEDDED = f"""
SELECT post, text, article_id FROM quotes WHERE post {AMONG} AND kind = 'embed' AND text <> ''
"""
_COLUMNS = ", ".join(Correction._fields)
_BEFORE = f"""
SELECT {_COLUMNS} FROM corrections
WHERE quote_id IN (SELECT id FROM quotes WHERE post {AMONG})
"""


def settle_corrections(connection: Connection, *, at_a_time: int = AT_A_TIME) -> None:
    """Brings corrections up to date, and the words of the posts that they tell of."""

    def settle(posts: str) -> None:
        _replace(connection, posts, _corrections(connection, posts))

    drain(connection, "stale_readings", "post", at_a_time, settle)


def _corrections(connection: Connection, posts: str) -> set[Correction]:
    """All corrections of these posts."""
    printed: dict[str, list[Printed]] = defaultdict(list)
    for post, *one in rows(connection, _FLATTENED, (posts,)):
        printed[post].append(Printed(*one))
    embedded: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for post, words, article in rows(connection, _EMBEDDED, (posts,)):
        embedded[post][words].add(article)
    return {
        each
        for post, places in printed.items()
        if len(places) > 1 or embedded[post]
        for each in corrections(places, embedded[post])
    }


def _replace(connection: Connection, posts: str, now: set[Correction]) -> None:
    """Writes what is different, and lets the posts say what their quotes say now."""
    before = {Correction(*row) for row in rows(connection, _BEFORE, (posts,))}
    if before == now:
        return
    insertion = f"INSERT INTO corrections ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"
    for sql, changes in (
        ("DELETE FROM corrections WHERE quote_id = ?", _ids(before - now)),
        (insertion, sorted(now - before)),
    ):
        if changes:
            connection.exec_driver_sql(sql, changes)
    changed = json.dumps([quote for (quote,) in _ids(before ^ now)])
    touched = rows(connection, f"SELECT DISTINCT post FROM quotes WHERE id {AMONG}", (changed,))
    post_facts.refresh(connection, [post for (post,) in touched])


def _ids(changed: set[Correction]) -> Sequence[tuple[str]]:
    return sorted({(each.quote_id,) for each in changed})
