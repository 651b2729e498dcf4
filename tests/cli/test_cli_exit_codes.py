"""Exit codes are a promise to scripts: one test for each way to end."""

import sqlite3
import sys
from pathlib import Path

import pytest

from commands import Command, Told
from harvester.errors import Exit

POST = "Rain again— Ada Quist (@ada_q9) March 23, 2019"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(POST, encoding="utf-8")


def is_short(told: Told) -> bool:
    """Whether a refusal is a few lines for people, and nothing on standard output."""
    return told.out == "" and 0 < len(told.err.splitlines()) <= 4 and "Traceback" not in told.err


def test_0_when_it_is_done(command: Command) -> None:
    assert command("run", "article.txt").code == Exit.DONE
    assert command("query", "SELECT handle FROM quotes_flat").code == Exit.DONE
    assert command("doctor").code == Exit.DONE


def test_1_when_a_question_finds_nothing(command: Command) -> None:
    command("run", "article.txt")
    assert command("query", "reused-across-outlets").code == Exit.NOTHING_FOUND
    missing = command("show", "nothing-has-this-id")
    assert missing.code == Exit.NOTHING_FOUND
    assert "'nothing-has-this-id'" in missing.err


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["run"],
        ["scan", "--frobnicate"],
        ["schema", "sandwich"],
        ["query", "no-such-question"],
        ["query", "SELECT nothing FROM nowhere"],
        ["query", "reused-across-outlets", "-p", "outlets", "many"],
        ["query", "reused-across-outlets", "-p", "shoes", "2"],
        ["query", "reused-across-outlets", "--limit", "0"],
    ],
)
def test_2_when_the_command_is_wrong(command: Command, words: list[str]) -> None:
    command("run", "article.txt")
    told = command(*words)
    assert told.code == Exit.WRONG_USAGE
    assert is_short(told)


@pytest.mark.parametrize("name", ["run", "scan", "doctor"])
def test_3_when_an_input_fails_and_the_others_are_done(command: Command, name: str) -> None:
    told = command(name, "gone.txt", "article.txt")
    assert told.code == Exit.SOME_INPUTS_FAILED
    assert "gone.txt" in told.err
    if name == "run":
        assert command("query", "SELECT handle FROM quotes").lines == [{"handle": "ada_q9"}]


@pytest.mark.parametrize(
    "words", [["run", "article.txt"], ["query", "problems"], ["show"], ["doctor"]]
)
def test_4_when_the_database_is_none(command: Command, words: list[str]) -> None:
    Path("notes.db").write_text("Buy milk. " * 99, encoding="utf-8")
    told = command(*words, "--db", "notes.db")
    assert told.code == Exit.DATABASE_UNUSABLE
    assert "notes.db" in told.err
    assert "not a SQLite database" in told.err


def test_4_when_the_database_is_of_another_program(command: Command) -> None:
    with sqlite3.connect("songs.db") as other:
        other.execute("CREATE TABLE songs (title)")
    other.close()
    told = command("run", "article.txt", "--db", "songs.db")
    assert told.code == Exit.DATABASE_UNUSABLE
    assert "not one of harvester's" in told.err


@pytest.mark.parametrize("words", [["query", "problems"], ["show", "x"]])
def test_4_when_there_is_no_harvest_yet(command: Command, words: list[str]) -> None:
    told = command(*words)
    assert told.code == Exit.DATABASE_UNUSABLE
    assert "harvester run INPUT" in told.err
    assert not Path("db").exists()


def test_doctor_finds_what_is_broken_in_a_database(command: Command) -> None:
    command("run", "article.txt")
    assert "sound" in command("doctor").out
    with sqlite3.connect("db/harvest.db") as broken:
        broken.execute("PRAGMA foreign_keys = OFF")
        broken.execute("DELETE FROM articles")
    broken.close()
    told = command("doctor")
    assert told.code == Exit.DATABASE_UNUSABLE
    assert "a row of quotes refers to a row of articles that is not there" in told.err


def test_doctor_calls_a_database_with_problems_in_it_sound(command: Command) -> None:
    assert command("run", "gone.txt", "article.txt").code == Exit.SOME_INPUTS_FAILED
    assert command("doctor").code == Exit.DONE


def test_doctor_tells_how_an_input_is_read(command: Command) -> None:
    Path("page.html").write_text("<title>Rain</title><p>It rained.</p>", encoding="utf-8")
    told = command("doctor", "page.html")
    assert told.code == Exit.DONE
    assert "page.html: 10 characters, 0 quotes" in told.out
    assert "title: Rain" in told.out


def test_without_a_database_the_doctor_is_content(command: Command) -> None:
    told = command("doctor")
    assert told.code == Exit.DONE
    assert "not there yet" in told.out


@pytest.mark.parametrize("name", ["run", "scan"])
def test_5_when_an_optional_part_is_missing(
    command: Command, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    Path("packed.txt.zst").write_bytes(b"\x28\xb5\x2f\xfd" + bytes(9))
    told = command(name, "packed.txt.zst", "article.txt")
    assert told.code == Exit.PART_MISSING
    assert "pip install 'quote-harvester[fast]'" in told.err
