"""Quotes and articles as a harvest yields them, and what a database holds of them."""

from collections.abc import Sequence
from typing import Any

from harvester.harvested import Harvested
from harvester.records import Article, Quote
from harvester.store import (
    Added,
    finish_run,
    settle_posts,
    start_run,
    write,
)
from harvester.store.connection.handle import Connection
from harvester.store.schema import tables
from harvester.store.settling.postings.candidates import NOTHING
from harvester.store.settling.postings.segments import Pages
from quotes import bare_quote, entities_of


def quote(name: str, **changes: Any) -> Quote:
    """A flattened post with words, told apart by its name."""
    usual: dict[str, Any] = {"handle": "lira", "posted_at": "2019-03-20", "posted_precision": "day"}
    usual |= {"text": f"Words of {name}", "tidy": f"Words of {name}", "folded": f"wordsof{name}"}
    return bare_quote(name, **(usual | {"hashtags": ("sea",)} | changes))


def place(name: str, *quotes: Quote, **changes: Any) -> Harvested:
    """An article with its quotes; by default it has one."""
    keep_text = changes.pop("keep_text", False)
    known = {"outlet": "tide.example", "source": f"{name}.txt"} | changes
    article = Article(f"The text of {name}.", **known)
    found = quotes or (quote(name),)
    return Harvested.of(article, found, entities=entities_of(found), keep_text=keep_text)


def harvest(
    connection: Connection, *batches: Sequence[Harvested], version: str = "1", **more: Any
) -> Added:
    """One run from start to end."""
    run = start_run(connection, version=version, arguments={"inputs": ["news/"]})
    added = Added()
    for batch in batches:
        added += write(connection, run, batch, version=version, **more)
    settle_posts(connection)
    finish_run(connection, run)
    return added


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, without what tells one run from another."""
    found = {}
    for name in set(tables.names()) - {"runs", "inputs", "posting_segments", "posting_pages"}:
        chosen = [c for c in tables.columns(name) if c not in ("first_run", "run_id")]
        rows = connection.exec_driver_sql(f"SELECT {', '.join(chosen)} FROM {name}")
        found[name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def indexed(connection: Connection) -> list[tuple[int, int]]:
    """The fingerprints in the index and who has them, in whatever segments they are."""
    pages = Pages(connection, NOTHING)
    return sorted(
        (posting >> 24 | number << 40, int(pages.wordings[first + (posting & 0xFFFFFF)]))
        for number in range(256)
        for page in [pages.of(number)]
        for part, first in zip(page.parts, page.firsts.tolist(), strict=True)
        for posting in part.tolist()
    )
