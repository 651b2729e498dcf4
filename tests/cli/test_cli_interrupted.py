"""A run that is cut off with Ctrl-C, and what the same command makes of it afterwards."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import START, Command, launch
from harvester.store import counts, open_database

ARTICLES = 9000


def corpus(folder: Path) -> Path:
    """Enough articles to be in the middle of."""
    path = folder / "corpus.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for number in range(ARTICLES):
            text = f"Line {number}.\n— Ada Quist (@ada_q9) March 23, 2019\n" + "Rain. " * 400
            lines.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
    return path


def stored(database: Path) -> int:
    if not database.exists():
        return 0
    try:
        with open_database(database, read_only=True) as connection:
            return counts(connection)["articles"]
    except Exception:  # noqa: BLE001, it is just being made
        return 0


def interrupted(words: list[str], folder: Path) -> tuple[int, str]:
    """How a run ends that is sent a Ctrl-C once it has stored something."""
    with subprocess.Popen([*START, *words], cwd=folder, stderr=subprocess.PIPE) as running:
        end = time.monotonic() + 60
        while not stored(folder / "h.db") and time.monotonic() < end and running.poll() is None:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        said = running.stderr.read().decode()
    return running.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_ctrl_c_ends_a_run_with_130_and_the_next_completes_it(tmp_path: Path) -> None:
    corpus(tmp_path)
    words = ["run", "corpus.jsonl", "--db", "h.db"]
    code, said = interrupted(words, tmp_path)
    assert code == 130
    assert "Traceback" not in said
    assert "the same command goes on there" in said
    before = stored(tmp_path / "h.db")
    assert 0 < before < ARTICLES
    again = launch(*words, cwd=tmp_path)
    assert again.code == 0
    assert f"{ARTICLES - before:,} articles" in again.err
    assert stored(tmp_path / "h.db") == ARTICLES
    asked = launch("query", "SELECT status FROM runs ORDER BY rowid", "--db", "h.db", cwd=tmp_path)
    assert [row["status"] for row in asked.lines] == ["interrupted", "done"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_ctrl_c_stops_a_question_that_would_never_end(harvested: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with subprocess.Popen(
        [*START, "query", endless], cwd=harvested, stderr=subprocess.PIPE
    ) as asking:
        time.sleep(2)
        asking.send_signal(signal.SIGINT)
        assert asking.stderr is not None
        said = asking.stderr.read().decode()
    assert asking.returncode == 130
    assert "Traceback" not in said


def test_a_second_run_adds_nothing_and_says_so(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Rain again— Ada Quist (@ada_q9) March 23, 2019", encoding="utf-8")
    words = ["run", path, "--db", tmp_path / "h.db"]
    assert "1 article, 1 post (1 article and 1 quote new)" in command(*words).err
    assert "1 input known before" in command(*words).err
    assert "1 article, 1 post (0 articles and 0 quotes new)" in command(*words, "--fresh").err


def test_notes_are_stored_but_told_only_when_asked_for(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "crawl"
    folder.mkdir()
    (folder / "article.txt").write_text("Rain again.", encoding="utf-8")
    (folder / "style.css").write_text("p {}", encoding="utf-8")
    words = ["run", folder, "--db", tmp_path / "h.db"]
    told = command(*words)
    assert told.code == 0
    assert "style" not in told.err
    assert "problem" not in told.err
    assert "Note: " in command(*words, "-v").err
    assert command(*words, "-q").err == ""
    [problem] = command("query", "problems", "--db", tmp_path / "h.db").lines
    assert (problem["severity"], problem["code"]) == ("note", "skipped-suffix")
