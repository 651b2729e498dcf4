"""Corpora on the command line: columns, tables beside texts, lists of files, progress and logs."""

import json
from pathlib import Path

import pytest

from commands import Command
from files import write
from harvester.cli.narration import fitted, line_of
from harvester.pipeline import Report

POST = "Rain again— Ada Quist (@ada_q9) March 23, 2019"


def test_what_was_taken_for_the_text_is_told_once(command: Command, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write(tmp_path / "crawl" / name, f'content,pub_date\n"{POST}",23.03.2019\n')
    told = command("run", tmp_path / "crawl", "--db", tmp_path / "h.db")
    assert told.code == 0
    assert told.err.count("Took `content` as text, `pub_date` as published") == 1
    assert "problem" not in told.err


def test_a_file_in_the_folder_names_the_columns(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.csv", f'words,seen\n"{POST}",2019-03-24\n')
    write(tmp_path / "harvester.toml", '[fields]\ntext = "words"\npublished = "seen"\n')
    [article] = command("scan", tmp_path / "a.csv", "--articles").lines
    assert (article["text"], article["published"]) == (POST, "2019-03-24")


@pytest.mark.parametrize("broken", ["[a\nb=", 'words = "x"', "text = 3"])
def test_a_broken_configuration_is_wrong_usage(
    command: Command, tmp_path: Path, broken: str
) -> None:
    write(tmp_path / "a.txt", POST)
    write(tmp_path / "fields.toml", broken)
    told = command("scan", tmp_path / "a.txt", "--fields", tmp_path / "fields.toml")
    assert told.code == 2
    assert "configuration" in told.err


def test_a_missing_column_is_one_message(command: Command, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": POST, "id": n}) + "\n" for n in range(50))
    told = command("scan", write(tmp_path / "a.jsonl", lines), "--text-field", "words")
    assert told.code == 3
    assert told.err.count("Error: ") == 1
    assert "(and in 49 more records)" in told.err


def test_a_date_field_that_is_in_no_record_is_told(command: Command, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"text": POST, "date": "2019-03-24"}) + "\n")
    told = command("scan", path, "--published-field", "seen")
    assert "None of 1 records has a date of publication in `seen`" in told.err


def test_texts_get_what_a_table_beside_them_says(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "crawl" / "one.txt", POST)
    table = write(tmp_path / "meta.csv", "file,date,url\none.txt,2019-03-24,https://a.example/x\n")
    [article] = command("scan", tmp_path / "crawl", "--metadata", table, "--articles").lines
    assert (article["published"], article["outlet"]) == ("2019-03-24", "a.example")


def test_one_date_and_one_address_can_be_given_to_all(command: Command, tmp_path: Path) -> None:
    path = write(tmp_path / "one.txt", POST)
    words = ("--published", "24 March 2019", "--url", "https://b.example/1", "--articles")
    [article] = command("scan", path, *words).lines
    assert (article["published"], article["outlet"]) == ("2019-03-24", "b.example")
    assert command("scan", path, "--published", "03/04/2019").code == 2


def test_inputs_can_come_in_a_list(command: Command, tmp_path: Path) -> None:
    paths = [str(write(tmp_path / name, POST)) for name in ("a.txt", "b.txt")]
    listed = write(tmp_path / "list", "\n".join(paths))
    assert len(command("scan", "--files-from", listed).lines) == 2
    assert command("run", "--db", tmp_path / "h.db").code == 2


def test_a_log_for_programs_is_json(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "crawl" / "a.txt", POST)
    write(tmp_path / "crawl" / "b.jsonl", "{broken")
    told = command("run", tmp_path / "crawl", "--db", tmp_path / "h.db", "--log-json")
    events = [json.loads(line) for line in told.err.splitlines()]
    assert [event["event"] for event in events] == ["problem", "done"]
    assert events[0]["code"] == "bad-json"
    assert (events[1]["articles"], events[1]["share"]) == (1, 1.0)
    assert told.code == 3


def test_a_narrow_terminal_shows_what_matters_most() -> None:
    report = Report(articles=1200, posts=31, errors=2, seconds=60.0, read=25, size=100)
    assert line_of(report).endswith("31 posts · 2 problems")
    assert fitted(line_of(report), 24) == "25% · 1,200 articles · …"


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM"])
def test_no_command_colours_where_none_is_wanted(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("click.globals.should_strip_ansi", lambda *_: False, raising=False)
    monkeypatch.setenv(name, "dumb")
    told = command("explain", write(tmp_path / "a.txt", f"Late.\n{POST}"))
    assert "\x1b" not in told.out


def test_a_line_of_progress_is_wiped_off_without_colour_too(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harvester.cli.narration.is_live", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    told = command("run", write(tmp_path / "a.txt", POST), "--db", tmp_path / "h.db")
    assert told.err.startswith("\r\x1b[K0%")
    assert told.err.replace("\r\x1b[K", "").count("\x1b") == 0


def test_an_endless_question_ends(command: Command, harvested: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    told = command("query", endless, "--seconds", "0.3", "--db", harvested / "db" / "harvest.db")
    assert told.code == 2
    assert "was stopped before it was answered" in told.err
    assert "--seconds" in told.err


@pytest.mark.parametrize(
    "case",
    [
        (["scan", "a.txt", "--csv", "--json"], 2, "--json and --csv exclude each other"),
        (["scan", "empty"], 0, "Warning: empty: There is no file in it."),
        (["scan", "styles"], 0, "Warning: styles: There is no file to read in it; 1 file was skip"),
        (["explain", "a.txt"], 1, "There is no flattened post to explain."),
        (["scan", "https://a.example/x?y=1"], 3, "an address, and harvester downloads nothing"),
    ],
)
def test_nothing_is_passed_over_in_silence(
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[list[str], int, str],
) -> None:
    words, code, said = case
    write(tmp_path / "a.txt", "It rained all day.")
    write(tmp_path / "styles" / "a.css", "p {}")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    told = command(*words)
    assert told.code == code
    assert said in told.err
