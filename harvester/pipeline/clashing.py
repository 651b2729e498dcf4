"""What is said of articles that share an id or an address, but not the text."""

from collections.abc import Iterator, Sequence

from harvester import store
from harvester.harvested import Harvested
from harvester.reading.problems import note, shown, warning
from harvester.records import Article, Problem

_MOST = 80  # characters of an id
_RULE = "The newest of them counts, the others are older versions"


def clashing(connection: store.Connection, batch: Sequence[Harvested]) -> Iterator[Problem]:
    """A problem for each article of a batch that another text of the same harvest came before.

    An id ought to be one article's own: a warning. A page is often fetched more than once: a note.
    """
    for article, before in store.clashes(connection, batch):
        yield _by_id(article, before) if article.given_id else _by_address(article, before)


def _by_id(article: Article, before: str) -> Problem:
    told = shown(str(article.given_id)[:_MOST])
    what = f"Duplicate id {told}: {before} has it too, with another text or date"
    hint = f"{_RULE}; if they are several articles, name another field with --id-field"
    return warning("duplicate-id", str(article.source), what, f"{hint}.")


def _by_address(article: Article, before: str) -> Problem:
    what = f"{before} has the same address, with another text or date"
    return note("duplicate-address", str(article.source), what, f"{_RULE}.")
