"""What the stages of Spark moved, and how evenly their tasks were laden."""

from collections import Counter
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
    """A step, how long the longest task of one of its stages took, and the middle one's share."""

    step: str
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


def _step(stage: Any) -> str:
    """The step that a stage is of, as `Scratch.keep` describes it."""
    told = stage.description()
    return str(told.get()).rpartition(" ")[2] if told.isDefined() else "else"


def shuffled_by_step(spark: SparkSession, since: int = 0) -> dict[str, int]:
    """Bytes that the stages from that number on wrote for other tasks, the most first."""
    found: Counter[str] = Counter()
    for stage in _stages(spark):
        if stage.stageId() >= since:
            found[_step(stage)] += stage.shuffleWriteBytes()
    return dict(found.most_common())


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
            found.append(Skew(_step(stage), longest / 1e3, longest / max(1, middle)))
    return sorted(found, key=lambda skew: -skew.ratio)


def last_stage(spark: SparkSession) -> int:
    """The number of the stage that came last."""
    return max((int(stage.stageId()) for stage in _stages(spark)), default=-1)
