"""Whole files of each kind are read on Spark as on one machine."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import made_containers
from harvester.pipeline import Reading, run
from harvester.store import open_database

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FILES: dict[str, Callable[[list[made_containers.Told]], bytes]] = {
    "made.csv": made_containers.table,
    "made.parquet": made_containers.parquet,
    "made.warc": made_containers.warc,
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_gives_the_same_quotes(spark: "SparkSession", tmp_path: Path, name: str) -> None:
    from harvester.spark import articles, harvest

    place = tmp_path / name
    place.write_bytes(FILES[name](made_containers.articles(6)))
    run([place], tmp_path / "harvest.db", Reading())
    rows = harvest(articles(spark, str(place))).select("id", "article.id", "text").collect()
    assert len({row[1] for row in rows}) == 6
    assert {tuple(row) for row in rows} == held(tmp_path / "harvest.db")


def held(database: Path) -> set[tuple[Any, ...]]:
    with closing(open_database(database, read_only=True)) as connection:
        found = connection.exec_driver_sql("SELECT id, article_id, text FROM quotes")
        return {tuple(row) for row in found}
