"""The JSON Schemas: fresh, valid themselves, and true of what the commands print."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from commands import ROOT, SEEDS, Command
from harvester.records import Problem
from harvester.views.schemas import RECORDS, schema, schema_text

FILES = sorted(SEEDS.glob("*/article*"))


@cache
def validator(name: str) -> Draft202012Validator:
    written = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(written)


def errors(name: str, found: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(found)]


@pytest.mark.parametrize("name", RECORDS)
def test_the_file_in_schemas_is_fresh(name: str) -> None:
    """Else run: harvester schema --write schemas."""
    written = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(name)


def test_no_schema_is_left_over() -> None:
    files = {path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").iterdir()}
    assert files - {"README.md"} == set(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_a_schema_is_one_and_every_field_has_its_meaning(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert all(field["description"].endswith(".") for field in schema(name)["properties"].values())


def test_schemas_are_written_into_a_folder(command: Command, tmp_path: Path) -> None:
    told = command("schema", "--write", tmp_path / "new")
    assert told.code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        path.name for path in (ROOT / "schemas").glob("*.schema.json")
    }


def test_every_record_is_printed_as_a_schema_and_as_fields(command: Command) -> None:
    for name in command("schema").out.split():
        assert json.loads(command("schema", name).out) == schema(name)
        listed = [row["field"] for row in command("schema", name, "--fields").lines]
        assert listed == list(schema(name)["properties"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_what_scan_prints_of_a_seed_is_as_the_schema_says(command: Command, path: Path) -> None:
    for line in command("scan", path).lines:
        assert errors("quote", line) == []
    articles = command("scan", path, "--articles").lines
    assert articles
    for line in articles:
        assert errors("article", line) == []


def test_the_seeds_have_quotes_to_validate(command: Command) -> None:
    assert len(command("scan", *FILES).lines) > 30


def test_a_quote_without_a_field_or_with_another_one_is_refused(command: Command) -> None:
    line = command("scan", SEEDS / "baghuz-2019-03-23" / "article.txt").lines[0]
    assert errors("quote", {**line, "colour": "red"})
    assert errors("quote", {**line, "post_id": 20})
    del line["kind"]
    assert errors("quote", line)


def test_a_problem_is_as_its_schema_says() -> None:
    problem = Problem("note", "skipped-suffix", "crawl", "crawl: 2 files were skipped.")
    assert errors("problem", problem._asdict()) == []


def test_what_trace_prints_is_as_the_schema_says(command: Command, inside: Path) -> None:
    traced = command("trace", "the stairs are gone", "--nl").lines
    assert traced[0]["printings"]
    assert traced[0]["variants"]
    lone = command("trace", "painted green, leaning on an apple tree", "--nl").lines
    assert lone
    assert [errors("trace", row) for row in (*traced, *lone)] == [[]] * len((*traced, *lone))
    assert errors("trace", {**lone[0], "printings": [{"outlet": "a.example"}]})
