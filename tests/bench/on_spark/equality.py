"""Whether Spark finds the rows that a database holds, and of each table the rows that differ.

Posts, people and what else is settled have no files of their own on Spark: they are compared in the
database that `harvester import` makes of what Spark wrote.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from harvester import store
from harvester.normalise import as_one_quote
from harvester.pipeline import VERSION, Reading, run
from harvester.reading import Fields, Input, inputs, read_input
from harvester.records import Problem
from harvester.spark.harvesting import Wanted
from harvester.spark.running import run as run_on
from harvester.store.schema import tables

from .sets import Set

WRITTEN = ("quotes", "clusters", "cluster_members", "variants", "findings", "problems")
_SETTLED = {"quotes": {"post", "wording", "person"}}
# Runs have ids of their own, and Hadoop tells milliseconds of when a file was changed.
_OF_ONE_RUN = {"run_id", "first_run", "seen_at"}
_TABLES_OF_RUNS = {"runs", "inputs", "problems"}
_TEXTS = 1_000  # a transaction
Rows = set[tuple[Any, ...]]


@dataclass(frozen=True)
class Compared:
    """The rows of a table that both have, and those that one alone has."""

    table: str
    n_both: int
    only_there: Rows
    only_here: Rows

    @classmethod
    def of(cls, table: str, there: Rows, here: Rows) -> "Compared":
        """What two sets of rows have in common; `here` are those of the database."""
        return cls(table, len(there & here), there - here, here - there)

    @property
    def is_equal(self) -> bool:
        """Whether neither has a row of its own."""
        return not self.only_there and not self.only_here


def harvest_alone(corpus: Set, database: Path) -> None:
    """The database that one machine makes of a set."""
    if not corpus.are_quotes:
        run([corpus.place], database, Reading(), workers=2)
        return
    item, *_ = inputs([str(corpus.place)])
    assert isinstance(item, Input)
    texts = read_input(item, fields=Fields(**corpus.fields))
    with (
        closing(store.open_database(database)) as connection,
        store.recorded_run(connection, version=VERSION, arguments={}) as run_id,
    ):
        articles = (text for text in texts if not isinstance(text, Problem))
        while batch := [as_one_quote(text) for text in islice(articles, _TEXTS)]:
            store.write(connection, run_id, batch, version=VERSION)
        store.settle(connection)


def compared(spark: SparkSession, corpus: Set, database: Path) -> Iterator[Compared]:
    """Each table as Spark gives it, then each as a database that imported it has it."""
    with TemporaryDirectory() as folder:
        wanted = Wanted(are_quotes=corpus.are_quotes)
        fields: dict[str, Any] = corpus.fields
        run_on(spark, str(corpus.place), folder, wanted=wanted, **fields)
        for table in WRITTEN:
            names = _names(table, _SETTLED.get(table, set()))
            there = _of_frame(spark.read.parquet(f"{folder}/{table}"), names)
            yield Compared.of(table, there, _of_database(database, table, names))
        taken = Path(folder, "taken.db")
        words = [
            sys.executable,
            "-m",
            "harvester",
            "import",
            f"{folder}/harvest",
            "--db",
            str(taken),
        ]
        subprocess.run(words, check=True, capture_output=True)
        for table in tables.names():
            if table not in _TABLES_OF_RUNS | tables.internal():
                names = _names(table, set())
                both = (_of_database(place, table, names) for place in (taken, database))
                yield Compared.of(f"{table} (imported)", *both)


def _names(table: str, without: set[str]) -> list[str]:
    return [name for name in tables.columns(table) if name not in without | _OF_ONE_RUN]


def _of_frame(frame: DataFrame, names: list[str]) -> Rows:
    columns = ["end" if name == "stop" else name for name in names]
    return {tuple(row) for row in frame.select(*columns).collect()}


def _of_database(database: Path, table: str, names: list[str]) -> Rows:
    with closing(store.open_database(database, read_only=True)) as connection:
        asked = ", ".join(f'"{name}"' for name in names)
        found = connection.exec_driver_sql(f"SELECT {asked} FROM {table}")
        return {tuple(row) for row in found}
