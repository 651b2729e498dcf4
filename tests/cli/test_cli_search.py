"""`search` on the command line: every form of output, and what it says beside."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest

from commands import Command


@pytest.fixture(autouse=True)
def _beside_a_harvest(inside: Path) -> None:
    """Every test here asks the harvest of the seeds."""


def test_each_form_of_output_marks_the_words(command: Command) -> None:
    asked = ("search", "lighthouse", "stairs", "--limit", "1")
    (line,) = command(*asked).lines
    assert "**lighthouse**" in line["snippet"]
    assert {line["words"][start:end] for start, end in line["matches"]} == {"lighthouse", "stairs"}
    assert json.loads(command(*asked, "--json").out) == [line]
    (row,) = csv.DictReader(StringIO(command(*asked, "--csv").out))
    assert row["quote_id"] == line["quote_id"]
    assert "**lighthouse**" in command(*asked, "--table").out
    assert "\t" in command(*asked, "--tsv").out


def test_what_nothing_has_is_told(command: Command) -> None:
    told = command("search", "zeppelin")
    assert (told.code, told.out) == (1, "")
    assert "harvester trace" in told.err


def test_more_than_the_limit_is_told(command: Command) -> None:
    assert "--limit shows more" in command("search", "the", "--limit", "2").err


def test_filters_of_the_command_line_are_obeyed(command: Command) -> None:
    places = command("search", "the", "--kind", "quotation", "--limit", "99").lines
    assert {place["kind"] for place in places} == {"quotation"}
    assert command("search", "the", "--since", "tomorrow").code == 2


def test_an_index_is_made_and_its_cost_told(command: Command, tmp_path: Path) -> None:
    database = tmp_path / "own.db"
    shutil.copy("db/harvest.db", database)
    before = command("search", "ferry", "--db", database).out
    told = command("search", "--index", "--db", database)
    assert told.code == 0
    assert "the index takes" in told.err
    assert sorted(command("search", "ferry", "--db", database).out) == sorted(before)


def test_without_words_there_is_nothing_to_do(command: Command) -> None:
    assert command("search").code == 2
