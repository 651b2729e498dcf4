"""Connected components: labels travel along edges, and jump along labels, until none changes."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from harvester.spark.frames import Scratch


def components(edges: DataFrame, scratch: Scratch, name: str) -> DataFrame:
    """For each `vertex` of the edges `one`, `other` the least one that it is connected with.

    Each round takes the least label of a vertex and its neighbours, and then that label's own
    label: rounds grow with the logarithm of the longest path, and only labels are kept.
    """
    both = edges.select("one", "other").union(edges.select("other", "one"))
    beside = scratch.keep(both.where("one <> other").distinct(), f"{name}-edges")
    labels = beside.groupBy(sf.col("one").alias("vertex")).agg(
        sf.min(sf.least("one", "other")).alias("label")
    )
    labels, number = scratch.keep(labels, f"{name}-0"), 0
    while True:
        number += 1
        new = scratch.keep(_round(beside, labels), f"{name}-{number % 2 + 1}")
        labels = new.select("vertex", "label")
        if new.where("label <> before").isEmpty():
            return labels


def _round(beside: DataFrame, labels: DataFrame) -> DataFrame:
    theirs = beside.join(labels.withColumnRenamed("vertex", "other"), "other")
    least = theirs.groupBy(sf.col("one").alias("vertex")).agg(sf.min("label").alias("near"))
    spread = labels.join(least, "vertex", "left").select(
        "vertex",
        sf.col("label").alias("before"),
        sf.least("label", sf.coalesce("near", "label")).alias("label"),
    )
    onward = labels.select(sf.col("vertex").alias("label"), sf.col("label").alias("further"))
    jumped = spread.join(onward, "label", "left")
    return jumped.select(
        "vertex", "before", sf.least("label", sf.coalesce("further", "label")).alias("label")
    )
