"""How right the clusters of labelled texts are, beside the tool that the field runs on Spark."""

import gzip
import json
from collections import Counter
from tempfile import TemporaryDirectory

from pyspark.sql import SparkSession

from harvester.spark import articles, harvested, quotes, traced
from harvester.spark.harvesting import Wanted

from .sets import Set

# Measured on reuse-dev: n-grams of characters, with settings for short texts.
PASSIM = {"precision": 0.21, "recall": 0.49}
Clusters = dict[str, str]


def print_reuse(spark: SparkSession, corpus: Set) -> None:
    """Pairwise precision and recall, ours and passim's."""
    with gzip.open(corpus.place, "rt", encoding="utf-8") as lines:
        gold = {row["id"]: row["cluster"] for row in map(json.loads, lines)}
    precision, recall = pairwise(_told(spark, corpus), gold)
    print_scores("harvester", precision, recall)
    print_scores("passim", **PASSIM)


def _told(spark: SparkSession, corpus: Set) -> Clusters:
    read = articles(spark, str(corpus.place), **corpus.fields)
    with TemporaryDirectory() as folder:
        harvested(read, Wanted(are_quotes=True)).write.parquet(f"{folder}/found")
        found = quotes(spark.read.parquet(f"{folder}/found"))
        traced(found, scratch=f"{folder}/scratch")
        clustered = spark.read.parquet(f"{folder}/scratch/clustered").select("id", "cluster")
        given = found.selectExpr("id", "article.given_id")
        return {row["given_id"]: row["cluster"] for row in clustered.join(given, "id").collect()}


def pairwise(told: Clusters, gold: Clusters) -> tuple[float, float]:
    """Of the pairs that are told how many are true, and of the true ones how many are told."""
    both = Counter((told.get(text, text), cluster) for text, cluster in gold.items())
    one = Counter(told.get(text, text) for text in gold)
    true, said, wanted = (
        sum(n * (n - 1) // 2 for n in each.values()) for each in (both, one, Counter(gold.values()))
    )
    return true / max(1, said), true / max(1, wanted)


def print_scores(name: str, precision: float, recall: float) -> None:
    """A line of precision, recall and their mean."""
    mean = 2 * precision * recall / (precision + recall)
    print(f"{name:<10} P {precision:.3f}  R {recall:.3f}  F1 {mean:.3f}")
