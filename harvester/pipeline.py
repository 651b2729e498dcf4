"""One run: inputs are listed, read, harvested and stored, batch by batch; one bad one ends nothing.

It knows the order of things and what is said of them; how each is done lies below. `scan` is the
same without the store.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from importlib.metadata import version as installed_version
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from harvester import store
from harvester.entity import Entity
from harvester.errors import DISTRIBUTION
from harvester.harvested import Harvested
from harvester.normalise import as_one_quote, entities, harvest
from harvester.reading import STANDARD_INPUT, Fields, Input, inputs, read_input
from harvester.reading.dating import Dates, changed_at
from harvester.records import POST_KINDS, Article, Only, Problem, Quote, Span
from harvester.trace.clustered import Clustered
from harvester.trace.matching.copies import sketch

VERSION = installed_version(DISTRIBUTION)
BATCH = 1000  # articles a transaction; more gains nothing

Progress = Callable[["Report"], None]


class Scanned(NamedTuple):
    """An article, its quotes, and its entities if they were asked for."""

    article: Article
    quotes: list[Quote]
    entities: list[Entity]


@dataclass(frozen=True)
class Reading:
    """How inputs are to be read, and what of them is wanted."""

    fields: Fields = field(default_factory=Fields)
    outlet: str | None = None
    only: Only | None = None
    with_entities: bool = False

    @property
    def version(self) -> str:
        """What the outcome depends on: the program, and what is left out."""
        return f"{VERSION}+{self.only}" if self.only else VERSION

    @property
    def signature(self) -> str:
        """What must be the same for an input that was read before to be left alone."""
        asked = {**self.fields.renamed(), **({"outlet": self.outlet} if self.outlet else {})}
        return self.version + "".join(f"+{name}={value}" for name, value in sorted(asked.items()))


@dataclass(frozen=True)
class Report:
    """What a run has done so far, for progress and for the last line."""

    articles: int = 0
    posts: int = 0
    quotations: int = 0
    warnings: int = 0
    errors: int = 0
    skipped: int = 0
    added: store.Added = field(default_factory=store.Added)
    seconds: float = 0.0


def scan(sources: Iterable[str | Path], reading: Reading) -> Iterator[Scanned | Problem]:
    """Each article with its quotes, and each problem, as they come; nothing is stored."""
    for item in inputs(sources):
        if isinstance(item, Problem):
            yield item
        else:
            articles = read_input(item, fields=reading.fields, outlet=reading.outlet)
            yield from _harvested(articles, reading)


def _harvested(
    articles: Iterable[Article | Problem], reading: Reading
) -> Iterator[Scanned | Problem]:
    for article in articles:
        if isinstance(article, Problem):
            yield article
            continue
        try:
            quotes = harvest(article, only=reading.only)
            found = entities(article, quotes) if reading.with_entities else []
        except Exception as error:  # noqa: BLE001, one bad article never ends a run
            yield _unexpected(article, error)
        else:
            yield Scanned(article, quotes, found)


def _unexpected(article: Article, error: Exception) -> Problem:
    where = article.source or article.id
    what = f"{type(error).__name__}: {error}"
    hint = "This is a fault of harvester: please report it with the article."
    return Problem("error", "harvest-failed", where, f"{where}: {what}. {hint}")


def cluster(
    sources: Iterable[str | Path],
    fields: Fields,
    *,
    on_problem: Callable[[Problem], None] = lambda _: None,
) -> Iterator[Clustered]:
    """Each text of somebody's own with its cluster, in order; its account is its author."""
    articles = (
        article
        for item in inputs(sources)
        for article in ([item] if isinstance(item, Problem) else read_input(item, fields=fields))
    )
    with store.own_texts() as connection:
        texts = _without_problems(articles, on_problem)
        while batch := [as_one_quote(text) for text in islice(texts, BATCH)]:
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


def run(
    sources: Iterable[str | Path],
    database: Path,
    reading: Reading,
    *,
    keep_text: bool = False,
    fresh: bool = False,
    names: Iterable[tuple[str, str | None]] | None = None,
    progress: Progress = lambda _: None,
    on_problem: Callable[[Problem], None] = lambda _: None,
) -> Report:
    """Harvest everything into the database, and take a user's own `names`; nothing twice."""
    named = [str(source) for source in sources]
    arguments = _arguments(named, reading, keep_text=keep_text, fresh=fresh)
    reading = replace(reading, with_entities=True)
    report, started = Report(), time.monotonic()
    with (
        closing(store.open_database(database)) as connection,
        store.recorded_run(connection, version=VERSION, arguments=arguments) as run_id,
    ):
        for batch in _batches(connection, named, reading, keep_text=keep_text, fresh=fresh):
            for problem in batch.problems:
                on_problem(problem)
            added = _stored(connection, run_id, batch, reading.version)
            report = _counted(report, batch, added, time.monotonic() - started)
            progress(report)
        if names is not None:
            store.give_names(connection, names)
        store.settle(connection)
    return replace(report, seconds=time.monotonic() - started)


def _stored(
    connection: store.Connection, run_id: str, batch: "_Batch", version: str
) -> store.Added:
    return store.write(
        connection,
        run_id,
        batch.articles,
        version=version,
        problems=batch.problems,
        inputs=batch.inputs.values(),
    )


def _arguments(sources: list[str], reading: Reading, **flags: bool) -> Mapping[str, Any]:
    wanted = {"outlet": reading.outlet, "only": reading.only}
    return {"inputs": sources, "fields": reading.fields.renamed(), **wanted, **flags}


@dataclass
class _Batch:
    """What goes into one transaction."""

    articles: list[Harvested] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, store.Input] = field(default_factory=dict)
    skipped: int = 0

    def is_full(self) -> bool:
        return len(self.articles) >= BATCH or len(self.problems) >= BATCH


def _batches(
    connection: store.Connection,
    sources: list[str],
    reading: Reading,
    *,
    keep_text: bool,
    fresh: bool,
) -> Iterator[_Batch]:
    batch = _Batch()
    for item in inputs(sources):
        if isinstance(item, Problem):
            batch.problems.append(item)
            continue
        entry = _entry(connection, item, reading.signature, fresh=fresh)
        seen_at = changed_at(item)
        if entry.is_done:
            batch.skipped += 1
            continue
        dates = Dates()
        for found in _harvested(_rest(item, entry, reading), reading):
            dates.note(None if isinstance(found, Problem) else found[0])
            entry = _take(batch, found, entry, keep_text=keep_text, seen_at=seen_at)
            if batch.is_full():
                yield batch
                batch = _Batch()
        batch.problems += dates.missing(item)
        if item.path != STANDARD_INPUT:
            batch.inputs[entry.path] = entry._replace(is_done=True)
    yield batch


def _entry(connection: store.Connection, item: Input, version: str, *, fresh: bool) -> store.Input:
    """What the ledger holds of an input, or a new entry if it changed or is to be read anew."""
    known = None if fresh else store.inputs_known(connection, [item.path]).get(item.path)
    if known and known.is_same(item.size, item.mtime_ns, version):
        return known
    return store.Input(item.path, item.size, item.mtime_ns, version)


def _rest(item: Input, entry: store.Input, reading: Reading) -> Iterator[Article | Problem]:
    """What an input holds behind the articles that were stored before a run was cut off."""
    position = 0
    for article in read_input(item, fields=reading.fields, outlet=reading.outlet):
        if isinstance(article, Article):
            position += 1
            if position <= entry.position:
                continue
        yield article


def _take(
    batch: _Batch, found: Scanned | Problem, entry: store.Input, *, keep_text: bool, seen_at: str
) -> store.Input:
    if isinstance(found, Problem):
        batch.problems.append(found)
        return entry
    batch.articles.append(_light(found, keep_text=keep_text)._replace(seen_at=seen_at))
    entry = entry._replace(articles=entry.articles + 1, position=entry.position + 1)
    batch.inputs[entry.path] = entry
    return entry


def _light(found: Scanned, *, keep_text: bool) -> Harvested:
    """What the store needs of an article; only where somebody is quoted can there be copies."""
    article, quotes, named = found
    places = [Span(quote.start, quote.end) for quote in quotes]
    known_by = sketch(article.text, places) if quotes else ()
    return Harvested.of(article, quotes, entities=named, sketch=known_by, keep_text=keep_text)


def _counted(report: Report, batch: _Batch, added: store.Added, seconds: float) -> Report:
    kinds = [quote.kind for found in batch.articles for quote in found.quotes]
    posts = sum(kind in POST_KINDS for kind in kinds)
    severities = Counter(problem.severity for problem in batch.problems)
    return Report(
        articles=report.articles + len(batch.articles),
        posts=report.posts + posts,
        quotations=report.quotations + len(kinds) - posts,
        warnings=report.warnings + severities["warning"],
        errors=report.errors + severities["error"],
        skipped=report.skipped + batch.skipped,
        added=report.added + added,
        seconds=seconds,
    )
