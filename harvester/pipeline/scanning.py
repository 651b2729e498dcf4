"""Harvesting without a database: articles and quotes as they come, and clusters of own texts."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from harvester import store
from harvester.harvested import Harvested
from harvester.pipeline.asked import Reading, records_of
from harvester.pipeline.batches import in_batches
from harvester.pipeline.work import Outcome, Scanned, Work
from harvester.pipeline.workers import Batch, in_order
from harvester.reading import Fields, Input, Record, inputs, read_input
from harvester.records import Article, Problem
from harvester.trace.clustered import Clustered

_TEXTS = 1000  # a transaction


def scan(
    sources: Iterable[str | Path], reading: Reading, *, workers: int = 1
) -> Iterator[Scanned | Problem]:
    """Each article with its quotes, and each problem, as they come; nothing is stored."""
    steps = (found for item in inputs(sources) for found in _found(item, reading))
    batches = in_batches(steps, _record)
    work = Work(reading.only, is_stored=False, with_entities=reading.with_entities)
    with closing(in_order(batches, work, workers)) as finished:
        for done in finished:
            if done is not None:
                yield from _in_steps(*done)


def _in_steps(
    batch: Batch[Record | Problem], outcomes: list[Outcome]
) -> Iterator[Scanned | Problem]:
    """What was found, and the problems of the reader, each in its place."""
    of_records = iter(outcomes)
    for step in batch.steps:
        for found in (step,) if isinstance(step, Problem) else next(of_records):
            if not isinstance(found, Harvested):
                yield found


def _found(item: Input | Problem, reading: Reading) -> Iterator[Record | Problem]:
    return iter((item,)) if isinstance(item, Problem) else records_of(item, reading)


def _record(found: Record | Problem) -> Record | None:
    return None if isinstance(found, Problem) else found


def cluster(
    sources: Iterable[str | Path],
    fields: Fields,
    *,
    on_problem: Callable[[Problem], None] = lambda _: None,
) -> Iterator[Clustered]:
    """Each text of somebody's own with its cluster, in order; its account is its author."""
    from harvester.normalise import as_one_quote

    articles = (
        article
        for item in inputs(sources)
        for article in ([item] if isinstance(item, Problem) else read_input(item, fields=fields))
    )
    with store.own_texts() as connection:
        texts = _without_problems(articles, on_problem)
        while batch := [as_one_quote(text) for text in islice(texts, _TEXTS)]:
            store.add_texts(connection, batch)
        yield from store.own_clusters(connection)


def _without_problems(
    found: Iterable[Article | Problem], on_problem: Callable[[Problem], None]
) -> Iterator[Article]:
    for article in found:
        if isinstance(article, Problem):
            on_problem(article)
        else:
            yield article
