"""Whatever ends a run, the next one goes on, and the database is that of a run in one go."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import START, launch
from harvester.pipeline import Reading, run
from harvester.store import inputs_known, open_database
from made_containers import articles, json_lines
from places import contents

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "bench" / "corpora"))
from kills import killed_until_done, rows_of  # noqa: E402

ARTICLES = 900


def corpus(folder: Path, count: int = ARTICLES) -> Path:
    lines = json_lines(articles(count)).splitlines(keepends=True)
    path = folder / "news.jsonl"
    path.write_bytes(b"".join([*lines[:70], b"{broken\n", *lines[70:]]))
    return path


def test_a_killed_run_with_workers_is_made_good_by_the_next(tmp_path: Path) -> None:
    source = corpus(tmp_path)
    kills = killed_until_done(
        [source], tmp_path / "killed.db", kills=3, chance=random.Random(5), longest=2.0
    )
    assert kills
    run([source], tmp_path / "whole.db", Reading())
    assert rows_of(tmp_path / "killed.db") == rows_of(tmp_path / "whole.db")


def test_no_problem_is_told_twice_by_a_run_that_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = corpus(tmp_path, 200)
    monkeypatch.setattr("harvester.pipeline.batches.MOST", 1)
    monkeypatch.setattr("harvester.pipeline.running.MOST", 50)
    monkeypatch.setattr("harvester.pipeline.running.SECONDS", 60.0)

    def stop(report: object) -> None:
        if getattr(report, "articles", 0) >= 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "h.db", Reading(), progress=stop)
    with open_database(tmp_path / "h.db") as connection:
        entry = inputs_known(connection, [str(source)])[str(source)]
        assert (entry.articles, entry.position, entry.is_done) == (100, 101, False)
    report = run([source], tmp_path / "h.db", Reading())
    assert (report.articles, report.errors) == (100, 0)
    with open_database(tmp_path / "h.db") as connection:
        codes = [row[2] for row in contents(connection)["problems"]]
        assert len(codes) == len(set(codes))
        assert inputs_known(connection, [str(source)])[str(source)].articles == 200


def test_an_input_is_read_again_if_its_columns_are_understood_in_another_way(
    tmp_path: Path,
) -> None:
    source = tmp_path / "a.csv"
    source.write_text("text,seen\nIt rained.,2019-03-23\n", encoding="utf-8")
    words = ["run", str(source), "--db", str(tmp_path / "h.db")]
    assert "1 article" in launch(*words).err
    assert "known before" in launch(*words).err
    again = launch(*words, "--published-field", "seen")
    assert "1 article," in again.err
    assert "known before" not in again.err


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(child) for child in path.read_text().split()] if path.exists() else []
    return [*found, *(inner for child in found for inner in children(child))]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_no_worker_outlives_its_run(tmp_path: Path, number: int, code: int) -> None:
    words = ["run", str(corpus(tmp_path, 9000)), "--db", str(tmp_path / "h.db"), "-j", "2"]
    with subprocess.Popen([*START, *words], stderr=subprocess.PIPE) as running:
        end = time.monotonic() + 60
        while len(children(running.pid)) < 3 and time.monotonic() < end:
            time.sleep(0.05)
        workers = children(running.pid)
        time.sleep(0.5)
        os.kill(running.pid, number)
        assert running.stderr is not None
        said = running.stderr.read().decode()
        assert running.wait() == code
    assert "Traceback" not in said
    if code == 143:
        assert "the same command goes on there" in said
    end = time.monotonic() + 20
    while any(map(is_alive, workers)) and time.monotonic() < end:
        time.sleep(0.1)
    assert len(workers) >= 3
    assert not any(map(is_alive, workers))
