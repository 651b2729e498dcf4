"""One thing by its id: a quote, a cluster, a post, an article, with the quotes that are in it.

What has a name and no id that anybody knows, `naming` finds.
"""

from typing import Any, Literal, NamedTuple

from harvester.store.connection.handle import Connection
from harvester.text.addresses import canonical

Row = dict[str, Any]

_QUOTES = """
SELECT quotes.*, outlets.name AS outlet, articles.source, articles.url AS article_url,
  articles.title, corrections.words AS corrected_words, corrections.start AS corrected_start,
  corrections.reason AS corrected_by, corrections.n_articles AS corrected_in,
  corrections.confidence AS corrected_confidence
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
LEFT JOIN corrections ON corrections.quote_id = quotes.id
WHERE {condition}
ORDER BY articles.published, quotes.article_id, quotes.start
"""
_ARTICLE = """
SELECT articles.*, outlets.name AS outlet,
  (SELECT count(*) FROM article_versions WHERE identity = articles.identity) AS n_older_versions
FROM articles
LEFT JOIN outlets ON outlets.id = articles.outlet_id
WHERE articles.id = ?
"""
_NEWEST = """
SELECT articles.id FROM article_versions
JOIN articles ON articles.identity = article_versions.identity
WHERE article_versions.id = :wanted
"""
_IN_FILE = """
SELECT articles.id FROM sightings JOIN articles ON articles.id = article_id
WHERE sightings.source = :wanted
"""
_ENTITIES = "SELECT * FROM entities WHERE article_id = ? ORDER BY start, stop, kind"
_OF_CLUSTER = "quotes.id IN (SELECT quote_id FROM cluster_members WHERE cluster = ?)"


class Found(NamedTuple):
    """What an id names: the thing itself, and the quotes that are it or stand in it.

    Of an article there are its entities, too. Of an account, an outlet and a person `quotes` are
    the first ones, and `facts` tell how many there are.
    """

    kind: Literal["quote", "cluster", "post", "article", "account", "outlet", "person"]
    facts: Row
    quotes: list[Row]
    entities: tuple[Row, ...] = ()


def look_up(connection: Connection, wanted: str) -> Found | None:
    """What this id names, or None. Articles and posts answer to their own ids, too.

    The own id of an article is the one its input gave, that of a post the platform's.
    """
    quotes = _rows(connection, _QUOTES.format(condition="quotes.id = ?"), wanted)
    if quotes:
        return Found("quote", quotes[0], quotes)
    clusters = _rows(connection, "SELECT * FROM clusters WHERE id = ?", wanted)
    if clusters:
        condition = _QUOTES.format(condition=_OF_CLUSTER)
        return Found("cluster", clusters[0], _rows(connection, condition, wanted))
    posts = _rows(connection, "SELECT * FROM posts WHERE id = ? OR post_id = ?", wanted, wanted)
    if posts:
        condition = _QUOTES.format(condition="quotes.post = ?")
        return Found("post", posts[0], _rows(connection, condition, posts[0]["id"]))
    for article in article_ids(connection, wanted):
        facts = _rows(connection, _ARTICLE, article)[0]
        condition = _QUOTES.format(condition="quotes.article_id = ?")
        entities = _rows(connection, _ENTITIES, article)
        del facts["sketch"]  # for the program alone, and not text
        return Found("article", facts, _rows(connection, condition, article), tuple(entities))
    return None


def article_ids(connection: Connection, wanted: str) -> list[str]:
    """The articles that have this id, this own id, any form of this URL, or are this file.

    An older version stands for the article that counts.
    """
    for sql in (
        "SELECT id FROM articles WHERE id = :wanted OR given_id = :wanted OR identity = :address",
        _NEWEST,
        _IN_FILE,
    ):
        asked = {"wanted": wanted, "address": canonical(wanted)}
        if found := [one for (one,) in connection.exec_driver_sql(sql, asked)]:
            return sorted(found)
    return []


def quotes_where(connection: Connection, condition: str, value: str, *, limit: int) -> list[Row]:
    """The first quotes of which a condition on `quotes` and `articles` is true."""
    return _rows(connection, f"{_QUOTES.format(condition=condition)} LIMIT {limit}", value)


def _rows(connection: Connection, sql: str, *values: str) -> list[Row]:
    return [*connection.exec_driver_sql(sql, values).mappings()]
