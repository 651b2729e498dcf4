"""What harvesting on Spark costs beside worker processes, on the same two cores."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pyspark.sql import SparkSession
from pyspark.sql import functions as sf

from harvester.pipeline import Reading, Scanned, scan
from harvester.spark import articles, harvested

from .usage import cpu_of_tree


class Cost(NamedTuple):
    """Seconds by the clock, and of all processors."""

    clock: float
    cpu: float


def print_costs(spark: SparkSession, corpus: Path, rounds: int) -> None:
    """Both ways in turn; the medians of the ratios of the rounds are the figures."""
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(max(1, corpus.stat().st_size // 8)))

    def on_spark() -> int:
        (counted,) = (
            harvested(articles(spark, str(corpus))).select(sf.sum(sf.size("quotes"))).collect()
        )
        return int(counted[0])

    def in_processes() -> int:
        found = scan([corpus], Reading(with_entities=True), workers=2)
        return sum(len(each.quotes) for each in found if isinstance(each, Scanned))

    on_spark()  # workers have begun, and loaded what they need
    ratios = []
    for _ in range(rounds):
        plain, there = (_measured(work) for work in (in_processes, on_spark))
        ratios.append(Cost(there.clock / plain.clock, there.cpu / plain.cpu))
    clock, cpu = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"ratio         {clock:7.2f} by the clock {cpu:7.2f} in CPU seconds, of {rounds} rounds")


def _measured(work: Callable[[], int]) -> Cost:
    clock, used = time.monotonic(), cpu_of_tree()
    count = work()
    cost = Cost(time.monotonic() - clock, cpu_of_tree() - used)
    print(
        f"{work.__name__:<13} {count:>7,} quotes {cost.clock:7.1f} s {cost.cpu:7.1f} s CPU",
        flush=True,
    )
    return cost
