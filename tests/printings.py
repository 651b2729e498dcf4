"""One post as several outlets print it, and the questions asked about it."""

from typing import Any

from harvester.harvested import Harvested
from harvester.records import Article, Problem, Quote
from harvester.store import (
    ask,
    question,
    settle,
    start_run,
    write,
)
from harvester.store.connection.handle import Connection
from quotes import bare_quote


def quote(name: str, **changes: Any) -> Quote:
    """A place where a post is printed."""
    usual: dict[str, Any] = {"handle": "lira", "posted_at": "2019-03-20", "posted_precision": "day"}
    usual |= {"author_name": "Lira", "tidy": "The tide is in.", "folded": "thetideisin"}
    return bare_quote(name, **(usual | changes))


def printed(outlet: str | None, published: str | None, *quotes: Quote) -> Harvested:
    """An article with the post, or with the quotes that are given."""
    name = f"{outlet} {published} {[one.id for one in quotes]}"
    article = Article(name, outlet=outlet, published=published, title=f"In {outlet}")
    return Harvested.of(article, quotes or [quote(name)])


def harvest(connection: Connection, *batch: Harvested, problems: tuple[Problem, ...] = ()) -> None:
    run = start_run(connection, version="1", arguments={})
    write(connection, run, batch, version="1", problems=problems)
    settle(connection)


def rows(connection: Connection, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return list(ask(connection, sql, parameters).rows)


def saved(connection: Connection, name: str, **given: str) -> list[dict[str, Any]]:
    asked = question(name)
    answer = ask(connection, asked.sql, asked.values(given))
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
