"""Articles become quotes on Spark: each batch of rows by the work that a worker process does."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from pyspark import TaskContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from harvester.harvested import Harvested
from harvester.normalise import as_one_quote
from harvester.pipeline.asked import Reading
from harvester.pipeline.batches import in_batches
from harvester.pipeline.work import Outcome, Work
from harvester.pipeline.workers import in_order
from harvester.reading import Fields, Page, Record
from harvester.reading.columns import columns_of
from harvester.reading.containers.json_objects import Doubts, clean, objects_to_records
from harvester.records import Article, Only, Problem
from harvester.spark import schemas
from harvester.spark.frames import Row, mapped

_KNOWN = ("url", "outlet", "title", "author", "published", "lang", "source")
_ARTICLES = 64  # of a batch that goes back to Spark
Sent = tuple[Record | Problem, str | None]  # and when its file was changed


class Wanted(NamedTuple):
    """What is asked; with `are_quotes` each text is a quote as it is, its author the account."""

    only: Only | None = None
    are_quotes: bool = False
    keep_text: bool = False


_EVERYTHING = Wanted()


def harvest(frame: DataFrame, *, only: Only | None = None, **fields: str) -> DataFrame:
    """The quotes of articles, a row each, with their article and their entities in two columns.

    The rows have a text or a page, and what is known of the article, under the names that
    `harvester run` knows or that are given: `harvest(df, text="body", published="day")`. Where an
    article came in several versions, all of them count; `quotes(newest(harvested(df)))` has one.
    """
    return quotes(harvested(frame, Wanted(only), **fields))


def harvested(frame: DataFrame, wanted: Wanted = _EVERYTHING, **fields: str) -> DataFrame:
    """Each article with what was found in it, or a problem; keep it where more is read of it."""
    read = _own if frame.columns == schemas.articles().names else _foreign(Fields(**fields))
    told = frame if read is _own else frame.select(*_wanted(frame, Fields(**fields)))
    version = Reading(only=wanted.only).version
    work = Work(wanted.only, wanted.keep_text)

    def on_rows(rows: Iterator[Row]) -> Iterator[Row]:
        sent = read(rows)
        for outcome, seen_at in _whole(sent) if wanted.are_quotes else _outcomes(sent, work):
            for found in outcome:
                yield _row(found, version, seen_at)

    return mapped(told, on_rows, schemas.harvested(), rows=_ARTICLES)


def _wanted(frame: DataFrame, asked: Fields) -> list[str]:
    meant = columns_of(tuple(frame.columns), asked).fields
    found = [name for name in meant if name in frame.columns]
    return [f"`{name}`" for name in found] or [f"`{name}`" for name in frame.columns]


def _own(rows: Iterable[Row]) -> Iterator[Sent]:
    """The records that `articles` read."""
    for row in rows:
        if row["problem"] is not None:
            yield Problem(**row["problem"]), row["seen_at"]
            continue
        known = Article(row["text"] or "", row["id"], *(row[name] for name in _KNOWN))
        yield (_page(row, known) if row["is_page"] else known), row["seen_at"]


def _page(row: Row, known: Article) -> Page:
    html: str | bytes = row["html"] if row["html"] is not None else row["text"]
    known = known if row["html"] is not None else known._replace(text="")
    return Page(html, known, row["default_outlet"], row["charset"])


def _foreign(asked: Fields) -> Callable[[Iterable[Row]], Iterator[Sent]]:
    """A reader of rows with columns of somebody's own."""

    def read(rows: Iterable[Row]) -> Iterator[Sent]:
        doubts: Doubts = {}
        objects = _objects(rows, doubts)
        for found in objects_to_records(objects, _task(), asked, None, doubts):
            yield found, None

    return read


def _objects(rows: Iterable[Row], doubts: Doubts) -> Iterator[tuple[str, Any]]:
    place = _task()
    for number, row in enumerate(rows, 1):
        found = {name: _plain(value) for name, value in row.items()}
        source = f"{place}, row {number}"
        clean(found, source, doubts)
        yield source, found


def _plain(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _task() -> str:
    """Where rows without a file stand."""
    context = TaskContext.get()
    return f"partition {context.partitionId()}" if context else "rows"


def _outcomes(sent: Iterator[Sent], work: Work) -> Iterator[tuple[Outcome, str | None]]:
    """What each record gave. Where a first try of the task died, records are worked on apart."""
    context = TaskContext.get()
    died = bool(context and context.attemptNumber())
    batches = in_batches(sent, _record)
    for done in in_order(batches, work, 1, apart=died):
        if done is None:
            continue
        outcomes = iter(done[1])
        for step in done[0].steps:
            yield (next(outcomes) if _record(step) is not None else (step[0],)), step[1]  # type: ignore[misc]


def _record(step: Sent) -> Record | None:
    return None if isinstance(step[0], Problem) else step[0]


def _whole(sent: Iterator[Sent]) -> Iterator[tuple[Outcome, str | None]]:
    """Each text as one quote."""
    for found, seen_at in sent:
        if isinstance(found, Article):
            yield (as_one_quote(found),), seen_at
        elif isinstance(found, Problem):
            yield (found,), seen_at


def _row(found: Any, version: str, seen_at: str | None) -> Row:
    """An article as `harvester export harvest` writes it, or a row with a problem alone."""
    if isinstance(found, Problem):
        return {"problems": [found._asdict()]}
    return {**_article(found), **_found(found), "version": version, "seen_at": seen_at}


def _article(found: Harvested) -> Row:
    article = found.article
    known = article._asdict()
    return {
        **{name: known[name] for name in known if name not in ("text", "anchors")},
        "id": found.key,
        "length": found.length,
        "sketch": found.sketch,
        "identity": found.identity,
    }


def _found(found: Harvested) -> Row:
    return {
        "text": found.text,
        "sightings": [],
        "quotes": [quote._asdict() for quote in found.quotes],
        "entities": [entity._asdict() for entity in found.entities],
        "problems": [],
    }


def quotes(harvested: DataFrame) -> DataFrame:
    """The quotes of harvested articles, each once, named and typed as the table of quotes."""
    places = [each.name for each in schemas.particulars()]
    article = sf.struct(*(sf.col(name) for name in places)).alias("article")
    each = harvested.where("id IS NOT NULL").select(
        sf.explode("quotes").alias("quote"), article, "entities"
    )
    entities = sf.expr("filter(entities, each -> each.quote_id = quote.id)")
    return each.select(
        "quote.*", sf.col("article.id").alias("article_id"), "article", entities.alias("entities")
    )


def problems(harvested: DataFrame) -> DataFrame:
    """What could not be read or harvested."""
    return harvested.select(sf.explode("problems").alias("problem")).select("problem.*")


def newest(harvested: DataFrame) -> DataFrame:
    """Of each article once what was seen last; the others are older versions, as in a database."""
    known = harvested.where("id IS NOT NULL")
    once = known.groupBy("id").agg(
        sf.max(sf.coalesce("seen_at", sf.lit(""))).alias("seen"),
        sf.first(sf.coalesce("published", sf.lit(""))).alias("day"),
        sf.first("identity").alias("known_by"),
    )
    alone = sf.coalesce("known_by", sf.concat(sf.lit("\x1f"), "id"))
    last = sf.max(sf.struct("seen", "day", "id"))["id"].alias("id")
    counting = once.groupBy(alone).agg(last).select("id")
    return known.dropDuplicates(["id"]).join(counting, "id", "left_semi").select(*known.columns)
