"""What the stages of Spark moved, and how evenly their tasks were laden."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pyspark.sql import SparkSession

_LEAST = 500  # milliseconds of the longest task; below that nobody waits for it


class Moved(NamedTuple):
    """Bytes that were written for other tasks, and that did not fit into memory."""

    shuffled: int
    spilled: int

    def since(self, before: "Moved") -> "Moved":
        """What came since then."""
        return Moved(self.shuffled - before.shuffled, self.spilled - before.spilled)


class Skew(NamedTuple):
    """A stage, how long its longest task took, and how often its middle one fits into that."""

    stage: str
    seconds: float
    ratio: float


def _stages(spark: SparkSession) -> Iterator[Any]:
    gateway: Any = spark.sparkContext._gateway
    nothing = gateway.jvm.java.util.ArrayList()
    none = gateway.new_array(gateway.jvm.double, 0)
    listed = _store(spark).stageList(nothing, False, False, none, nothing)
    yield from (listed.apply(place) for place in range(listed.size()))


def _store(spark: SparkSession) -> Any:
    return spark.sparkContext._jsc.sc().statusStore()


def moved(spark: SparkSession) -> Moved:
    """What all stages of a session moved so far."""
    stages = list(_stages(spark))
    return Moved(
        sum(stage.shuffleWriteBytes() for stage in stages),
        sum(stage.diskBytesSpilled() for stage in stages),
    )


def skews(spark: SparkSession, since: int = 0) -> list[Skew]:
    """The stages from that number on, the most uneven first; a task alone is not uneven."""
    gateway: Any = spark.sparkContext._gateway
    places = gateway.new_array(gateway.jvm.double, 2)
    places[0], places[1] = 0.5, 1.0
    found = []
    for stage in _stages(spark):
        told = _store(spark).taskSummary(stage.stageId(), stage.attemptId(), places)
        if stage.stageId() < since or stage.numTasks() < 4 or not told.isDefined():
            continue
        times = told.get().executorRunTime()
        middle, longest = times.apply(0), times.apply(1)
        if longest >= _LEAST:
            found.append(Skew(f"{stage.stageId()}", longest / 1e3, longest / max(1, middle)))
    return sorted(found, key=lambda skew: -skew.ratio)


def last_stage(spark: SparkSession) -> int:
    """The number of the stage that came last."""
    return max((int(stage.stageId()) for stage in _stages(spark)), default=-1)
