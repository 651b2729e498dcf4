"""Forgetting: what came from an article, or from an input, leaves the database.

An article that another input has, too, stays; of one that has older versions all go, unless it was
an input that was to be forgotten: then a version that another input has counts again.
"""

import json
from typing import NamedTuple

from harvester.store.asking.lookup import article_ids
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows, transaction
from harvester.store.settling.settle import settle
from harvester.store.versions import remove

# Of a file, of a record of it, or of a file in a folder.
_FROM = "{column} = :path OR substr({column}, 1, length(:path) + 1) IN (:path || '/', :path || ':')"
_SIGHTED = f"SELECT DISTINCT article_id FROM sightings WHERE {_FROM.format(column='source')}"
_LEFT = """
UPDATE {table} SET
  source = (SELECT min(source) FROM sightings WHERE article_id = {table}.id),
  seen_at = (SELECT max(seen_at) FROM sightings WHERE article_id = {table}.id)
WHERE id IN (SELECT value FROM json_each(?))
"""


class Forgotten(NamedTuple):
    """What was removed: articles, older versions of articles, quotes, and files of the ledger."""

    articles: int = 0
    versions: int = 0
    quotes: int = 0
    inputs: int = 0


def forget(connection: Connection, wanted: str) -> Forgotten | None:
    """Removes an article, by its URL or an id, or an input, by its path; None if neither is there.

    What remains is settled, so that no post, cluster or person is left of what went.
    """
    with transaction(connection):
        before = _counts(connection)
        if not _forget_article(connection, wanted) and not _forget_input(connection, wanted):
            return None
        after = _counts(connection)
    settle(connection)
    return Forgotten(*(one - other for one, other in zip(before, after, strict=True)))


def _counts(connection: Connection) -> Forgotten:
    tables = ("articles", "article_versions", "quotes", "inputs")
    sums = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    return Forgotten(*rows(connection, f"SELECT {sums}")[0])


def _forget_article(connection: Connection, wanted: str) -> bool:
    found = article_ids(connection, wanted)
    for article in found:
        sql = (
            "SELECT id FROM article_versions "
            "WHERE identity = (SELECT identity FROM articles WHERE id = ?)"
        )
        older = [one for (one,) in rows(connection, sql, (article,))]
        remove(connection, [article, *older])
    return bool(found)


def _forget_input(connection: Connection, wanted: str) -> bool:
    path = {"path": wanted.rstrip("/") or wanted}
    execute = connection.exec_driver_sql
    sighted = [one for (one,) in execute(_SIGHTED, path).all()]
    execute(f"DELETE FROM sightings WHERE {_FROM.format(column='source')}", path)
    elsewhere = f"SELECT DISTINCT article_id FROM sightings WHERE article_id {AMONG}"
    kept = {one for (one,) in rows(connection, elsewhere, (json.dumps(sighted),))}
    remove(connection, [one for one in sighted if one not in kept])
    for table in ("articles", "article_versions"):
        execute(_LEFT.format(table=table), (json.dumps(sorted(kept)),))
    execute(f"DELETE FROM problems WHERE {_FROM.format(column='source')}", path)
    known = execute(f"DELETE FROM inputs WHERE {_FROM.format(column='path')}", path).rowcount
    return bool(sighted or known)
