"""The work on one record: laid out, harvested, made ready to be stored. What a worker does.

It is pure: the same record gives the same outcome in every process.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.harvested import Harvested
from harvester.normalise import harvest
from harvester.reading import Record, laid_out
from harvester.records import Article, Only, Problem, Quote, Span
from harvester.trace.matching.copies import sketch

Scanned = tuple[Article, list[Quote]]
Outcome = tuple[Harvested | Scanned | Problem, ...]


class Work(NamedTuple):
    """What is to be done with records; it goes to the workers."""

    only: Only | None = None
    keep_text: bool = False
    is_stored: bool = True

    def outcomes(self, records: Sequence[Record]) -> list[Outcome]:
        """The outcome of each record: an article with what was found in it, and problems."""
        return [tuple(self._outcome(record)) for record in records]

    def _outcome(self, record: Record) -> Iterator[Harvested | Scanned | Problem]:
        for scanned in scanned_record(record, self.only):
            if isinstance(scanned, Problem) or not self.is_stored:
                yield scanned
            else:
                yield _light(*scanned, keep_text=self.keep_text)


def scanned_record(record: Record, only: Only | None) -> Iterator[Scanned | Problem]:
    """The article of a record with its quotes; whatever goes wrong is a problem."""
    try:
        for article in laid_out(record):
            if isinstance(article, Problem):
                yield article
            else:
                yield article, harvest(article, only=only)
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


def _light(article: Article, quotes: list[Quote], *, keep_text: bool) -> Harvested:
    """What the store needs of an article; only where somebody is quoted can there be copies."""
    places = [Span(quote.start, quote.end) for quote in quotes]
    known_by = sketch(article.text, places) if quotes else ()
    return Harvested.of(article, quotes, sketch=known_by, keep_text=keep_text)
