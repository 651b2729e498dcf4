"""All that harvests found, as records that another database takes: an article each, whole.

What settling makes of them (posts, people, clusters) is not in them: it is the same wherever the
same articles come together. Nor are runs and problems, which are events of one machine.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any

from harvester.entity import Entity
from harvester.errors import InputError
from harvester.harvested import Harvested
from harvester.ledger import Added
from harvester.records import Article, Quote
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import rows
from harvester.store.schema import tables
from harvester.store.settling.settle import settle
from harvester.store.writing import write
from harvester.trace.matching.copies import unpacked

Row = dict[str, Any]

_PARTICULARS = ("given_id", "url", "outlet", "title", "author", "published", "lang", "source")
_ARTICLE = ("id", *_PARTICULARS, "length", "version", "text", "sketch", "seen_at")
_SETTLED = ("article_id", "post", "wording", "person")
_QUOTE = tuple(name for name in tables.column_names("quotes") if name not in _SETTLED)
_ENTITY = tuple(name for name in tables.column_names("entities") if name != "article_id")
_CLAIMS = ("is_date_confirmed", "is_speaker_inferred", "is_inferred")
_LISTS: dict[str, Any] = dict.fromkeys(tables.LISTS, ())
_BATCH = 1000  # articles a transaction
_NAMED = {"outlet": "outlets.name AS outlet", "id": "articles.id"}
_CURRENT = f"""
SELECT {", ".join(_NAMED.get(name, name) for name in _ARTICLE)}
FROM articles LEFT JOIN outlets ON outlets.id = outlet_id ORDER BY articles.id
"""
_OLDER = f"SELECT {', '.join(_ARTICLE)}, quotes, entities FROM article_versions ORDER BY id"
_QUOTES = f"SELECT {', '.join(_QUOTE)} FROM quotes WHERE article_id = ? ORDER BY start, stop, id"
_ENTITIES = (
    f"SELECT {', '.join(_ENTITY)} FROM entities WHERE article_id = ? ORDER BY start, stop, kind"
)
_SIGHTINGS = "SELECT source, seen_at FROM sightings WHERE article_id = ? ORDER BY source"


def harvested_rows(connection: Connection) -> Iterator[Row]:
    """Each article with what was found in it, by id; older versions of articles behind them."""
    for values in connection.exec_driver_sql(_CURRENT):
        article = dict(zip(_ARTICLE, values, strict=True))
        key = (article["id"],)
        quotes = [dict(zip(_QUOTE, row, strict=True)) for row in rows(connection, _QUOTES, key)]
        yield _row(connection, article, quotes, rows(connection, _ENTITIES, key))
    for *older, quotes_then, entities in connection.exec_driver_sql(_OLDER):
        article = dict(zip(_ARTICLE, older, strict=True))
        yield _row(connection, article, json.loads(quotes_then), json.loads(entities))


def _row(connection: Connection, article: Row, quotes: list[Row], entities: list[Any]) -> Row:
    named = (dict(zip(_ENTITY, row, strict=True)) for row in entities)
    return {
        **article,
        "sketch": unpacked(article["sketch"]),
        "sightings": [list(row) for row in rows(connection, _SIGHTINGS, (article["id"],))],
        "quotes": [_opened(quote) for quote in quotes],
        "entities": [_opened(entity) for entity in named],
    }


def _opened(row: Row) -> Row:
    """A row as the records have it: `end` for `stop`, true for 1."""
    return {
        "end" if name == "stop" else name: bool(value)
        if name in _CLAIMS and value is not None
        else value
        for name, value in row.items()
    }


def harvested_of(row: Mapping[str, Any]) -> list[Harvested]:
    """What `harvested_rows` made a row of, once for each file that has the article.

    Raises InputError if the row is not one of those.
    """
    try:
        article = Article("", **{name: row[name] for name in _PARTICULARS})
        given = article.given_id or row["id"]
        quotes = tuple(Quote(article_id=given, **{**each, **_LISTS}) for each in row["quotes"])
        entities = tuple(Entity(**{**each, "article_id": given}) for each in row["entities"])
        known = (row["length"], row["text"], quotes, tuple(row["sketch"]), entities)
        sightings = row["sightings"] or [[article.source, row["seen_at"]]]
        return [
            Harvested(row["id"], article._replace(source=source), *known, seen_at)
            for source, seen_at in sightings
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"Not an article as 'harvester export harvest' writes it: {error}",
            hint="Articles of your own are read by 'harvester run'.",
        ) from error


def take_in(connection: Connection, rows: Iterable[Mapping[str, Any]], run_id: str) -> Added:
    """Write what another database exported, and settle it; returns what was new.

    Raises InputError if a row is none of those; what came before it is kept.
    """
    added, left = Added(), iter(rows)
    while batch := sorted(islice(left, _BATCH), key=_version):
        for version, group in groupby(batch, key=_version):
            harvested = [one for row in group for one in harvested_of(row)]
            added += write(connection, run_id, harvested, version=version)
    settle(connection)
    return added


def _version(row: Mapping[str, Any]) -> str:
    return str(row.get("version"))
