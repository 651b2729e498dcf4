"""`show` and `query`: one thing by its id, and questions that only read."""

import json
from pathlib import Path

import pytest

from commands import Command

POST = "1227289230407086080"


@pytest.fixture(autouse=True)
def _beside_a_harvest(inside: Path) -> None:
    """Every test here asks the harvest of the seeds."""


def first(command: Command, sql: str) -> str:
    [row] = command("query", sql, "--limit", "1").lines
    [value] = row.values()
    return str(value)


def test_a_quote_is_shown_with_what_stands_around_it(command: Command) -> None:
    wanted = first(command, "SELECT quote_id FROM quotes_flat WHERE handle = 'mustefabali'")
    told = command("show", wanted)
    assert told.code == 0
    assert "@mustefabali · twitter · 2019-03-23" in told.out
    assert wanted in told.out


def test_a_post_is_shown_by_either_of_its_ids(command: Command) -> None:
    ours = first(command, f"SELECT id FROM posts WHERE post_id = '{POST}'")
    assert command("show", POST).out == command("show", ours).out
    shown = json.loads(command("show", POST, "--json").out)
    assert (shown["kind"], shown["post_id"]) == ("post", POST)
    assert len({quote["outlet"] for quote in shown["quotes"]}) == 5


def test_an_article_is_shown_by_either_of_its_ids(command: Command) -> None:
    ours = first(command, "SELECT id FROM articles WHERE given_id = 'kurier-7'")
    assert command("show", "kurier-7").out == command("show", ours).out
    assert "title: Leuchtturm ohne Treppe" in command("show", "kurier-7").out


def test_an_id_that_nothing_has_is_told_and_the_others_are_shown(command: Command) -> None:
    told = command("show", "nothing", "kurier-7")
    assert told.code == 1
    assert "Leuchtturm" in told.out
    assert "'nothing'" in told.err


def test_without_an_id_it_is_told_how_much_there_is(command: Command) -> None:
    told = command("show")
    counted = {name: count for count, name in map(str.split, told.out.splitlines())}
    assert (counted["articles"], counted["runs"]) == ("21", "1")


def test_a_date_that_contradicts_the_id_is_marked(command: Command) -> None:
    told = command("show", "897161429584953344")
    assert "printed date differs: 14 de agosto de 2019" in told.out


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO outlets VALUES ('a', 'b')",
        "DELETE FROM articles",
        "ATTACH 'new.db' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
        "VACUUM INTO 'new.db'",
        "CREATE TABLE mine (a)",
    ],
)
def test_a_query_cannot_write_and_says_so(command: Command, sql: str, inside: Path) -> None:
    before = command("show").out
    told = command("query", sql)
    assert told.code == 2
    assert "Questions may only read" in told.err
    assert command("show").out == before
    assert not (inside / "new.db").exists()


def test_a_saved_question_takes_parameters(command: Command) -> None:
    assert len(command("query", "reused-across-outlets", "-p", "outlets", "5").lines) == 1
    assert command("query", "reused-across-outlets", "-p", "outlets", "6").code == 1


def test_a_nearly_right_question_or_parameter_is_told(command: Command) -> None:
    assert "Did you mean 'most-quoted-people'?" in command("query", "most-quoted-peple").err
    told = command("query", "reused-across-outlets", "-p", "outlet", "3")
    assert "Did you mean 'outlets'?" in told.err


def test_free_sql_takes_parameters(command: Command) -> None:
    sql = "SELECT DISTINCT handle FROM quotes_flat WHERE handle = :who"
    told = command("query", sql, "-p", "who", "mustefabali")
    assert told.lines == [{"handle": "mustefabali"}]


def test_the_saved_questions_are_listed(command: Command) -> None:
    names = [row["name"] for row in command("query", "--nl").lines]
    assert command("query").out.split() == names
    assert {"reused-across-outlets", "first-to-print", "posts-per-day"} <= set(names)
    assert all(command("query", name).code in (0, 1) for name in names)


def test_the_post_of_five_outlets_is_known_and_who_was_first(command: Command) -> None:
    [reused] = command("query", "reused-across-outlets").lines
    assert (reused["n_outlets"], reused["handle"]) == (5, "brinewick_h_x9")
    [first_to_print] = command("query", "first-to-print").lines
    assert first_to_print["outlet"] == "Radio Rivamorta"
