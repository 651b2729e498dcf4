"""Workers: outcomes come in order, nothing piles up, and who dies takes one record along."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harvester.harvested import Harvested
from harvester.pipeline import Reading, run, workers
from harvester.pipeline.batches import in_batches
from harvester.pipeline.beside import Beside
from harvester.pipeline.work import Outcome, Work
from harvester.pipeline.workers import Batch, in_order
from harvester.reading import Page
from harvester.records import Article, Problem
from harvester.store import Added, open_database, settle, share_of_run, start_run, write
from harvester.store.runs import add_to_run
from harvester.store.settling.postings import segments
from made_containers import articles, json_lines
from places import contents, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvester.reading import Record


class Deadly(Work):
    """Work that dies of one text, and never ends with another."""

    def outcomes(self, records: "Sequence[Record]") -> list[Outcome]:
        for record in records:
            if isinstance(record, Article) and record.text == "deadly":
                os.kill(os.getpid(), signal.SIGKILL)
            if isinstance(record, Article) and record.text == "endless":
                time.sleep(60)
        return super().outcomes(records)


def batches(texts: list[str], size: int = 3) -> Iterator[Batch[str]]:
    for start in range(0, len(texts), size):
        part = tuple(texts[start : start + size])
        yield Batch(tuple(Article(text, source=text) for text in part), part)


def told(texts: list[str], count: int = 2) -> list[str]:
    """What became of each text: its id or the code of its problem."""
    found = []
    for done in in_order(batches(texts), Deadly(), count):
        for outcome in done[1] if done else ():
            for one in outcome:
                assert isinstance(one, Problem | Harvested)
                found.append(one.code if isinstance(one, Problem) else str(one.article.source))
    return found


@pytest.mark.parametrize("count", [1, 2])
def test_outcomes_come_in_the_order_of_the_records(count: int) -> None:
    texts = [f"text {n}" for n in range(30)]
    assert told(texts, count) == texts


def test_a_worker_that_is_killed_costs_one_record() -> None:
    texts = [f"text {n}" for n in range(20)]
    expected = [*texts[:10], "worker-died", *texts[10:]]
    assert told([*texts[:10], "deadly", *texts[10:]]) == expected


def test_what_may_be_deadly_is_worked_on_apart_even_if_it_is_alone() -> None:
    (done,) = (it for it in in_order(batches(["deadly"]), Deadly(), 1, apart=True) if it)
    assert [one.code for (one,) in done[1] if isinstance(one, Problem)] == ["worker-died"]


def test_a_worker_that_never_ends_costs_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 5.0)
    texts = [f"text {n}" for n in range(9)]
    expected = [*texts[:4], "worker-died", *texts[4:]]
    assert told([*texts[:4], "endless", *texts[4:]]) == expected


def n_read_for_the_first(given: Iterable[Batch[str]]) -> int:
    """How many batches two workers were given before the first was done."""
    read = 0

    def counted() -> Iterator[Batch[str]]:
        nonlocal read
        for batch in given:
            read += 1
            yield batch

    finished = in_order(counted(), Work(), 2)
    assert next(done for done in finished if done)
    until_then = read
    finished.close()
    return until_then


def test_no_more_is_read_than_the_workers_can_take() -> None:
    given = batches([f"text {n}" for n in range(300)])
    assert n_read_for_the_first(given) <= 2 * workers._AHEAD + 1


def test_of_large_records_few_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_LARGE", 10)
    given = batches(["a large text"] * 60, size=1)
    assert n_read_for_the_first(given) <= 2 * workers._LEAST + 1


def test_short_records_go_together_and_long_ones_alone() -> None:
    texts = ["short"] * 5 + ["long " * 100_000] + ["short"] * 5
    found = in_batches(texts, Article)
    assert [len(batch.records) for batch in found] == [6, 5]


def test_pages_go_together_by_the_text_that_is_in_them() -> None:
    pages = (Page(b"<p>" * 40_000, Article("", source=f"{n}.html")) for n in range(6))
    found = in_batches(pages, lambda page: page)
    assert [len(batch.records) for batch in found] == [5, 1]


def test_who_gives_out_the_work_loads_nothing_that_finds() -> None:
    code = """
import sys
import harvester.pipeline
from harvester.store import settle
print([name for name in sys.modules if name.startswith(("harvester.find", "harvester.normalise"))])
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def harvested(folder: Path, source: Path, count: int) -> dict[str, list[tuple[object, ...]]]:
    database = folder / f"{count}.db"
    run([source], database, Reading(), workers=count)
    with open_database(database) as connection:
        return contents(connection)


def test_the_database_is_the_same_whatever_the_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harvester.pipeline.batches._SIZE", 500)
    monkeypatch.setattr("harvester.pipeline.running.SECONDS", 0.0)
    monkeypatch.setattr("harvester.pipeline.beside.TRACED", 7)
    lines = json_lines(articles(60)).splitlines(keepends=True)
    source = tmp_path / "news.jsonl"
    source.write_bytes(b"".join([*lines[:20], b"{broken\n", *lines[20:]]))
    alone = harvested(tmp_path, source, 1)
    assert len(alone["quotes"]) >= 60
    assert alone == harvested(tmp_path, source, 2) == harvested(tmp_path, source, 3)


def test_quotes_are_traced_while_workers_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harvester.pipeline.batches._SIZE", 500)
    monkeypatch.setattr("harvester.pipeline.running.SECONDS", 0.0)
    monkeypatch.setattr("harvester.pipeline.beside.TRACED", 7)
    monkeypatch.setattr("harvester.store.settle", lambda connection: None)
    source = tmp_path / "news.jsonl"
    source.write_bytes(json_lines(articles(60)))
    assert harvested(tmp_path, source, 2)["wordings"]


def test_what_is_stored_is_settled_while_workers_do_the_last(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.db") as connection:
        run_id = start_run(connection, version="1", arguments={})
        write(connection, run_id, [place("one"), place("two")], version="1")
        beside = Beside(connection, run_id)
        beside.settle()
        for is_idle in (False, *[True] * 10):
            beside.work(is_idle=is_idle)
        before = contents(connection)
        assert before["posts"]
        assert before["wordings"]
        settle(connection)
        assert contents(connection) == before


def test_a_run_that_adds_little_settles_nothing_beforehand(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.db") as connection:
        for quotes, share in ((3, 1.0), (1, 0.25)):
            run_id = start_run(connection, version="1", arguments={})
            add_to_run(connection, run_id, Added(quotes=quotes))
            assert share_of_run(connection, run_id) == share
            assert Beside(connection, run_id).is_due(0.9) is (share > 0.5)


def test_a_worker_has_loaded_all_that_a_first_harvest_needs() -> None:
    code = """
import time
import harvester.pipeline.warming
from harvester.pipeline.work import Work
from harvester.records import Article
text = "Ada on X: \\"Rain\\" / X\\n“Rain,” she said.\\nRain — Ada (@ada_q9) March 23, 2019\\n"
def seconds():
    started = time.process_time()
    Work().outcomes([Article(text, source="a")])
    return time.process_time() - started
first = seconds()
print(first < 0.05 + 5 * seconds())
"""
    words = [sys.executable, "-c", code]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "True\n"


def test_a_server_is_started_ahead_only_if_there_is_enough_to_do(tmp_path: Path) -> None:
    code = """
import sys
from multiprocessing import forkserver
from harvester.processes import get_ready
get_ready(sys.argv[1:])
print(forkserver._forkserver._forkserver_pid is not None)
"""
    (tmp_path / "a.txt").write_text("Rain.", encoding="utf-8")
    words = [sys.executable, "-c", code, str(tmp_path), "nowhere", "*.txt"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "False\n"
    (tmp_path / "b.txt").write_text("Rain. " * 200_000, encoding="utf-8")
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "True\n"


def test_of_a_large_index_as_much_is_traced_at_a_time_as_is_worth_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(tmp_path / "a.db") as connection:
        taken = {}
        for postings in (0, 3_000_000, 1_000_000_000):
            monkeypatch.setattr(segments, "n_postings", lambda _, postings=postings: postings)
            pace = Beside(connection, "run").pace
            taken[postings] = (pace.least, pace.most)
    assert taken == {0: (2_000, 4_000), 3_000_000: (5_000, 5_000), 1_000_000_000: (10_000, 10_000)}
