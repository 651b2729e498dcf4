"""One run on Spark: files in, a folder of Parquet out, which `harvester import` takes."""

import os
import sys
from typing import NamedTuple

from pyspark.sql import DataFrame, SparkSession

from harvester.spark.clashes import clashes
from harvester.spark.harvesting import Wanted, harvested, newest, problems, quotes
from harvester.spark.reading import articles
from harvester.spark.tracing import table, traced

_EVERYTHING = Wanted()
TABLES = ("clusters", "cluster_members", "variants", "findings")


class Counts(NamedTuple):
    """How many of each a run wrote."""

    articles: int
    quotes: int
    clusters: int
    problems: int


def session(master: str | None = None) -> SparkSession:
    """The session that spark-submit gives, or one of this machine with this Python."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("harvester")
    if master:
        builder = builder.master(master)
    return builder.getOrCreate()


def run(
    spark: SparkSession,
    source: str,
    target: str,
    *,
    wanted: Wanted = _EVERYTHING,
    outlet: str | None = None,
    is_traced: bool = True,
    **fields: str,
) -> Counts:
    """Harvest and trace everything there; each folder of the target is a table.

    `harvest` holds all that was found, also older versions of articles, as `harvester import` takes
    it; `quotes` are those of the newest versions, which are traced.
    """
    read = articles(spark, source, outlet=outlet, **fields)
    found = _written(harvested(read, wanted), target, "harvest")
    told = problems(found).unionByName(clashes(found)).distinct()
    met = _written(told, target, "problems")
    current = _written(quotes(newest(found)), target, "quotes")
    clusters = _traced(current, target) if is_traced else 0
    count = found.where("id IS NOT NULL").select("id").distinct().count()
    return Counts(count, current.count(), clusters, met.count())


def _traced(current: DataFrame, target: str) -> int:
    told = traced(current, scratch=f"{target}/_scratch")
    tables = [_written(table(told, name), target, name) for name in TABLES]
    return int(tables[0].count())


def _written(frame: DataFrame, target: str, name: str) -> DataFrame:
    place = f"{target.rstrip('/')}/{name}"
    frame.write.mode("overwrite").parquet(place)
    return frame.sparkSession.read.parquet(place)
