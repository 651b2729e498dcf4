"""The work on one record: laid out, harvested, made ready to be stored. What a worker does.

It is pure: the same record gives the same outcome in every process.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.entity import Entity
from harvester.harvested import Harvested
from harvester.normalise import entities, harvest
from harvester.reading import Record, laid_out
from harvester.records import Article, Only, Problem, Quote, Span
from harvester.trace.matching.copies import sketch


class Scanned(NamedTuple):
    """An article, its quotes, and its entities if they were asked for."""

    article: Article
    quotes: list[Quote]
    entities: list[Entity]


Outcome = tuple[Harvested | Scanned | Problem, ...]


class Work(NamedTuple):
    """What is to be done with records; it goes to the workers."""

    only: Only | None = None
    keep_text: bool = False
    is_stored: bool = True
    with_entities: bool = True

    def outcomes(self, records: Sequence[Record]) -> list[Outcome]:
        """The outcome of each record: an article with what was found in it, and problems."""
        return [tuple(self._outcome(record)) for record in records]

    def _outcome(self, record: Record) -> Iterator[Harvested | Scanned | Problem]:
        for scanned in self._scanned(record):
            if isinstance(scanned, Problem) or not self.is_stored:
                yield scanned
            else:
                yield _light(scanned, keep_text=self.keep_text)

    def _scanned(self, record: Record) -> Iterator[Scanned | Problem]:
        """The article of a record with its quotes; whatever goes wrong is a problem."""
        try:
            for article in laid_out(record):
                if isinstance(article, Problem):
                    yield article
                    continue
                quotes = harvest(article, only=self.only)
                found = entities(article, quotes) if self.with_entities else []
                yield Scanned(article, quotes, found)
        except MemoryError:
            what = "It does not fit into memory. Give each worker more, or use fewer: --workers 1."
            yield Problem("error", "out-of-memory", place(record), f"{place(record)}: {what}")
        except Exception as error:  # noqa: BLE001, one bad article never ends a run
            yield _unexpected(record, error)


def place(record: Record) -> str:
    """Where a record was read."""
    article = record if isinstance(record, Article) else record.known
    return article.source or article.id


def _unexpected(record: Record, error: Exception) -> Problem:
    what = f"{type(error).__name__}: {error}"
    hint = "This is a fault of harvester: please report it with the article."
    return Problem("error", "harvest-failed", place(record), f"{place(record)}: {what}. {hint}")


def _light(found: Scanned, *, keep_text: bool) -> Harvested:
    """What the store needs of an article; only where somebody is quoted can there be copies."""
    article, quotes, named = found
    places = [Span(quote.start, quote.end) for quote in quotes]
    known_by = sketch(article.text, places) if quotes else ()
    return Harvested.of(article, quotes, entities=named, sketch=known_by, keep_text=keep_text)
