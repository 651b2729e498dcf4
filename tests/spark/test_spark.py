"""On Spark the same is found as on one machine, whatever dies meanwhile."""

import gzip
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import deadly
import pytest

import made_containers
from commands import SEEDS, Command
from harvester.pipeline import Reading, run
from harvester.store import open_database
from harvester.store.schema import tables

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

WORDS = "The gate of the old harbour stays shut until the wall has been mended."
SAID = "“We shall not open the gate before the wall has been mended,” said Mayor Ada Quist."
SIGNED = "— Lira Q (@lira_q9) March 20, 2019"
TEXTS = (
    f"Nobody was on the quay.\n{WORDS} {SIGNED}",
    f"{WORDS} {SIGNED}",
    f"{WORDS[:50]}… {SIGNED}",
    f"It rained. {SAID} Quist added: “Nobody has the key to the tower, as far as we know.”",
    f"{SAID}",
    "See https://twitter.com/lira_q9/status/1108300000000000000 for more.",
)
FILES: dict[str, Callable[[list[made_containers.Told]], bytes]] = {
    "made.csv": made_containers.table,
    "made.parquet": made_containers.parquet,
    "made.warc": made_containers.warc,
}
_COUNTED = "SELECT outlet, kind, count(*) FROM quotes_flat GROUP BY 1, 2"
FOUND = ("quotes", "clusters", "cluster_members", "variants", "findings")


def lines() -> Iterator[str]:
    for number, text in enumerate(TEXTS):
        known = {"outlet": f"tide{number}.example", "published": f"2019-03-2{number}"}
        yield json.dumps({"id": f"a{number}", "text": text, **known})
    again = {"outlet": "tide1.example", "published": "2019-03-29", "text": f"{WORDS} {SIGNED} Now."}
    yield json.dumps({"id": "a1", **again})
    yield '{"text": 5}'
    yield "no JSON"


@pytest.fixture(scope="session")
def spark() -> Iterator["SparkSession"]:
    """A small session with two cores, where a task may fail three times."""
    pyspark = pytest.importorskip("pyspark.sql", reason="PySpark is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = pyspark.SparkSession.builder.master("local[2,4]").appName("tests")
    for name, value in (
        ("spark.ui.enabled", "false"),
        ("spark.ui.showConsoleProgress", "false"),
        ("spark.driver.memory", "1g"),
        ("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
        ("spark.sql.shuffle.partitions", "2"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.host", "127.0.0.1"),
    ):
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "made.jsonl").write_text("\n".join(lines()), encoding="utf-8")
    for seed in ("baghuz-2019-03-23", "one-post-many-outlets", "html-embeds"):
        shutil.copytree(SEEDS / seed, folder / seed)
    return folder


@pytest.fixture(scope="session")
def alone(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("alone") / "harvest.db"
    run([corpus], place, Reading())
    return place


@pytest.fixture(scope="session")
def together(
    spark: "SparkSession", corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    from harvester.spark.running import run as run_on

    target = tmp_path_factory.mktemp("together")
    counts = run_on(spark, str(corpus), str(target))
    return {"target": target, "counts": counts}


def held(database: Path, table: str, names: list[str]) -> set[tuple[Any, ...]]:
    with closing(open_database(database, read_only=True)) as connection:
        asked = ", ".join(f'"{name}"' for name in names)
        return {tuple(row) for row in connection.exec_driver_sql(f"SELECT {asked} FROM {table}")}


def written(frame: "DataFrame", names: list[str]) -> set[tuple[Any, ...]]:
    found = (row.asDict() for row in frame.collect())
    return {tuple(row["end" if name == "stop" else name] for name in names) for row in found}


@pytest.mark.parametrize("table", FOUND)
def test_the_same_rows_come_out(
    spark: "SparkSession", alone: Path, together: dict[str, Any], table: str
) -> None:
    settled = {"post", "wording", "person"} if table == "quotes" else set()
    names = [name for name in tables.columns(table) if name not in settled]
    there = spark.read.parquet(str(together["target"] / table))
    assert written(there, names) == held(alone, table, names)


def test_what_is_found_is_not_little(together: dict[str, Any]) -> None:
    counts = together["counts"]
    assert counts.articles > 8
    assert counts.clusters > 2


def test_what_is_odd_or_cannot_be_read_is_a_problem(
    spark: "SparkSession", alone: Path, together: dict[str, Any]
) -> None:
    names = ["severity", "code", "source", "message"]
    there = written(spark.read.parquet(str(together["target"] / "problems")), names)
    of_folders = {"skipped-suffix"}  # Spark is asked for files
    assert there == {each for each in held(alone, "problems", names) if each[1] not in of_folders}
    assert {"error", "warning"} <= {severity for severity, *_ in there}
    assert "duplicate-id" in {code for _, code, *_ in there}


def test_a_database_takes_what_spark_found(
    alone: Path, together: dict[str, Any], path: Path, command: Command
) -> None:
    assert command("import", together["target"] / "harvest", "--db", path).code == 0
    for table in (*FOUND, "entities", "posts", "people"):
        names = list(tables.columns(table))
        assert held(path, table, names) == held(alone, table, names), table
    for asked in (("trace", WORDS), ("search", "harbour"), ("query", _COUNTED)):
        told = [command(*asked, "--db", database).out for database in (path, alone)]
        assert told[0] == told[1] != "", asked


def test_a_task_that_dies_is_done_again(spark: "SparkSession", corpus: Path, alone: Path) -> None:
    from harvester.spark import articles, harvest

    def die_first(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        from pyspark import TaskContext

        context = TaskContext.get()
        for batch in batches:
            if context and not context.attemptNumber():
                os._exit(1)
            yield batch

    read = articles(spark, str(corpus))
    found = harvest(read.mapInArrow(die_first, read.schema))
    told = {row["id"] for row in found.select("id").collect()}
    assert {one for (one,) in held(alone, "quotes", ["id"])} <= told
    assert told == {row["id"] for row in harvest(read).select("id").collect()}


def test_a_record_that_kills_is_a_problem(
    spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from harvester.spark import articles, harvested, harvesting, problems, quotes

    spark.sparkContext.addPyFile(deadly.__file__)
    monkeypatch.setattr(harvesting, "Work", deadly.DeadlyWork)
    texts = (f"{WORDS} {SIGNED}", f"A {deadly.WORD} text. {SAID}", SAID)
    place = tmp_path / "texts.jsonl"
    place.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    harvested(articles(spark, str(place))).write.parquet(str(tmp_path / "found"))
    found = spark.read.parquet(str(tmp_path / "found"))
    (problem,) = problems(found).collect()
    assert (problem["code"], problem["source"]) == ("worker-died", f"{place}:2")
    assert {row["kind"] for row in quotes(found).collect()} == {"signature", "quotation"}


def test_columns_of_ones_own_are_named_or_guessed(spark: "SparkSession") -> None:
    from harvester.spark import harvest

    frame = spark.createDataFrame([(TEXTS[1], "2019-03-21")], "story_text string, day string")
    found = harvest(frame, text="story_text", published="day").collect()
    assert [row["handle"] for row in found] == ["lira_q9"]
    assert found[0]["article"]["published"] == "2019-03-21"


def test_one_packed_file_keeps_all_cores_busy(spark: "SparkSession", tmp_path: Path) -> None:
    from harvester.spark import articles

    place = tmp_path / "made.jsonl.gz"
    place.write_bytes(gzip.compress("\n".join(lines()).encode()))
    read = articles(spark, str(place))
    assert read.rdd.getNumPartitions() > spark.sparkContext.defaultParallelism
    assert read.count() == sum(1 for _ in lines())


def test_what_hangs_together_has_one_label(spark: "SparkSession", tmp_path: Path) -> None:
    from harvester.spark.frames import Scratch
    from harvester.spark.tracing.components import components

    chain = [(number, number + 1) for number in range(20, 29)] + [(3, 7), (7, 3)]
    edges = spark.createDataFrame(chain, "one long, other long")
    found = components(edges, Scratch(spark, str(tmp_path)), "chain").collect()
    labels = {row["vertex"]: row["label"] for row in found}
    assert labels == {**dict.fromkeys(range(20, 30), 20), 3: 3, 7: 3}


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_gives_the_same_quotes(
    spark: "SparkSession", tmp_path: Path, name: str
) -> None:
    from harvester.spark import articles, harvest

    place = tmp_path / name
    place.write_bytes(FILES[name](made_containers.articles(6)))
    run([place], tmp_path / "harvest.db", Reading())
    rows = harvest(articles(spark, str(place))).select("id", "article.id", "text").collect()
    assert len({row[1] for row in rows}) == 6
    names = ["id", "article_id", "text"]
    assert {tuple(row) for row in rows} == held(tmp_path / "harvest.db", "quotes", names)
