"""Functions on rows, applied to DataFrames: batch by batch, group by group, in bounded memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from tempfile import mkdtemp
from typing import Any, cast

import pyarrow
from pyspark.sql import DataFrame, SparkSession

from harvester.errors import UsageError
from harvester.spark.schemas import spark_schema

Row = dict[str, Any]
OnRows = Callable[[Iterator[Row]], Iterator[Row]]
OnGroup = Callable[[list[Row]], Iterator[Row]]

_DESCRIPTION = "spark.job.description"
_ROWS = 1_000  # of a batch that goes back to Spark


def mapped(
    frame: DataFrame, work: OnRows, schema: pyarrow.Schema, *, rows: int = _ROWS
) -> DataFrame:
    """What a generator makes of the rows of each partition, in their order."""

    def on_batches(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        found = work(row for batch in batches for row in batch.to_pylist())
        while some := list(islice(found, rows)):
            yield pyarrow.RecordBatch.from_pylist(some, schema=schema)

    return frame.mapInArrow(on_batches, spark_schema(schema))


def by_group(frame: DataFrame, key: str, work: OnGroup, schema: pyarrow.Schema) -> DataFrame:
    """What a function makes of all rows with one key; of all groups one at a time is in memory."""

    def on_rows(rows: Iterator[Row]) -> Iterator[Row]:
        for _, group in groupby(rows, key=itemgetter(key)):
            yield from work(list(group))

    return mapped(frame.repartition(key).sortWithinPartitions(key), on_rows, schema)


def columns(types: Mapping[str, pyarrow.DataType]) -> pyarrow.Schema:
    """A schema of these columns."""
    return pyarrow.schema(list(types.items()))


class Scratch:
    """A folder that all executors reach, for what several steps read: Parquet, so nothing is lost.

    Results that only executors held would die with one of them, and take the job along.
    """

    def __init__(self, spark: SparkSession, place: str | None = None) -> None:
        """Use this folder, else that of checkpoints, else, on one machine, a temporary one."""
        self._spark, self._place = spark, place or _default(spark)

    def keep(self, frame: DataFrame, name: str) -> DataFrame:
        """The same rows, read from the folder from now on; Spark's own pages show the name."""
        place = f"{self._place}/{name}"
        context = self._spark.sparkContext
        before = context.getLocalProperty(_DESCRIPTION)
        context.setLocalProperty(_DESCRIPTION, f"harvester: {name}")
        frame.write.mode("overwrite").parquet(place)
        context.setLocalProperty(_DESCRIPTION, cast("str", before))  # None takes it away
        return self._spark.read.schema(frame.schema).parquet(place)


def _default(spark: SparkSession) -> str:
    if checkpoints := spark.sparkContext.getCheckpointDir():
        return f"{checkpoints}/harvester"
    if str(spark.sparkContext.master).startswith("local"):
        return mkdtemp(prefix="harvester-spark-")
    raise UsageError(
        "Tracing on a cluster needs a folder that all executors reach",
        hint="Give one: trace(quotes, scratch='hdfs:///tmp/harvest').",
    )
