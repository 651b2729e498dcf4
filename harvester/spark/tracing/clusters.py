"""Clusters on Spark: joined wordings are united, and each cluster is told as a whole."""

from collections.abc import Iterator
from typing import Any

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from harvester.models import Cluster, ClusterMember, Finding, Variant
from harvester.models.base import Table
from harvester.spark import schemas
from harvester.spark.frames import Row, Scratch, by_group, columns, mapped
from harvester.spark.tracing.components import components
from harvester.spark.tracing.matches import pair_of, texts_of
from harvester.trace.clusters import Pair, united
from harvester.trace.lineage.printings import Printing
from harvester.trace.lineage.telling import rows_of, told, told_together
from harvester.trace.matching.numbers import cluster_of
from harvester.trace.matching.wording import Wording

_CLUSTERED = columns({"wording": pyarrow.int64(), "cluster": pyarrow.string()})
_TABLES: dict[str, type[Table]] = {
    "clusters": Cluster,
    "cluster_members": ClusterMember,
    "variants": Variant,
    "findings": Finding,
}


def clusters(wordings: DataFrame, joined: DataFrame, scratch: Scratch) -> DataFrame:
    """The `cluster` of each `wording`, alone or with those that it hangs together with."""
    edges = joined.selectExpr("shorter AS one", "longer AS other")
    reached = components(edges, scratch, "clusters").withColumnRenamed("vertex", "shorter")
    several = by_group(joined.join(reached, "shorter"), "label", _unite, _CLUSTERED)
    alone = wordings.select("wording").join(several, "wording", "left_anti")
    return several.union(mapped(alone, _each_alone, _CLUSTERED))


def _each_alone(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        yield {"wording": row["wording"], "cluster": cluster_of([row["wording"]])}


def _unite(rows: list[Row]) -> Iterator[Row]:
    texts = texts_of(rows)
    found = united(sorted(pair_of(row) for row in rows), texts)
    for members in found:
        name = cluster_of(members)
        yield from ({"wording": one, "cluster": name} for one in members)
    for one in sorted(texts.keys() - {one for members in found for one in members}):
        yield {"wording": one, "cluster": cluster_of([one])}


def tell(printings: DataFrame, joined: DataFrame) -> DataFrame:
    """A row a cluster: what the tables hold of it.

    `printings` are quotes of clusters, with `wording_key`, `account` and the fields of a Printing;
    `joined` the matches within a cluster.
    """
    here = printings.select("cluster", sf.struct(*printings.columns).alias("printing"))
    pairs = joined.select("cluster", sf.struct(*joined.columns).alias("pair"))
    both = here.unionByName(pairs, allowMissingColumns=True)
    return by_group(both, "cluster", _tell, schemas.told())


def _tell(rows: list[Row]) -> Iterator[Row]:
    given = [row["printing"] for row in rows if row["printing"] is not None]
    texts = {row["wording"]: Wording(row["wording_key"], row["account"]) for row in given}
    printings = sorted((_printing(row) for row in given), key=lambda each: each.quote_id)
    together = told_together(printings, texts)
    if len(together) < 2:
        return
    used = {each.wording for each in together}
    pairs = sorted(pair_of(row["pair"]) for row in rows if row["pair"] is not None)
    within = [pair for pair in pairs if used.issuperset(pair[:2])]
    yield _named(rows[0]["cluster"], together, texts, within)


def _printing(row: Row) -> Printing:
    known = {name: row[name] for name in Printing._fields}
    return Printing(**{**known, "sketch": tuple(row["sketch"] or ())})


def _named(
    cluster: str, printings: list[Printing], texts: dict[int, Wording], joined: list[Pair]
) -> Row:
    found: dict[str, list[Any]] = rows_of(told(cluster, printings, texts, joined))
    named = {
        table: [dict(zip(model.model_fields, row, strict=True)) for row in found.get(table, ())]
        for table, model in _TABLES.items()
    }
    return {**named, "clusters": named["clusters"][0]}
