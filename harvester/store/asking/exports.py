"""What can be exported: the rows of each kind, in an order that is the same on every machine."""

from collections.abc import Iterator

from harvester.store.asking.traces import Row
from harvester.store.connection.handle import Connection

_ROWS = {
    "quotes": """
        SELECT quote_id AS id, article_id, outlet, title, published, article_url, source, kind,
          platform, author_name, handle, speaker, person, words, is_corrected, posted_at, link,
          post_id, start, stop AS "end", confidence, rule
        FROM quotes_flat ORDER BY outlet, published, article_id, start, id
    """,
    "posts": """
        SELECT posts.id, posts.platform, posts.post_id, posts.url, posts.author_name, posts.handle,
          posts.text, posts.posted_at, posts.posted_precision,
          count(DISTINCT quotes.article_id) AS n_articles,
          count(DISTINCT articles.outlet_id) AS n_outlets,
          min(articles.published) AS first_published
        FROM posts
        JOIN quotes ON quotes.post = posts.id
        JOIN articles ON articles.id = quotes.article_id
        GROUP BY posts.id ORDER BY posts.platform, posts.post_id, posts.id
    """,
    "articles": """
        SELECT articles.id, given_id, url, outlets.name AS outlet, title, author, published, lang,
          source, length,
          (SELECT count(*) FROM quotes WHERE quotes.article_id = articles.id) AS n_quotes
        FROM articles LEFT JOIN outlets ON outlets.id = articles.outlet_id
        ORDER BY outlet, published, articles.id
    """,
    "clusters": """
        SELECT id, words, first_outlets, first_published, posted_at, posted_precision,
          is_post_later, n_quotes, n_articles, n_independent, n_outlets, n_wordings, median_lag,
          post
        FROM clusters ORDER BY n_outlets DESC, n_independent DESC, id
    """,
    "people": """
        SELECT people.id, people.name,
          (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM person_names
            WHERE person_names.person = people.id ORDER BY name)) AS names,
          count(quotes.id) AS n_quotes,
          count(DISTINCT quotes.article_id) AS n_articles
        FROM people LEFT JOIN quotes ON quotes.person = people.id
        GROUP BY people.id ORDER BY people.name, people.id
    """,
    "outlets": """
        SELECT outlets.id, outlets.name, count(DISTINCT articles.id) AS n_articles,
          count(quotes.id) AS n_quotes
        FROM outlets
        LEFT JOIN articles ON articles.outlet_id = outlets.id
        LEFT JOIN quotes ON quotes.article_id = articles.id
        GROUP BY outlets.id ORDER BY outlets.name
    """,
    "ids": """
        SELECT platform, post_id FROM posts WHERE post_id IS NOT NULL ORDER BY platform, post_id
    """,
}
_ANNOTATIONS = """
SELECT quotes.id, articles.url AS article_url, articles.source, quotes.article_id, quotes.start,
  quotes.stop AS "end", coalesce(quotes.body_start, quotes.start) AS body_start,
  coalesce(quotes.body_end, quotes.stop) AS body_end, quotes.text, quotes.prefix, quotes.suffix,
  quotes.kind, quotes.platform, coalesce(posts.url, quotes.url) AS link,
  coalesce(quotes.author_name, quotes.speaker_name, quotes.speaker) AS author_name, quotes.handle,
  coalesce(posts.posted_at, quotes.posted_at) AS posted_at, quotes.confidence, quotes.rule
FROM quotes
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN posts ON posts.id = quotes.post
ORDER BY quotes.article_id, quotes.start, quotes.id
"""
# Who was earlier points to who was later; ties stand in the order of names. `median_lag` is how
# many hours the other took, of words that both printed on a known day.
_OUTLET_EDGES = """
WITH
  held AS MATERIALIZED (
    SELECT outlet, coalesce(cluster, post) AS words, min(lag) AS lag FROM timeline
    WHERE outlet IS NOT NULL AND lag IS NOT NULL GROUP BY outlet, coalesce(cluster, post)
  ),
  lags AS (
    SELECT one.outlet AS source, other.outlet AS target, other.lag - one.lag AS hours,
      row_number() OVER (
        PARTITION BY one.outlet, other.outlet ORDER BY other.lag - one.lag
      ) AS place,
      count(*) OVER (PARTITION BY one.outlet, other.outlet) AS n
    FROM held AS one JOIN held AS other ON other.words = one.words AND other.outlet <> one.outlet
  ),
  medians AS (
    SELECT source, target, avg(hours) AS median_lag FROM lags
    WHERE place IN ((n + 1) / 2, (n + 2) / 2) GROUP BY source, target
  ),
  directed AS (
    SELECT CASE WHEN n_earlier >= n_other_earlier THEN outlet ELSE other_outlet END AS source,
      CASE WHEN n_earlier >= n_other_earlier THEN other_outlet ELSE outlet END AS target,
      n_independent AS weight, n_shared,
      max(n_earlier, n_other_earlier) AS n_earlier, min(n_earlier, n_other_earlier) AS n_later,
      n_expected
    FROM outlet_pairs WHERE n_independent > 0
  )
SELECT directed.*, round(medians.median_lag, 2) AS median_lag
FROM directed LEFT JOIN medians USING (source, target) ORDER BY source, target
"""
_ACCOUNT_EDGES = """
SELECT outlets.name AS source, accounts.platform || ':' || accounts.handle AS target,
  count(DISTINCT quotes.article_id) AS weight, count(DISTINCT quotes.post) AS n_posts
FROM quotes
JOIN articles ON articles.id = quotes.article_id
JOIN outlets ON outlets.id = articles.outlet_id
JOIN posts ON posts.id = quotes.post
JOIN accounts ON accounts.id = posts.account_id
GROUP BY outlets.id, accounts.id ORDER BY source, target
"""
_QUOTE_EDGES = """
SELECT quotes.article_id AS source, coalesce(cluster_members.cluster, quotes.post, quotes.id)
  AS target, count(*) AS weight
FROM quotes LEFT JOIN cluster_members ON cluster_members.quote_id = quotes.id
GROUP BY source, target ORDER BY source, target
"""
_EDGES = {"outlets": _OUTLET_EDGES, "posts": _ACCOUNT_EDGES, "quotes": _QUOTE_EDGES}
_LABELS = {
    "quotes": """
        SELECT id, coalesce(title, url, source, id) AS label FROM articles UNION ALL
        SELECT id, substr(words, 1, 80) FROM clusters UNION ALL
        SELECT id, substr(coalesce(text, url, id), 1, 80) FROM posts UNION ALL
        SELECT id, substr(coalesce(tidy, id), 1, 80) FROM quotes WHERE post IS NULL
    """,
}


def exported(connection: Connection, what: str) -> Iterator[Row]:
    """The rows of a kind, one by one."""
    return _rows(connection, _ROWS[what])


def exported_columns(connection: Connection, what: str) -> list[str]:
    """The names of the columns of a kind."""
    result = connection.exec_driver_sql(f"SELECT * FROM ({_ROWS[what]}) LIMIT 0")
    return list(result.keys())


def annotated(connection: Connection) -> Iterator[Row]:
    """Each quote with what an annotation needs: the place, the words, and what is around them."""
    return _rows(connection, _ANNOTATIONS)


def edges(connection: Connection, what: str) -> list[Row]:
    """The edges of a graph: `source`, `target`, `weight` and what else is known of each."""
    return [*_rows(connection, _EDGES[what])]


def labels(connection: Connection, what: str) -> dict[str, str]:
    """What the nodes of a graph are called, where their names do not tell."""
    sql = _LABELS.get(what)
    return {row["id"]: row["label"] for row in _rows(connection, sql)} if sql else {}


def _rows(connection: Connection, sql: str) -> Iterator[Row]:
    return connection.exec_driver_sql(sql).mappings()
