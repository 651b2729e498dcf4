"""An id that stands on several texts is told with both places; which text counts is a rule."""

import json
from pathlib import Path

import pytest

from commands import Command
from files import write
from harvester.pipeline import Reading, run
from harvester.store import open_database
from places import contents

POST = "Rain again— Ada Quist (@ada_q9) March 23, 2019"


def lines(*records: dict[str, str]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def told_of(database: Path) -> list[tuple[str, str, str]]:
    with open_database(database) as connection:
        return sorted(row[:3] for row in contents(connection)["problems"])


def test_an_id_with_another_text_is_told_with_both_places(command: Command, tmp_path: Path) -> None:
    found = lines({"id": "7", "text": POST}, {"id": "7", "text": "Other."})
    path = write(tmp_path / "a.jsonl", found)
    told = command("run", path, "--db", tmp_path / "h.db")
    assert told.code == 0
    assert f"Warning: {path}:2: Duplicate id 7: {path}:1 has it too, with another" in told.err
    assert "1 problem" in told.err
    [problem] = command("query", "problems", "--db", tmp_path / "h.db").lines
    assert (problem["code"], problem["source"]) == ("duplicate-id", f"{path}:2")
    again = command("run", path, "--db", tmp_path / "h.db", "--fresh")
    assert "Duplicate" not in again.err


def test_the_same_record_twice_is_one_article_and_nothing_to_tell(tmp_path: Path) -> None:
    record = {"id": "7", "text": POST}
    path = write(tmp_path / "a.jsonl", lines(record, record))
    report = run([path], tmp_path / "h.db", Reading())
    assert (report.articles, report.added.articles, report.added.quotes) == (2, 1, 1)
    assert report.warnings == 0
    with open_database(tmp_path / "h.db") as connection:
        stored = contents(connection)
    assert stored["problems"] == stored["article_versions"] == []
    assert len(stored["articles"]) == len(stored["quotes"]) == 1
    assert [row[1] for row in stored["sightings"]] == [f"{path}:1", f"{path}:2"]


def test_a_page_that_was_fetched_twice_is_a_note(tmp_path: Path) -> None:
    url = "https://a.example/rain"
    found = lines({"url": url, "text": POST}, {"url": url + "/", "text": "Other."})
    report = run([write(tmp_path / "a.jsonl", found)], tmp_path / "h.db", Reading())
    assert report.warnings == 0
    assert [row[1] for row in told_of(tmp_path / "h.db")] == ["duplicate-address"]


def test_an_id_that_a_later_run_finds_in_another_file_is_a_note(tmp_path: Path) -> None:
    paths = []
    for name, text in (("a", POST), ("b", "Other."), ("c", POST)):
        paths.append(write(tmp_path / f"{name}.jsonl", lines({"id": "7", "text": text})))
        assert run([paths[-1]], tmp_path / "h.db", Reading()).warnings == 0
    with open_database(tmp_path / "h.db") as connection:
        [(severity, code, source, message)] = connection.exec_driver_sql(
            "SELECT severity, code, source, message FROM problems"
        ).all()
    assert (severity, code, source) == ("note", "duplicate-id", f"{paths[1]}:1")
    assert f"an earlier run found it in {paths[0]}:1, with another text" in message


def test_a_file_that_changed_brings_a_newer_version_without_a_word(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines({"id": "7", "text": POST}))
    run([path], tmp_path / "h.db", Reading())
    write(path, lines({"id": "6", "text": "New."}, {"id": "7", "text": "Other."}))
    report = run([path], tmp_path / "h.db", Reading())
    assert (report.articles, report.added.replaced) == (2, 1)
    assert told_of(tmp_path / "h.db") == []


@pytest.mark.parametrize("most", [1, 2, 1000])
def test_it_is_told_the_same_in_whatever_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("harvester.pipeline.running.MOST", most)
    texts = (POST, "Two.", POST, "Three.", "Two.")
    found = (lines(*({"id": "7", "text": text} for text in texts)), lines({"id": "7", "text": "4"}))
    paths = [write(tmp_path / f"{n}.jsonl", part) for n, part in enumerate(found)]
    run(paths, tmp_path / "h.db", Reading())
    first, last = map(str, paths)
    places = [f"{first}:2", f"{first}:4", f"{last}:1"]
    with open_database(tmp_path / "h.db") as connection:
        problems = sorted(row[2:4] for row in contents(connection)["problems"])
    assert [source for source, _ in problems] == places
    assert all(f"{first}:1 has it too" in message for _, message in problems)


def test_a_run_that_goes_on_tells_what_an_unbroken_one_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harvester.pipeline.running.MOST", 1)
    found = lines({"id": "7", "text": POST}, {"id": "7", "text": "Other."})
    path = write(tmp_path / "a.jsonl", found)

    def stop(report: object) -> None:
        if getattr(report, "articles", 0) >= 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([path], tmp_path / "killed.db", Reading(), progress=stop)
    run([path], tmp_path / "killed.db", Reading())
    run([path], tmp_path / "whole.db", Reading())
    assert told_of(tmp_path / "killed.db") == told_of(tmp_path / "whole.db")
    assert len(told_of(tmp_path / "whole.db")) == 1
