"""What tracing costs at several sizes: made-up texts, each a quote of its own."""

import json
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf
from tracing import Quotes

from harvester.records import Article
from harvester.spark import articles, harvested, quotes, traced
from harvester.spark.harvesting import Wanted

from .stages import last_stage, moved, shuffled_by_step, skews
from .usage import cpu_of_tree, peaks

_KEPT = ("quotes", "worded", "wordings", "candidates", "matches", "joined", "clustered", "told")


def print_growth(spark: SparkSession, sizes: list[int]) -> None:
    """A line a size, and below it how common the commonest fingerprints are."""
    spark.conf.set("spark.sql.files.maxPartitionBytes", "8m")
    print("   quotes  seconds  CPU s  shuffled  a quote  spilled  clusters  MiB of java/worker/all")
    for size in sizes:
        with TemporaryDirectory() as folder:
            print_size(spark, size, folder)


def print_size(spark: SparkSession, size: int, folder: str) -> None:
    """The costs of tracing so many."""
    frame = quotes(_made(spark, size, folder))
    before, first, clock, used = moved(spark), last_stage(spark), time.monotonic(), cpu_of_tree()
    with peaks() as peak:
        told = traced(frame, scratch=f"{folder}/scratch")
    seconds, used = time.monotonic() - clock, cpu_of_tree() - used
    cost = moved(spark).since(before)
    print(
        f"{size:>9,} {seconds:>8.0f} {used:>6.0f} {cost.shuffled / 1e6:>6.0f} MB "
        f"{cost.shuffled / size:>8,.0f} {cost.spilled / 1e6:>5.0f} MB {told.count():>9,}"
        f"  {peak['java']:,.0f} {peak['worker']:,.0f} {peak['all']:,.0f}",
        flush=True,
    )
    _print_steps(spark, size, first + 1)
    _print_skew(spark, Path(folder, "scratch"))


def _print_steps(spark: SparkSession, size: int, first: int) -> None:
    """What each step shuffles, and the three whose tasks are the most uneven."""
    by_step = shuffled_by_step(spark, first).items()
    each = ", ".join(f"{step} {count / size:,.0f}" for step, count in by_step if count > size)
    print(f"          bytes shuffled a quote: {each}")
    for step, seconds, ratio in skews(spark, first)[:3]:
        print(f"          {step}: longest task {seconds:.1f} s, {ratio:.1f} x the middle one")


def _made(spark: SparkSession, size: int, folder: str) -> DataFrame:
    place = Path(folder, "texts.jsonl")
    with place.open("w", encoding="utf-8") as file:
        file.writelines(_line(text) + "\n" for text in islice(Quotes(1), size))
    harvested(articles(spark, str(place)), Wanted(are_quotes=True)).write.parquet(f"{folder}/found")
    return spark.read.parquet(f"{folder}/found")


def _line(text: Article) -> str:
    known = {"id": text.given_id, "outlet": text.outlet, "published": text.published}
    return json.dumps({**known, "text": text.text, "author": text.author})


def _print_skew(spark: SparkSession, scratch: Path) -> None:
    """How common the commonest fingerprints are, and what each step hands on."""
    pieces = spark.read.parquet(f"{scratch}/wordings").select(sf.explode("pieces").alias("piece"))
    counted = pieces.groupBy("piece").count()
    common = [row["count"] for row in counted.orderBy(sf.desc("count")).limit(3).collect()]
    print(f"          {pieces.count():,} entries, the commonest fingerprints in {common}")
    for name in _KEPT:
        rows = spark.read.parquet(f"{scratch}/{name}").count()
        size = sum(file.stat().st_size for file in (scratch / name).glob("*.parquet"))
        print(f"          {name:<10} {rows:>11,} rows {size / 1e6:>8.1f} MB", flush=True)
