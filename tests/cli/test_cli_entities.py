"""`scan --entities` and what `show` and `trace` say of entities."""

import json
from pathlib import Path

from commands import SEEDS, Command

BAGHUZ = SEEDS / "baghuz-2019-03-23" / "article.txt"
FIELDS = ["entity", "value", "printed", "start", "end", "quote_id", "article_id", "platform"]


def entities(command: Command, *arguments: str | Path) -> list[dict[str, object]]:
    lines = command("scan", "--entities", *arguments).lines
    return [line for line in lines if "entity" in line]


def test_an_article_of_three_posts_yields_what_stands_in_them_and_nothing_else(
    command: Command,
) -> None:
    found = entities(command, BAGHUZ)
    assert [(each["entity"], each["value"]) for each in found] == [
        ("handle", "mustefabali"),
        ("date", "2019-03-23"),
        ("hashtag", "الباغوز"),
        ("hashtag", "سوريا"),
        ("handle", "aliqaradaghi"),
        ("date", "2019-03-20"),
        ("pic", "xDdo9Mya9g"),
        ("handle", "HadiAlabdallah"),
        ("date", "2019-03-20"),
    ]
    text = BAGHUZ.read_text(encoding="utf-8")
    assert all(text[int(str(e["start"])) : int(str(e["end"]))] == e["printed"] for e in found)
    assert None not in {each["quote_id"] for each in found}


def test_lines_of_entities_are_told_by_their_first_field_and_stand_behind_the_quotes(
    command: Command,
) -> None:
    lines = command("scan", "--entities", BAGHUZ).lines
    kinds = ["entity" if next(iter(line)) == "entity" else "quote" for line in lines]
    assert kinds == sorted(kinds, reverse=True)
    assert list(lines[-1])[: len(FIELDS)] == FIELDS
    assert json.loads(command("scan", "--entities", BAGHUZ, "--json").out) == lines


def test_without_the_flag_there_are_quotes_only(command: Command) -> None:
    assert all("entity" not in line for line in command("scan", BAGHUZ).lines)


def test_a_table_has_no_columns_for_them(command: Command) -> None:
    told = command("scan", "--entities", BAGHUZ, "--csv")
    assert told.code == 2
    assert "harvester query 'SELECT * FROM entities' --csv" in told.err


def test_an_article_is_shown_with_its_entities(command: Command, inside: Path) -> None:
    [row] = command("query", "SELECT article_id FROM entities WHERE value = 'xDdo9Mya9g'").lines
    told = command("show", str(row["article_id"]))
    assert "pic       xDdo9Mya9g  ← pic.twitter.com/xDdo9Mya9g · 1823" in told.out
    shown = json.loads(command("show", str(row["article_id"]), "--json").out)
    assert len(shown["entities"]) == 9


def test_who_names_an_account_is_traced(command: Command, inside: Path) -> None:
    told = command("trace", "@MustefaBali")
    assert told.code == 0
    assert "@MustefaBali" in told.out
    assert command("trace", "@nobody_knows_q9").code == 1
