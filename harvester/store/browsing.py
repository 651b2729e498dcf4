"""A copy of a database to be browsed: what is slow to ask is stored, what is internal is left out.

The views become tables, with keys by which a browser leads from one to the other; the words get an
index to be searched, and each quote its place in context. The original is only read.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from harvester.errors import UsageError
from harvester.store.connection.handle import Connection
from harvester.store.connection.opening import raw
from harvester.store.schema import tables

# Where a column of a view leads.
_KEYS = {
    "quote_id": "quotes",
    "other_quote_id": "quotes",
    "likely_source": "quotes",
    "article_id": "articles",
    "cluster": "clusters",
    "other_cluster": "clusters",
    "post": "posts",
}
# What the words stand between is marked, for `browse.plugin` to show.
OPENED, CLOSED = "\N{LEFT WHITE CORNER BRACKET}", "\N{RIGHT WHITE CORNER BRACKET}"
_CONTEXT = f"""
SELECT prefix || '{OPENED}' || coalesce(text, '') || '{CLOSED}' || suffix FROM quotes
WHERE quotes.id = quotes_flat.quote_id
"""
FACETS = {
    "quotes_flat": ("outlet", "platform", "kind"),
    "timeline": ("outlet", "kind", "relation"),
    "articles": ("outlet_id", "lang"),
    "posts": ("platform",),
    "entities": ("kind", "platform"),
    "findings_flat": ("kind",),
    "problems": ("severity", "code"),
}


def write_browsing_copy(connection: Connection, place: Path) -> None:
    """Write the copy into a new file. Raises UsageError if it cannot be made."""
    source = raw(connection)
    with closing(_new(place)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("PRAGMA legacy_alter_table = ON")
        _drop(copy, "trigger")
        for name in _names(copy, "view"):
            _store_view(copy, name)
        for name in tables.internal():
            copy.execute(f"DROP TABLE IF EXISTS {name}")
        copy.execute("ALTER TABLE quotes_flat ADD COLUMN context TEXT")
        copy.execute(f"UPDATE quotes_flat SET context = ({_CONTEXT})")
        _index(copy)
        copy.execute("VACUUM")


def _new(place: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(place, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise UsageError(
            "The copy cannot be written", where=str(place), hint="Give another place."
        ) from error


def _names(copy: sqlite3.Connection, kind: str) -> list[str]:
    found = copy.execute("SELECT name FROM sqlite_master WHERE type = ? ORDER BY rowid", (kind,))
    return [name for (name,) in found]


def _drop(copy: sqlite3.Connection, kind: str) -> None:
    for name in _names(copy, kind):
        copy.execute(f"DROP {kind} {name}")


def _store_view(copy: sqlite3.Connection, name: str) -> None:
    """Put a table with the view's rows in its place."""
    columns = [row[1] for row in copy.execute(f"PRAGMA table_info({name})")]
    declared = (
        f'"{column}"' + (f" REFERENCES {_KEYS[column]} (id)" if column in _KEYS else "")
        for column in columns
    )
    copy.execute(f"CREATE TABLE stored_{name} ({', '.join(declared)})")
    copy.execute(f"INSERT INTO stored_{name} SELECT * FROM {name}")
    copy.execute(f"DROP VIEW {name}")
    copy.execute(f"ALTER TABLE stored_{name} RENAME TO {name}")
    for column in {*columns} & {*_KEYS, *FACETS.get(name, ())}:
        copy.execute(f"CREATE INDEX {name}_of_{column} ON {name} ({column})")


def _index(copy: sqlite3.Connection) -> None:
    """An index of words in any script, as people type them: without case and marks."""
    copy.execute(
        "CREATE VIRTUAL TABLE quotes_flat_fts USING fts5 (words, author_name, handle, person, "
        "content='quotes_flat', tokenize='unicode61 remove_diacritics 2')"
    )
    copy.execute("INSERT INTO quotes_flat_fts (quotes_flat_fts) VALUES ('rebuild')")
