"""Printings of posts in articles of their own, and a harvest of them."""

from typing import Any

from harvester.harvested import Harvested
from harvester.records import Article, Quote
from harvester.store import start_run, write
from harvester.store.connection.handle import Connection
from harvester.text.fold import fold
from quotes import bare_quote

GATE = "The gate of the old harbour stays shut until the wall has been mended."
LAMP = "Somebody has lit the lamp of the tower again, and nobody has the key to it."
CALM = "Sea calm today."
BEFORE = "Nobody was on the quay. "
ARABIC = "البوابة الشرقية للميناء مغلقة حتى إشعار آخر بسبب الرياح القوية"


def printed(name: str, words: str, day: str | None = "2019-03-20", **changes: Any) -> Quote:
    """A flattened post of an account, with nothing before its words."""
    known: dict[str, Any] = {
        "handle": "lira_q9",
        "text": words,
        "tidy": words,
        "folded": fold(words),
    }
    known |= {"posted_at": day, "posted_precision": day and "day"}
    places = {"start": 100, "body_start": 100, "end": 100 + len(words)}
    return bare_quote(name, **(known | places | changes))


def embed(name: str, post_id: str, words: str, day: str = "2019-03-20", **changes: Any) -> Quote:
    moment = {"posted_at": f"{day}T22:30:00Z", "posted_precision": "second"}
    return printed(name, words, kind="embed", post_id=post_id, **(moment | changes))


def article(name: str, *quotes: Quote) -> Harvested:
    return Harvested.of(Article(name, outlet=f"{name}.example"), quotes)


def harvest(connection: Connection, *places: Harvested, version: str = "1") -> None:
    run = start_run(connection, version=version, arguments={})
    write(connection, run, places, version=version)
