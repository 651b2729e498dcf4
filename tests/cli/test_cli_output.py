"""What commands print: the form that was asked for, to the place where it belongs."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from commands import SEEDS, START, Command, launch
from harvester.records import Quote
from harvester.views.schemas import names_of

BAGHUZ = SEEDS / "baghuz-2019-03-23" / "article.txt"
PRINTING = {
    "scan": ["scan", str(BAGHUZ)],
    "scan --articles": ["scan", "--articles", str(BAGHUZ)],
    "query": ["query", "SELECT handle, words FROM quotes_flat WHERE handle LIKE '%a%'"],
    "saved question": ["query", "most-quoted-accounts"],
    "questions": ["query"],
    "platforms": ["platforms"],
    "languages": ["languages"],
}


@pytest.mark.parametrize("words", PRINTING.values(), ids=PRINTING)
def test_all_forms_hold_the_same_rows(command: Command, inside: Path, words: list[str]) -> None:
    lines = command(*words, "--nl").lines
    assert len(lines) >= 1
    assert json.loads(command(*words, "--json").out) == lines
    for flag, mark in (("--csv", ","), ("--tsv", "\t")):
        rows = list(csv.DictReader(io.StringIO(command(*words, flag).out), delimiter=mark))
        assert len(rows) == len(lines)
        assert set(rows[0]) == set(lines[0])
    table = command(*words, "--table").out
    assert len(table.splitlines()) >= len(lines) + 2
    assert all(line == line.rstrip() for line in table.splitlines())


@pytest.mark.parametrize("name", sorted(PRINTING.keys() - {"questions"}))  # of these, names alone
def test_a_pipe_gets_json_lines(command: Command, inside: Path, name: str) -> None:
    words = PRINTING[name]
    assert command(*words).out == command(*words, "--nl").out


def test_a_quote_has_every_promised_field_in_order(command: Command) -> None:
    for line in command("scan", BAGHUZ).lines:
        assert list(line) == names_of(Quote)


def test_right_to_left_words_in_a_table_are_isolated(command: Command, inside: Path) -> None:
    table = command("scan", BAGHUZ, "--table").out
    assert "\N{FIRST STRONG ISOLATE}هادي" in table


def test_articles_are_read_again_as_they_were_printed(command: Command, tmp_path: Path) -> None:
    source = SEEDS / "one-post-many-outlets" / "articles.jsonl"
    printed = tmp_path / "again.jsonl"
    printed.write_text(command("scan", "--articles", source).out, encoding="utf-8")
    again = command("scan", "--articles", printed).lines
    lines = command("scan", "--articles", source).lines
    for one, other in zip(lines, again, strict=True):
        assert {**one, "source": None} == {**other, "source": None}


def test_standard_input_is_scanned_with_and_without_a_dash() -> None:
    text = "Rain again— Ada Quist (@ada_q9) March 23, 2019"
    for words in (["scan", "-"], ["scan"]):
        told = launch(*words, stdin=text)
        assert [line["handle"] for line in told.lines] == ["ada_q9"]


def test_fields_of_the_input_can_have_any_name(command: Command, tmp_path: Path) -> None:
    names = {name: f"my {name}" for name in ("text", "id", "url", "title", "author", "published")}
    names |= {"outlet": "paper", "lang": "tongue"}
    known = {
        "text": "Rain again— Ada Quist (@ada_q9) March 23, 2019",
        "id": "n1",
        "url": "https://tide.example/1",
        "title": "Rain",
        "outlet": "The Tide",
        "author": "B. Reed",
        "published": "2019-03-24",
        "lang": "en",
    }
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({names[name]: value for name, value in known.items()}))
    options = [word for name in names for word in (f"--{name}-field", names[name])]
    [article] = command("scan", path, "--articles", *options).lines
    assert {name: article[name] for name in known} == known
    [quote] = command("scan", path, *options).lines
    assert (quote["article_id"], quote["handle"]) == ("n1", "ada_q9")


def test_html_in_a_field_of_another_name_is_read(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"raw": "<title>Rain</title><p>It rained.</p>"}))
    [article] = command("scan", path, "--articles", "--html-field", "raw").lines
    assert (article["title"], article["text"]) == ("Rain", "It rained.")


def test_the_outlet_of_nameless_articles_can_be_given(command: Command) -> None:
    [article] = command("scan", BAGHUZ, "--articles", "--outlet", "The Archive").lines
    assert article["outlet"] == "The Archive"


def test_a_reader_that_has_seen_enough_is_no_error(harvested: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    for words in (["query", endless], ["query", endless, "--csv"], ["scan", *["seeds"] * 2]):
        with subprocess.Popen(
            [*START, *words], cwd=harvested, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as asked:
            assert asked.stdout is not None
            assert asked.stderr is not None
            asked.stdout.readline()
            asked.stdout.close()
            said = asked.stderr.read().decode()
        assert "Traceback" not in said
        assert "BrokenPipe" not in said
        assert asked.returncode == 0


def test_json_is_utf8_whatever_the_locale_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("LC_ALL", "C"), ("PYTHONUTF8", "0"), ("PYTHONCOERCECLOCALE", "0")):
        monkeypatch.setenv(name, value)
    told = launch("scan", BAGHUZ)
    assert told.code == 0
    assert told.lines[1]["author_name"] == "د. علي القره داغي"


def test_the_database_can_be_named_by_the_environment(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HARVESTER_DB", str(tmp_path / "mine.db"))
    assert command("run", BAGHUZ).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine.db"]
    assert command("query", "SELECT count(*) AS n FROM quotes").lines == [{"n": 4}]
    assert command("run", BAGHUZ, "--db", tmp_path / "other.db").code == 0
    assert (tmp_path / "other.db").exists()
