"""Articles that share an id or an address, but not the text, told as on one machine."""

from collections.abc import Iterator

import pyarrow
import regex
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from harvester.harvested import Harvested
from harvester.pipeline.clashing import clashing
from harvester.records import Article
from harvester.spark import schemas
from harvester.spark.frames import Row, by_group

_NEEDED = ("identity", "id", "given_id", "url", "outlet", "source")


def clashes(harvested: DataFrame) -> DataFrame:
    """A problem for each article that another text came before, in the order of their sources."""
    known = harvested.where("id IS NOT NULL AND identity IS NOT NULL").select(*_NEEDED)
    several = known.groupBy("identity").agg(sf.countDistinct("id").alias("texts"))
    clashing_ones = known.join(several.where("texts > 1"), "identity", "left_semi")
    return by_group(clashing_ones, "identity", _told, pyarrow.schema(schemas.problem()))


def _told(rows: list[Row]) -> Iterator[Row]:
    found = [_light(row) for row in rows]
    found.sort(key=lambda one: place(one.article.source or ""))
    yield from (problem._asdict() for problem in clashing(found, {}, set()))


def _light(row: Row) -> Harvested:
    known = {name: row[name] for name in ("given_id", "url", "outlet", "source")}
    return Harvested(row["id"], Article("", **known), 0, None, ())


def place(source: str) -> list[tuple[int, str]]:
    """By this sources are in the order in which they are read: numbers count as such.

    >>> sorted(["a.jsonl:10", "a.jsonl:9"], key=place)
    ['a.jsonl:9', 'a.jsonl:10']
    """
    parts = regex.split(r"(\d+)", source)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
