"""What changes while a run goes on, files and clocks, ends nothing and is seen by the next run."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harvester.pipeline import Reading, Report, run
from harvester.store import inputs_known, open_database
from made_containers import articles, json_lines

COUNT = 40  # articles
PADDING = "x" * 100_000  # of each, in a field that nobody reads: no file is read at once


def meanwhile(change: Callable[[], object]) -> Callable[[Report], None]:
    """What is called while a run goes on; it changes something once, when it began."""
    todo = [change]

    def progress(report: Report) -> None:
        if report.read > 0 and todo:
            todo.pop()()

    return progress


@pytest.fixture(autouse=True)
def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of one record, so that things change between two of them."""
    monkeypatch.setattr("harvester.pipeline.batches.MOST", 1)


def stored(database: Path) -> int:
    with open_database(database, read_only=True) as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one())


def padded(count: int) -> bytes:
    return json_lines(articles(count)).replace(b"}\n", f', "unused": "{PADDING}"}}\n'.encode())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_bytes(padded(COUNT))
    return path


def test_what_is_appended_while_a_file_is_read_is_there_after_the_next_run(
    tmp_path: Path, source: Path
) -> None:
    more = padded(COUNT + 5)[len(padded(COUNT)) :]

    def grow() -> None:
        with source.open("ab") as file:
            file.write(more)

    run([source], tmp_path / "h.db", Reading(only="posts"), progress=meanwhile(grow))
    again = run([source], tmp_path / "h.db", Reading(only="posts"))
    assert again.skipped == 0
    assert stored(tmp_path / "h.db") == COUNT + 5


def test_a_file_that_is_cut_while_it_is_read_costs_one_record(tmp_path: Path, source: Path) -> None:
    size = source.stat().st_size
    told: list[str] = []
    report = run(
        [source],
        tmp_path / "h.db",
        Reading(only="posts"),
        progress=meanwhile(lambda: os.truncate(source, size - 50)),
        on_problem=lambda problem: told.append(problem.code),
    )
    assert (report.articles, told) == (COUNT - 1, ["bad-json"])
    assert run([source], tmp_path / "h.db", Reading(only="posts")).skipped == 0


def test_a_file_that_vanishes_before_its_turn_is_told(tmp_path: Path, source: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Rain.", encoding="utf-8")
    told: list[str] = []
    report = run(
        [source, other],
        tmp_path / "h.db",
        Reading(only="posts"),
        progress=meanwhile(other.unlink),
        on_problem=lambda problem: told.append(problem.source),
    )
    assert (report.articles, told) == (COUNT, [str(other)])


def test_a_clock_that_went_back_changes_no_run(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write_bytes(json_lines(articles(5)))
    for now in ("2020-01-02T00:00:00Z", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"):
        monkeypatch.setattr("harvester.store.runs._now", lambda now=now: now)
        run([source], tmp_path / "h.db", Reading())
    with open_database(tmp_path / "h.db", read_only=True) as connection:
        runs = connection.exec_driver_sql("SELECT id, status, articles FROM runs ORDER BY rowid")
        ids, status, added = zip(*runs.all(), strict=True)
        entry = inputs_known(connection, [str(source)])[str(source)]
    assert (len(set(ids)), status, added) == (3, ("done",) * 3, (5, 0, 0))
    assert (entry.articles, entry.is_done) == (5, True)
