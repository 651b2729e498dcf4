"""The work on one record: laid out, harvested, made ready to be stored. What a worker does.

It is pure: the same record gives the same outcome in every process. What finds is loaded by who
works: the process that gives out the work need not wait for it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from harvester.entity import Entity
from harvester.harvested import Harvested
from harvester.reading import Record, laid_out
from harvester.records import Article, Only, Problem, Quote, Span

if TYPE_CHECKING:
    from harvester.find import Deciding
    from harvester.trace.matching.copies import Sketch


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
        from harvester.find import together

        return together(map(self._outcome, records))

    def _outcome(self, record: Record) -> "Deciding[Outcome]":
        """What the articles of a record hold; whatever goes wrong is a problem."""
        found: list[Harvested | Scanned | Problem] = []
        try:
            for article in laid_out(record):
                if isinstance(article, Problem):
                    found.append(article)
                else:
                    found.append((yield from self._found(article)))
        except Exception as error:  # noqa: BLE001, one bad article never ends a run
            found.append(_failure(record, error))
        return tuple(found)

    def _found(self, article: Article) -> "Deciding[Harvested | Scanned]":
        """An article with what was found in it; ready for the store, if it goes there."""
        from harvester.normalise import entities, harvesting

        key = article.key if self.is_stored else None
        quotes = yield from harvesting(article, only=self.only, key=key)
        named = entities(article, quotes) if self.with_entities else []
        if key is None:
            return Scanned(article, quotes, named)
        return Harvested.of(
            article,
            quotes,
            key=key,
            entities=named,
            sketch=_sketch(article.text, quotes),
            keep_text=self.keep_text,
        )


def place(record: Record) -> str:
    """Where a record was read."""
    article = record if isinstance(record, Article) else record.known
    return article.source or article.id


def _failure(record: Record, error: Exception) -> Problem:
    if isinstance(error, MemoryError):
        what = "It does not fit into memory. Give each worker more, or use fewer: --workers 1."
        return Problem("error", "out-of-memory", place(record), f"{place(record)}: {what}")
    what = f"{type(error).__name__}: {error}"
    hint = "This is a fault of harvester: please report it with the article."
    return Problem("error", "harvest-failed", place(record), f"{place(record)}: {what}. {hint}")


def _sketch(text: str, quotes: Sequence[Quote]) -> "Sketch":
    """The sketch of a text without its quotes; nobody copies where nobody is quoted."""
    from harvester.trace.matching.copies import sketch

    return sketch(text, [Span(quote.start, quote.end) for quote in quotes]) if quotes else ()
