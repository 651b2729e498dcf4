"""`cluster`: which texts of somebody's own carry the same words."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from commands import Command, Told, launch

GATE = "The gate of the old harbour stays shut until the wall has been mended"
PART = "the old harbour stays shut until the wall"
LAMP = "Somebody has lit the lamp of the tower again, and nobody has the key to it"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def clustered(
    command: Command, *texts: Mapping[str, object], options: tuple[str, ...] = ()
) -> Told:
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    Path("texts.jsonl").write_text(lines, encoding="utf-8")
    return command("cluster", "texts.jsonl", "--nl", *options)


def told(command: Command, *texts: Mapping[str, object]) -> list[Any]:
    return clustered(command, *texts).lines


def test_each_text_comes_back_with_its_cluster_in_the_same_order(command: Command) -> None:
    part, lamp, whole = told(
        command,
        {"id": "b", "text": PART},
        {"id": 7, "text": LAMP},
        {"id": "a", "text": f"“{GATE}”"},
    )
    assert [part["id"], lamp["id"], whole["id"]] == ["b", "7", "a"]
    assert part["cluster"] == whole["cluster"] != lamp["cluster"]
    assert [part["relation"], lamp["relation"], whole["relation"]] == ["partial", None, "identical"]
    assert (part["of"], f"“{GATE}”"[part["of_start"] : part["of_end"]]) == ("a", PART)


def test_other_accounts_and_other_numbers_are_other_clusters(command: Command) -> None:
    boats = [{"text": f"{GATE}, say {number} skippers"} for number in (12, 15)]
    voices = [{"text": LAMP, "handle": handle} for handle in ("ada_q9", "bo_q9")]
    assert len({each["cluster"] for each in told(command, *boats, *voices)}) == 4


def test_records_that_are_equal_are_identical_though_nothing_tells_them_apart(
    command: Command,
) -> None:
    one, other, lone = told(command, {"text": GATE}, {"text": GATE}, {"text": LAMP})
    assert one["cluster"] == other["cluster"]
    assert [each["relation"] for each in (one, other, lone)] == ["identical", "identical", None]


def test_fields_may_have_other_names(command: Command) -> None:
    options = ("--text-field", "body", "--handle-field", "who", "--id-field", "nr")
    records = ({"nr": 1, "body": GATE, "who": "ada"}, {"nr": 2, "body": GATE, "who": "bo"})
    found = clustered(command, *records, options=options).lines
    assert [each["id"] for each in found] == ["1", "2"]
    assert found[0]["cluster"] != found[1]["cluster"]


def test_what_cannot_be_compared_comes_back_alone(command: Command) -> None:
    odd = ["", "…", "?!", "1" * 300, "\0", "\ud800", "😀" * 20]
    found = told(command, *({"id": place, "text": text} for place, text in enumerate(odd)))
    assert [each["id"] for each in found] == [str(place) for place in range(len(odd))]
    assert len({each["cluster"] for each in found}) == len(odd)


def test_lines_that_are_no_texts_are_told_and_the_others_compared(command: Command) -> None:
    Path("odd.jsonl").write_text(
        '{"id": 1, "text": "Rain"}\n{"id": 2, "text": 5}\n[]\n{bad\n', encoding="utf-8"
    )
    found = command("cluster", "odd.jsonl", "--nl")
    assert (found.code, [each["id"] for each in found.lines]) == (3, ["1"])
    assert "Traceback" not in found.err


def test_nothing_in_is_nothing_out() -> None:
    assert launch("cluster", "-")[:2] == (1, "")


def test_quotes_of_a_database_are_told_with_words_place_and_date(
    command: Command, inside: Path
) -> None:
    table = command("cluster", "--wide").out
    assert "Radio Rivamorta" in table
    assert "2020-02-11T18:15:00Z" in table
    assert "Nobody is to enter the old lighthouse." in table
    assert command("cluster", "--csv").out.splitlines()[0].endswith("published,outlet,words")
    assert "words" not in command("cluster", "--nl").lines[0]
