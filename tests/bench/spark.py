"""What Spark costs: harvesting beside worker processes, tracing as it grows; and how right it is.

    python tests/bench/spark.py harvesting CORPUS.jsonl
    python tests/bench/spark.py tracing [--most 1000000]
    python tests/bench/spark.py reuse SHARED/data/reuse-dev.jsonl.gz

Two cores, a heap of 2 GiB. `harvesting` prints the ratio to `harvester scan` with two workers, by
the clock and in CPU seconds of all processes; `tracing` the time, the bytes that are shuffled and
spilled, the most memory of any process, and what the commonest fingerprints are; `reuse` pairwise
precision and recall, beside passim's.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf

from harvester.pipeline import Reading, Scanned, scan
from harvester.records import Article
from harvester.spark import articles, harvested, quotes, traced
from harvester.spark.harvesting import Wanted

SIZES = (100_000, 300_000, 1_000_000)
PASSIM = {"P": 0.21, "R": 0.49}  # measured on this set, character n-grams, settings for short texts
Clusters = dict[str, str]


def session(partitions: int) -> SparkSession:
    """Spark on two cores of this machine."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]")
    for name, value in (
        ("spark.ui.enabled", "false"),
        ("spark.ui.showConsoleProgress", "false"),
        ("spark.driver.memory", "2g"),
        ("spark.sql.shuffle.partitions", str(partitions)),
    ):
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def shuffled(spark: SparkSession) -> dict[str, int]:
    """Bytes that all stages so far wrote for others, and spilled to the disk."""
    gateway: Any = spark.sparkContext._gateway
    nothing = gateway.jvm.java.util.ArrayList()
    store = spark.sparkContext._jsc.sc().statusStore()
    stages = store.stageList(
        nothing, False, False, gateway.new_array(gateway.jvm.double, 0), nothing
    )
    listed = [stages.apply(place) for place in range(stages.size())]
    return {
        "shuffled": sum(stage.shuffleWriteBytes() for stage in listed),
        "spilled": sum(stage.diskBytesSpilled() for stage in listed),
    }


def tree_cpu() -> float:
    """CPU seconds of this process and of all its living and ended children, by /proc."""
    ticks = os.sysconf("SC_CLK_TCK")
    found: dict[int, tuple[int, float]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = place.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        found[int(place.parent.name)] = int(rest[1]), sum(map(int, rest[11:15])) / ticks
    total, wanted = 0.0, {os.getpid()}
    while wanted:
        total += sum(found[one][1] for one in wanted if one in found)
        wanted = {one for one, (parent, _) in found.items() if parent in wanted}
    return total


def harvesting(corpus: Path, rounds: int) -> None:
    """Print what harvesting costs on Spark, as a ratio to worker processes."""
    spark = session(2)
    sized = max(1, corpus.stat().st_size // 8)
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(sized))

    def on_spark() -> int:
        frame = harvested(articles(spark, str(corpus)))
        (counted,) = frame.select(sf.sum(sf.size("quotes"))).collect()
        return int(counted[0])

    def in_processes() -> int:
        found = scan([corpus], Reading(with_entities=True), workers=2)
        return sum(len(each.quotes) for each in found if isinstance(each, Scanned))

    on_spark()  # workers have begun, and loaded what they need
    for _ in range(rounds):
        figures = []
        for work in (in_processes, on_spark):
            clock, used = time.monotonic(), tree_cpu()
            count = work()
            figures.append((time.monotonic() - clock, tree_cpu() - used))
            taken = "{:7.1f} s {:7.1f} s CPU".format(*figures[-1])
            print(f"{work.__name__:<13} {count:>7,} quotes {taken}")
        (plain, plain_cpu), (there, there_cpu) = figures
        by_clock, in_cpu = there / plain, there_cpu / plain_cpu
        print(f"ratio         {by_clock:7.2f} by the clock {in_cpu:7.2f} in CPU seconds")


def tracing(most: int) -> None:
    """Print what tracing costs at each size."""
    spark = session(16)
    spark.conf.set("spark.sql.files.maxPartitionBytes", "8m")
    print("   quotes  seconds    CPU s  shuffled  a quote  spilled  clusters    MiB")
    for size in (size for size in SIZES if size <= most):
        with TemporaryDirectory() as folder:
            frame = quotes(made(spark, size, folder))
            before, clock, used = shuffled(spark), time.monotonic(), tree_cpu()
            told = traced(frame, scratch=f"{folder}/scratch")
            seconds, used = time.monotonic() - clock, tree_cpu() - used
            now = shuffled(spark)
            moved, spilled = (now[name] - before[name] for name in ("shuffled", "spilled"))
            print(
                f"{size:>9,} {seconds:>8.0f} {used:>8.0f} {moved / 1e6:>6.0f} MB "
                f"{moved / size:>8.0f} {spilled / 1e6:>5.0f} MB {told.count():>9,} {peak():>6,.0f}",
                flush=True,
            )
            print_skew(spark, folder)


def made(spark: SparkSession, size: int, folder: str) -> DataFrame:
    """So many made-up texts, each a quote."""
    from tracing import Quotes

    place = Path(folder, "texts.jsonl")
    with place.open("w", encoding="utf-8") as file:
        file.writelines(line_of(text) + "\n" for text in islice(Quotes(1), size))
    return kept(harvested(articles(spark, str(place)), Wanted(are_quotes=True)), folder)


def line_of(text: Article) -> str:
    """A text as a line of JSON."""
    known = {"id": text.given_id, "outlet": text.outlet, "published": text.published}
    return json.dumps({**known, "text": text.text, "author": text.author})


def kept(frame: DataFrame, folder: str) -> DataFrame:
    """The same, written and read."""
    frame.write.parquet(f"{folder}/harvest")
    return frame.sparkSession.read.parquet(f"{folder}/harvest")


def print_skew(spark: SparkSession, folder: str) -> None:
    """How common the commonest fingerprints are, and how much each step hands on."""
    wordings = spark.read.parquet(f"{folder}/scratch/wordings")
    pieces = wordings.select(sf.explode("pieces").alias("piece")).groupBy("piece").count()
    common = [row["count"] for row in pieces.orderBy(sf.desc("count")).limit(5).collect()]
    counts = {
        name: spark.read.parquet(f"{folder}/scratch/{name}").count()
        for name in ("wordings", "candidates", "matches", "joined")
    }
    postings = wordings.select(sf.explode("pieces")).count()
    print(f"          commonest fingerprints {common}, postings {postings:,}, {counts}", flush=True)


def peak() -> float:
    """The most memory that any process of Spark has had, in MiB."""
    sizes = []
    for place in Path("/proc").glob("[0-9]*/status"):
        try:
            told = place.read_text(encoding="utf-8")
        except OSError:
            continue
        if "java" in told.splitlines()[0] or "python" in told.splitlines()[0]:
            sizes += [int(line.split()[1]) for line in told.splitlines() if line[:6] == "VmHWM:"]
    return max(sizes, default=0) / 1024


def reuse(corpus: Path) -> None:
    """Print how right the clusters of labelled texts are."""
    spark = session(4)
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        gold = {row["id"]: row["cluster"] for row in map(json.loads, lines)}
    read_ = articles(spark, str(corpus), author="handle")
    with TemporaryDirectory() as folder:
        found = kept(harvested(read_, Wanted(are_quotes=True)), folder)
        traced(quotes(found), scratch=f"{folder}/scratch")
        clustered = spark.read.parquet(f"{folder}/scratch/clustered").select("id", "cluster")
        given = quotes(found).selectExpr("id", "article.given_id")
        told = {row["given_id"]: row["cluster"] for row in clustered.join(given, "id").collect()}
    precision, recall = pairwise(told, gold)
    print_scores("harvester", precision, recall)
    print_scores("passim", PASSIM["P"], PASSIM["R"])


def pairwise(told: Clusters, gold: Clusters) -> tuple[float, float]:
    """Of the pairs that are told how many are true, and of the true ones how many are told."""
    both = Counter((told.get(text, text), cluster) for text, cluster in gold.items())
    one = Counter(told.get(text, text) for text in gold)
    pairs = [
        sum(n * (n - 1) // 2 for n in each.values()) for each in (both, one, Counter(gold.values()))
    ]
    return pairs[0] / max(1, pairs[1]), pairs[0] / max(1, pairs[2])


def print_scores(name: str, precision: float, recall: float) -> None:
    """A line of precision, recall and their mean."""
    mean = 2 * precision * recall / (precision + recall)
    print(f"{name:<10} P {precision:.3f}  R {recall:.3f}  F1 {mean:.3f}")


def main() -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("harvesting", "tracing", "reuse"))
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    if asked.what == "tracing":
        tracing(asked.most)
    elif asked.what == "reuse":
        reuse(asked.corpus)
    else:
        harvesting(asked.corpus, asked.rounds)


if __name__ == "__main__":
    main()
