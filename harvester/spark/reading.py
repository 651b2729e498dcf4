"""Files become articles on Spark: lines and rows are split among tasks, other files one a task.

The readers are those of a machine alone; only the bytes come by Hadoop's or Arrow's file systems.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from urllib.parse import unquote, urlsplit

from pyarrow import fs
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf

from harvester.reading import SUFFIXES, Fields, Page, Record
from harvester.reading.containers.inputs import content_suffix, unreadable
from harvester.reading.containers.json_lines import json_lines
from harvester.reading.containers.records import stream_records
from harvester.reading.containers.streams import BLOCK, Stream
from harvester.records import Article, Problem
from harvester.spark import schemas
from harvester.spark.frames import Row, mapped

_LINES = (".jsonl", ".ndjson")
_SPLIT = (*_LINES, *(f"{name}{packed}" for name in _LINES for packed in (".gz", ".bz2")))
_ARTICLES = 64  # of a batch that goes back to Spark
_PARTS = 4  # for each core, so that none waits long for the others


def articles(
    spark: SparkSession, path: str, *, outlet: str | None = None, **fields: str
) -> DataFrame:
    """The articles of a file, a folder or a pattern, on any file system that Spark knows.

    JSON lines (as .bz2, too) are split among tasks; of .gz, Parquet, CSV, WARC and what else
    `harvester run` reads, each file is read by one, and what few files hold is then shared out.
    Other names of columns are given as `text="body"`, `published="day"`. What cannot be read is a
    row with a `problem`.
    """
    found = _files(spark, path)
    asked = Fields(**fields)
    lines = [name for name, _ in found if name.lower().endswith(_SPLIT)]
    others = [file for file in found if file[0] not in set(lines)]
    frames = [_of_lines(spark, lines, asked, outlet)] if lines else []
    if others or not frames:
        frames.append(_of_files(spark, others, asked, outlet))
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame)
    return _spread(whole)


def _spread(read: DataFrame) -> DataFrame:
    """The same in more parts, where fewer files than cores would leave some of these idle."""
    cores = read.sparkSession.sparkContext.defaultParallelism
    if read.rdd.getNumPartitions() >= cores:
        return read
    return read.repartition(_PARTS * cores)


def _files(spark: SparkSession, path: str) -> list[tuple[str, str]]:
    """All files there that can be read, and when each was changed."""
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    changed = sf.unix_micros("modificationTime").alias("changed")
    listed = reader.load(path).select("path", changed).collect()
    return sorted(
        (row["path"], _time(row["changed"]))
        for row in listed
        if len(listed) == 1 or content_suffix(row["path"]) in SUFFIXES
    )


def _time(micros: int) -> str:
    """When a file was changed, as a machine alone writes it."""
    return datetime.fromtimestamp(micros / 1e6, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _of_lines(
    spark: SparkSession, paths: list[str], asked: Fields, outlet: str | None
) -> DataFrame:
    """Articles of lines: a task has a stretch of a file."""
    lines = spark.read.format("text").load(paths)
    told = lines.select(
        sf.col("value").cast("binary").alias("line"),
        sf.col("_metadata.file_path").alias("path"),
        sf.col("_metadata.file_block_start").alias("begun"),
        sf.unix_micros(sf.col("_metadata.file_modification_time")).alias("changed"),
    )

    def on_rows(rows: Iterator[Row]) -> Iterator[Row]:
        for (path, begun, changed), stretch in groupby(
            rows, itemgetter("path", "begun", "changed")
        ):
            name = plain_path(path) + (f", byte {begun}, line" if begun else "")
            blocks = (row["line"] + b"\n" for row in stretch)
            for found in json_lines(blocks, name, asked, outlet):
                yield row_of(found, _time(changed))

    return mapped(told, on_rows, schemas.articles(), rows=_ARTICLES)


def _of_files(
    spark: SparkSession, files: list[tuple[str, str]], asked: Fields, outlet: str | None
) -> DataFrame:
    """Articles of whole files, a task each."""
    parallel = spark.sparkContext.parallelize(files, max(1, len(files)))
    listed = spark.createDataFrame(parallel, "path string, changed string")

    def on_rows(rows: Iterator[Row]) -> Iterator[Row]:
        for file in rows:
            for found in _records(file["path"], asked, outlet):
                yield row_of(found, file["changed"])

    return mapped(listed, on_rows, schemas.articles(), rows=_ARTICLES)


def _records(path: str, asked: Fields, outlet: str | None) -> Iterator[Record | Problem]:
    name = plain_path(path)
    try:
        system, place = fs.FileSystem.from_uri(path)
        with system.open_input_stream(place, compression=None) as file:
            blocks = iter(lambda: file.read(BLOCK), b"")
            local = place if isinstance(system, fs.LocalFileSystem) else None
            stream = Stream(name, content_suffix(path), blocks, local)
            yield from stream_records(stream, path, asked, outlet)
    except OSError as failure:
        yield unreadable(name, failure)


def plain_path(path: str) -> str:
    """A path as a machine alone names it, if it is one of this machine.

    >>> plain_path("file:///tmp/a%20b.jsonl"), plain_path("s3a://crawl/a.warc.gz")
    ('/tmp/a b.jsonl', 's3a://crawl/a.warc.gz')
    """
    return unquote(urlsplit(path).path) if path.startswith("file:") else path


def row_of(found: Record | Problem, seen_at: str | None) -> Row:
    """A record, or what was met instead, as a row."""
    if isinstance(found, Problem):
        return {"problem": found._asdict(), "seen_at": seen_at}
    if isinstance(found, Article):
        return {**_known(found), "text": found.text, "seen_at": seen_at}
    return {**_known(found.known), **_page(found), "seen_at": seen_at}


def _page(page: Page) -> Row:
    sent = {"html" if isinstance(page.html, bytes) else "text": page.html}
    return {**sent, "is_page": True, "charset": page.charset, "default_outlet": page.outlet}


def _known(article: Article) -> Row:
    known = article._asdict()
    del known["text"], known["anchors"]
    known["id"] = known.pop("given_id")
    return known
