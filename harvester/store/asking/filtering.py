"""Filters at work: as conditions of one question, or put before all that a question may name.

Inside `filtered` each table and view of places is a temporary view of the same name, and SQLite
looks there first: saved questions, own SQL, exports and reports see the wanted places alone and
need not know of it. A cluster and a post are kept whole where one of their places is wanted: who
was first is a fact of the words, whatever is looked at.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Literal

import regex

from harvester.errors import UsageError
from harvester.filters import Filters, check_known
from harvester.platforms import PLATFORMS
from harvester.store.connection import guard
from harvester.store.connection.handle import Connection
from harvester.store.connection.opening import raw
from harvester.store.settling.word_index import keys_of

_PLACES = """
FROM main.quotes
JOIN main.articles ON articles.id = quotes.article_id
LEFT JOIN main.outlets ON outlets.id = articles.outlet_id
WHERE {quote}
"""
_QUOTES = (
    "CREATE TEMP TABLE chosen_quotes AS SELECT quotes.id AS quote_id, quotes.article_id, "
    f"quotes.post, quotes.person {_PLACES}"
)
_ENTITIES = """
SELECT entities.* FROM main.entities
JOIN main.articles ON articles.id = entities.article_id
LEFT JOIN main.outlets ON outlets.id = articles.outlet_id
WHERE {entity}
"""
_ARTICLES = """
SELECT articles.* FROM main.articles LEFT JOIN main.outlets ON outlets.id = articles.outlet_id
WHERE {article}
"""
_HOLDING = """
AND (
  articles.id IN (SELECT article_id FROM temp.chosen_quotes)
  OR articles.id IN (SELECT article_id FROM temp.entities)
)
"""
_QUOTE = "quote_id IN (SELECT quote_id FROM temp.chosen_quotes)"
_CLUSTER = f"IN (SELECT cluster FROM main.cluster_members WHERE {_QUOTE})"
_POST = "IN (SELECT post FROM temp.chosen_quotes)"
_PERSON = "IN (SELECT person FROM temp.chosen_quotes)"
# What is kept of each table and view, and how its rows are known.
_KEPT = {
    "quotes": "id IN (SELECT quote_id FROM temp.chosen_quotes)",
    "outlets": "id IN (SELECT outlet_id FROM temp.articles)",
    "posts": f"id {_POST}",
    "people": f"id {_PERSON}",
    "person_names": f"person {_PERSON}",
    "clusters": f"id {_CLUSTER}",
    "variants": f"cluster {_CLUSTER}",
    "cluster_members": _QUOTE,
    "findings": _QUOTE,
    "corrections": _QUOTE,
    "quotes_flat": _QUOTE,
    "printings": _QUOTE,
    "timeline": _QUOTE,
    "findings_flat": _QUOTE,
    "reused": f"cluster {_CLUSTER} OR cluster IS NULL AND post {_POST}",
    "look_alikes": f"cluster {_CLUSTER} OR other_cluster {_CLUSTER}",
    "article_changes": "article_id IN (SELECT id FROM temp.articles)",
}
_MADE_ANEW = ("first_printed", "outlet_pairs")  # of what is kept of others
FILTERED = frozenset((*_KEPT, *_MADE_ANEW, "articles", "entities"))


Of = Literal["quote", "entity", "article"]


def condition(connection: Connection, filters: Filters, *, of: Of = "quote") -> str:
    """What must be true of `quotes`, `articles` and `outlets`, as SQL; `1` without a filter.

    Of an article, only what is true of articles is asked. Raises UsageError for a platform that
    there is not.
    """
    for platform in filters.platform:
        check_known("platform", platform, tuple(each.name for each in PLATFORMS))
    raw(connection).create_function("is_named", 2, is_named, deterministic=True)
    return _condition(filters, of)


@contextmanager
def filtered(connection: Connection, filters: Filters, sql: str = "quotes") -> Iterator[None]:
    """Inside, whatever is asked of a database that is open to be read is asked of these places.

    Answers must be read before it ends. Raises UsageError for an unknown platform, and if the
    question `sql` names nothing that filters apply to.
    """
    if not filters:
        yield
        return
    if FILTERED.isdisjoint(regex.findall(r"\w++", sql.lower())):
        raise UsageError(
            "There is nothing to filter in this question",
            hint="Ask it without --since, --outlet and the like.",
        )
    with guard.lifted(raw(connection)) as database:
        made = _put_before(database, connection, filters)
    try:
        yield
    finally:
        with guard.lifted(raw(connection)) as database:
            for kind, name in reversed(made):
                database.execute(f"DROP {kind} temp.{name}")


def _put_before(
    database: sqlite3.Connection, connection: Connection, filters: Filters
) -> list[tuple[str, str]]:
    """Make what stands before the tables and views; returns its kinds and names."""
    quote, entity = condition(connection, filters), _condition(filters, "entity")
    database.execute(_QUOTES.format(quote=quote))
    database.execute("CREATE UNIQUE INDEX temp.chosen ON chosen_quotes (quote_id)")
    database.execute("CREATE TEMP VIEW entities AS" + _ENTITIES.format(entity=entity))
    database.execute("CREATE TEMP VIEW articles AS" + _of_articles(filters))
    for name, kept in _KEPT.items():
        database.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {kept}")
    for name in _MADE_ANEW:
        asked = "SELECT sql FROM main.sqlite_master WHERE name = ?"
        [[sql]] = database.execute(asked, (name,))
        database.execute(sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))
    views = ("entities", "articles", *_KEPT, *_MADE_ANEW)
    return [("TABLE", "chosen_quotes"), *(("VIEW", name) for name in views)]


def _of_articles(filters: Filters) -> str:
    """The articles themselves, or those that hold a wanted quote or entity."""
    is_of_articles = all(each.is_of_article for each, _ in filters.given())
    sql = _ARTICLES.format(article=_condition(filters, "article"))
    return sql if is_of_articles else sql + _HOLDING


def _condition(filters: Filters, of: Of) -> str:
    conditions = [
        f"({_with_value(each.entity if of == 'entity' else each.quote, value)})"
        for each, value in filters.given()
        if of != "article" or each.is_of_article
    ]
    return " AND ".join(conditions) or "1"


def _with_value(sql: str, value: str | float | tuple[str, ...]) -> str:
    """A condition with its value in it: a view takes no parameters."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
    literal = repr(text) if isinstance(text, float) else "'" + str(text).replace("'", "''") + "'"
    return sql.replace(":value", literal)


@lru_cache(maxsize=65536)
def is_named(printed: str | None, wanted: str) -> bool:
    """Whether a name has these words side by side, whatever their case and marks.

    >>> is_named("Ada María Quist", "maria quist"), is_named("Canada", "ada")
    (True, False)
    """
    wanted_keys = keys_of(wanted)
    return bool(printed and wanted_keys) and f" {wanted_keys} " in f" {keys_of(printed or '')} "
