"""A database in short: its totals, its days, who is quoted, who prints whom, and what travels.

It is asked once for a report; saved questions answer where there is one.
"""

from collections.abc import Mapping
from contextlib import closing
from typing import NamedTuple

from harvester.store.asking.queries import Value, ask, asked
from harvester.store.asking.traces import Key, Row, WordingTrace, trace_of
from harvester.store.connection.handle import Connection

_TOTALS = """
SELECT
  (SELECT count(*) FROM articles) AS n_articles,
  (SELECT count(*) FROM outlets) AS n_outlets,
  (SELECT count(*) FROM quotes WHERE kind <> 'quotation') AS n_posts,
  (SELECT count(*) FROM quotes WHERE kind = 'quotation') AS n_quotations,
  (SELECT count(*) FROM accounts) AS n_accounts,
  (SELECT count(*) FROM clusters WHERE n_outlets > 1) AS n_travelled,
  (SELECT count(*) FROM articles WHERE published IS NULL) AS n_undated,
  (SELECT count(*) FROM findings) AS n_findings,
  (SELECT max(finished_at) FROM runs) AS finished_at,
  (SELECT version FROM runs ORDER BY finished_at DESC LIMIT 1) AS version
"""
_DAYS = """
SELECT substr(articles.published, 1, 10) AS day,
  count(CASE WHEN kind <> 'quotation' THEN 1 END) AS n_posts,
  count(CASE WHEN kind = 'quotation' THEN 1 END) AS n_quotations
FROM quotes JOIN articles ON articles.id = quotes.article_id
WHERE articles.published IS NOT NULL GROUP BY day ORDER BY day
"""
# The outlets and the accounts that most articles have in common, each with each.
_PRINTED = """
WITH
  printed AS MATERIALIZED (
    SELECT DISTINCT articles.outlet_id, posts.account_id, quotes.article_id
    FROM quotes
    JOIN articles ON articles.id = quotes.article_id
    JOIN posts ON posts.id = quotes.post
    WHERE articles.outlet_id IS NOT NULL AND posts.account_id IS NOT NULL
  ),
  top_outlets AS (
    SELECT outlet_id, count(DISTINCT article_id) AS n FROM printed GROUP BY outlet_id
    ORDER BY n DESC, outlet_id LIMIT :limit
  ),
  top_accounts AS (
    SELECT account_id, count(DISTINCT article_id) AS n FROM printed GROUP BY account_id
    ORDER BY n DESC, account_id LIMIT :limit
  )
SELECT outlets.name AS outlet, accounts.handle AS handle, accounts.platform AS platform,
  count(*) AS n_articles
FROM printed
JOIN top_outlets USING (outlet_id)
JOIN top_accounts USING (account_id)
JOIN outlets ON outlets.id = printed.outlet_id
JOIN accounts ON accounts.id = printed.account_id
GROUP BY printed.outlet_id, printed.account_id
ORDER BY top_outlets.n DESC, outlet, top_accounts.n DESC, handle
"""
_TRAVELLED = """
SELECT id FROM clusters WHERE n_outlets > 1
ORDER BY n_outlets DESC, n_independent DESC, n_articles DESC, id LIMIT :limit
"""
_PROBLEMS = """
SELECT severity, code, count(*) AS n_alike, min(message) AS message FROM problems
WHERE severity <> 'note' GROUP BY severity, code ORDER BY severity, n_alike DESC, code
"""
_SHOWN = 12  # rows of a table that an editor reads


class Summary(NamedTuple):
    """A database in short, each part as rows."""

    totals: Row
    days: list[Row]
    people: list[Row]
    accounts: list[Row]
    printed: list[Row]
    pairs: list[Row]
    stories: list[WordingTrace]
    problems: list[Row]


def summary_of(connection: Connection, *, stories: int) -> Summary:
    """The database in short, with this many of the words that travelled farthest."""
    [totals] = _answer(connection, _TOTALS)
    travelled = _answer(connection, _TRAVELLED, {"limit": stories})
    return Summary(
        totals=totals,
        days=_answer(connection, _DAYS),
        people=_answer(connection, "most-quoted-people", limit=_SHOWN),
        accounts=_answer(connection, "most-quoted-accounts", limit=_SHOWN),
        printed=_answer(connection, _PRINTED, {"limit": _SHOWN}),
        pairs=_answer(connection, "outlets-that-share-most", limit=_SHOWN),
        stories=[trace_of(connection, Key("cluster", each["id"])) for each in travelled],
        problems=_answer(connection, _PROBLEMS),
    )


def _answer(
    connection: Connection,
    question: str,
    given: Mapping[str, Value] | None = None,
    *,
    limit: int | None = None,
) -> list[Row]:
    answer = ask(connection, *asked(question, given or {}), limit=limit)
    with closing(answer.rows):
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
