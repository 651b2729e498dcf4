"""The optional index of words: which quotes, or articles, have which folded words, and where.

SQLite's own tokenizers break vocalised Arabic and Indic words and know no folding, so texts are
cut into words and folded as everywhere here, and SQLite only counts them. The index keeps places
of words and no text, and each run adds what it brings.
"""

import sqlite3
import time
from collections.abc import Iterator
from typing import NamedTuple

import regex

from harvester.store.connection.handle import Connection
from harvester.store.connection.opening import raw
from harvester.store.connection.transactions import transaction
from harvester.text.fold import fold
from harvester.trace.matching.difference import Word, words

_AT_A_TIME = 5000  # texts
# matches the mark in l'État and Obama’s: who asks for the one word wants both
_APOSTROPHE, _BETWEEN = regex.compile("['’ʼ]"), regex.compile("[^'’ʼ]++")


class Corpus(NamedTuple):
    """A table whose texts are searched, and the column that they are in."""

    table: str
    text: str

    @property
    def places(self) -> str:
        """The table of words; `…_ids` beside it says whose they are."""
        return f"search_{self.table}"


class Built(NamedTuple):
    """What building an index took: how many texts, seconds, and bytes of the file."""

    texts: int
    seconds: float
    size: int


QUOTES = Corpus("quotes", "tidy")
ARTICLES = Corpus("articles", "text")
_MAKE = (
    """
    CREATE VIRTUAL TABLE {index} USING fts5(
      words, content = '', tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N*'"
    )
    """,
    """
    CREATE TABLE {index}_ids (
      number INTEGER NOT NULL PRIMARY KEY,
      id TEXT NOT NULL UNIQUE REFERENCES {table} (id) ON DELETE CASCADE
    ) STRICT
    """,
)
_MISSING = """
SELECT id, {text} FROM {table}
WHERE {text} IS NOT NULL AND id NOT IN (SELECT id FROM {index}_ids) ORDER BY id LIMIT ?
"""
_USED = (
    "SELECT (page_count - freelist_count) * page_size "
    "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
)


def has_index(connection: Connection, corpus: Corpus) -> bool:
    """Whether an index of these texts was built."""
    asked = "SELECT count(*) FROM main.sqlite_master WHERE name = ?"
    return bool(connection.exec_driver_sql(asked, (corpus.places,)).scalar_one())


def build_index(connection: Connection, corpus: Corpus) -> Built:
    """Index these texts anew, in a database that is open to be written."""
    begun, database = time.monotonic(), raw(connection)
    with transaction(connection):
        for name in (corpus.places, f"{corpus.places}_ids"):
            database.execute(f"DROP TABLE IF EXISTS {name}")
        used = database.execute(_USED).fetchone()[0]
        for sql in _MAKE:
            database.execute(sql.format(index=corpus.places, table=corpus.table))
        count = _add_missing(database, corpus)
        merge = f"INSERT INTO {corpus.places} ({corpus.places}) VALUES ('optimize')"
        database.execute(merge)
        size = database.execute(_USED).fetchone()[0] - used
    return Built(count, time.monotonic() - begun, size)


def refresh_indexes(connection: Connection) -> None:
    """Add what is new to the indexes that there are; what is gone went with its row."""
    for corpus in (QUOTES, ARTICLES):
        if has_index(connection, corpus):
            with transaction(connection):
                _add_missing(raw(connection), corpus)


def parts(text: str) -> Iterator[Word]:
    """The words of a text as they are searched for, cut at apostrophes.

    >>> [part.key for part in parts("L’État, Obama's 1,000 l; 雨天")]
    ['l', 'etat', 'obama', 's', '1000', 'l', '雨', '天']
    """
    for word in words(text):
        printed = text[word.start : word.end]
        if _APOSTROPHE.search(printed) is None:
            yield word
            continue
        for part in _BETWEEN.finditer(text, word.start, word.end):
            yield Word(fold(part[0]), part.start(), part.end())


def keys_of(text: str) -> str:
    """The words of a text as the index knows them.

    >>> keys_of("The «Élysée» said")
    'the elysee said'
    """
    return " ".join(part.key for part in parts(text))


def _add_missing(database: sqlite3.Connection, corpus: Corpus) -> int:
    named = {"index": corpus.places, "table": corpus.table, "text": corpus.text}
    added = 0
    while missing := database.execute(_MISSING.format(**named), (_AT_A_TIME,)).fetchall():
        for id_, text in missing:
            row = f"INSERT INTO {corpus.places}_ids (id) VALUES (?)"
            number = database.execute(row, (id_,)).lastrowid
            entry = f"INSERT INTO {corpus.places} (rowid, words) VALUES (?, ?)"
            database.execute(entry, (number, keys_of(text)))
        added += len(missing)
    return added
