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
from harvester.store.settling.word_index import keys_of

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
# What is read first of a quote stands first.
_READ_FIRST = ("quote_id", "published", "outlet", "person", "handle", "words", "context")
_WHO = "coalesce(author_name, '') || ' ' || coalesce(handle, '') || ' ' || coalesce(person, '')"
_INDEXED = f"""
INSERT INTO quotes_flat_fts (rowid, words, who, folded)
SELECT rowid, words, {_WHO}, folded(words) || ' ' || folded({_WHO}) FROM quotes_flat
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
        copy.execute("VACUUM")
        _index(copy)  # behind it, because VACUUM may number rows anew


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
    if name == "quotes_flat":
        columns = [*_READ_FIRST, *(each for each in columns if each not in _READ_FIRST)]
    declared = ", ".join(_declared(name, column) for column in columns)
    copy.execute(f"CREATE TABLE stored_{name} ({declared})")
    told = (f"({_CONTEXT})" if column == "context" else f'"{column}"' for column in columns)
    copy.execute(f"INSERT INTO stored_{name} SELECT {', '.join(told)} FROM {name}")
    copy.execute(f"DROP VIEW {name}")
    copy.execute(f"ALTER TABLE stored_{name} RENAME TO {name}")
    for column in {*columns} & {*_KEYS, *FACETS.get(name, ())}:
        copy.execute(f"CREATE INDEX {name}_of_{column} ON {name} ({column})")


def _declared(name: str, column: str) -> str:
    leads = f" REFERENCES {_KEYS[column]} (id)" if column in _KEYS else ""
    is_key = name == "quotes_flat" and column == "quote_id"
    return f'"{column}"' + (" TEXT NOT NULL PRIMARY KEY" if is_key else "") + leads


def _index(copy: sqlite3.Connection) -> None:
    """An index of words in any script: as they are printed, and as they fold."""
    copy.create_function("folded", 1, _folded, deterministic=True)
    copy.execute(
        "CREATE VIRTUAL TABLE quotes_flat_fts USING fts5 (words, who, folded, content='', "
        "tokenize=\"unicode61 remove_diacritics 2 categories 'L* M* N*'\")"
    )
    copy.execute(_INDEXED)


def _folded(text: str | None) -> str:
    return keys_of(text or "")
