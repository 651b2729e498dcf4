"""Settling versions: of an article that was scraped more than once the newest counts.

The older ones leave `articles` and `quotes`, so that nothing counts double, and are kept as they
were found in `article_versions`; when the newest goes, the one before it comes back. The newest is
the one seen last, by the date of the file that has it; then the one published last.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, drain, rows
from harvester.store.schema import tables
from harvester.text.digest import digest

AT_A_TIME = 5_000  # articles in one transaction

_KNOWN = " UNION ALL ".join(
    f"SELECT identity, id, seen_at, published, source, "
    f"(SELECT rowid FROM runs WHERE runs.id = first_run), {is_current} "
    f"FROM {table} WHERE identity {AMONG}"
    for table, is_current in (("articles", 1), ("article_versions", 0))
)
_VERSION = ", ".join(tables.column_names("article_versions"))
_ARTICLE = ", ".join(tables.column_names("articles"))
_TO_VERSION = _ARTICLE.replace(
    "outlet_id", "(SELECT name FROM outlets WHERE outlets.id = outlet_id)"
)
# What settling gives a quote, it is given anew.
_SETTLED = frozenset({"article_id", "post", "wording", "person"})
_FOUND = [name for name in tables.column_names("quotes") if name not in _SETTLED]
_QUOTE = ", ".join(_FOUND)
_ENTITY = ", ".join(name for name in tables.column_names("entities") if name != "article_id")


class Version(NamedTuple):
    """One text of an article, and what tells whether it is the newest."""

    identity: str
    id: str
    seen_at: str | None
    published: str | None
    source: str | None
    run: int
    is_current: bool

    @property
    def rank(self) -> tuple[str, str, str]:
        """The newest has the greatest; the id decides nothing, but the same everywhere."""
        return self.seen_at or "", self.published or "", self.id

    def is_read_again(self, other: "Version") -> bool:
        """Whether the other one is the same record of the same file, read otherwise later."""
        same = self.source is not None and self.source == other.source
        return same and self.seen_at == other.seen_at and self.run < other.run


def settle_versions(connection: Connection, *, at_a_time: int = AT_A_TIME) -> None:
    """Lets the newest version of each article count, and no other."""

    def settle(identities: str) -> None:
        for versions in _several(connection, identities):
            _elect(connection, versions)

    drain(connection, "stale_identities", "identity", at_a_time, settle)


def _several(connection: Connection, identities: str) -> Iterator[list[Version]]:
    """The versions of each article that has several, or has lost the one that counted."""
    known = sorted(Version(*row) for row in rows(connection, _KNOWN, (identities, identities)))
    for _, group in groupby(known, key=attrgetter("identity")):
        versions = list(group)
        if len(versions) > 1 or not versions[0].is_current:
            yield versions


def _elect(connection: Connection, versions: Sequence[Version]) -> None:
    misread = [one for one in versions if any(map(one.is_read_again, versions))]
    for one in misread:
        remove(connection, [one.id])
    newest = max((one for one in versions if one not in misread), key=attrgetter("rank"))
    for one in versions:
        if one.is_current and one not in misread and one is not newest:
            _put_aside(connection, one.id)
    if not newest.is_current:
        restore(connection, newest.id)


def remove(connection: Connection, articles: Sequence[str]) -> None:
    """Removes articles, or older versions, with all that was found in them."""
    for table, column in (
        ("articles", "id"),
        ("article_versions", "id"),
        ("sightings", "article_id"),
    ):
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE {column} {AMONG}", (json.dumps(articles),)
        )


def _put_aside(connection: Connection, article: str) -> None:
    """Makes an article an older version of the one that counts."""
    quotes = f"SELECT {_QUOTE} FROM quotes WHERE article_id = ? ORDER BY start, stop, id"
    found = [dict(zip(_FOUND, row, strict=True)) for row in rows(connection, quotes, (article,))]
    entities = f"SELECT {_ENTITY} FROM entities WHERE article_id = ? ORDER BY start, stop, kind"
    named = rows(connection, entities, (article,))
    connection.exec_driver_sql(
        f"INSERT INTO article_versions ({_VERSION}) SELECT {_TO_VERSION}, ?, ? "
        "FROM articles WHERE id = ?",
        (*(json.dumps(each, ensure_ascii=False) for each in (found, named)), article),
    )
    connection.exec_driver_sql("DELETE FROM articles WHERE id = ?", (article,))


def restore(connection: Connection, version: str) -> None:
    """Makes an older version an article again, with its quotes, which are settled anew."""
    sql = "SELECT outlet, quotes, entities FROM article_versions WHERE id = ?"
    ((outlet, found, named),) = rows(connection, sql, (version,))
    key = None if outlet is None else digest("outlet", outlet)
    execute = connection.exec_driver_sql
    if outlet is not None:
        execute("INSERT INTO outlets VALUES (?, ?) ON CONFLICT DO NOTHING", (key, outlet))
    columns = _ARTICLE.replace("outlet_id", "?")
    execute(
        f"INSERT INTO articles ({_ARTICLE}) SELECT {columns} FROM article_versions WHERE id = ?",
        (key, version),
    )
    quotes = [[quote.get(name) for name in _FOUND] for quote in json.loads(found)]
    for table, names, values in (
        ("quotes", _QUOTE, quotes),
        ("entities", _ENTITY, json.loads(named)),
    ):
        marks = ", ".join("?" * (names.count(",") + 2))
        for row in values:
            execute(f"INSERT INTO {table} (article_id, {names}) VALUES ({marks})", (version, *row))
    execute("DELETE FROM article_versions WHERE id = ?", (version,))
