"""`trace`: who printed these words, when, how they changed, and who was first."""

import json
import os
from pathlib import Path

import pytest

from commands import Command, launch

POST = "1227289230407086080"
WORDS = "the stairs are gone between the 2nd and 3rd floor"
REMEMBERED = "nobody may enter the lighthouse, the stairs are gone"
URLS = (
    f"https://twitter.com/brinewick_h_x9/status/{POST}",
    f"https://mobile.twitter.com/other/status/{POST}?s=20",
    f"x.com/i/status/{POST}",
    f"https://nitter.net/brinewick_h_x9/status/{POST}#m",
)


@pytest.fixture(autouse=True)
def _beside_a_harvest(inside: Path) -> None:
    """Every test here asks the harvest of the seeds."""


def rows(command: Command, *question: str) -> list[dict[str, object]]:
    return command("trace", *question, "--nl").lines


@pytest.mark.parametrize("question", [WORDS, WORDS.upper(), REMEMBERED, POST, *URLS])
def test_a_post_is_found_by_words_by_id_and_by_any_form_of_its_url(
    command: Command, question: str
) -> None:
    [row] = rows(command, question)
    assert row["question"] == question
    assert (row["n_outlets"], row["n_articles"]) == (5, 6)
    assert row["first_outlets"] == ["Radio Rivamorta"]


@pytest.mark.parametrize("table", ["quotes", "clusters"])
def test_a_quote_and_a_cluster_are_found_by_their_ids(command: Command, table: str) -> None:
    ids = "SELECT quote_id AS id FROM clusters" if table == "quotes" else "SELECT id FROM clusters"
    [row] = command("query", ids).lines
    assert rows(command, row["id"])[0]["way"] == "id"
    assert rows(command, row["id"])[0]["post"] == rows(command, POST)[0]["post"]


@pytest.mark.parametrize(
    "article", ["rada-3", "https://www.la-rada.example/sucesos/faro-sin-escalera"]
)
def test_of_an_article_it_is_told_what_others_printed_too(command: Command, article: str) -> None:
    [row] = rows(command, article)
    assert row["n_outlets"] == 5


def test_each_printing_has_its_time_its_relation_and_its_likely_source(command: Command) -> None:
    [row] = rows(command, POST)
    printings = row["printings"]
    assert isinstance(printings, list)
    told = [(each["outlet"], each["lag"], each["kind"], each["relation"]) for each in printings]
    assert told[0] == ("Radio Rivamorta", 0.0, "signature", "identical")
    assert told[4] == ("coast-wire.example", 14.75, "link", None)
    assert told[5][2:] == ("quotation", "partial")
    assert [each["is_first"] for each in printings] == [True, *[False] * 5]
    assert printings[1]["likely_source_outlet"] == "Radio Rivamorta"


def test_a_card_says_who_was_first_and_what_is_a_guess(command: Command) -> None:
    told = command("trace", WORDS)
    assert told.code == 0
    lines = [line.strip() for line in told.out.splitlines()]
    assert "First printed by Radio Rivamorta, 2020-02-11T18:15:00Z" in lines
    assert "2020-02-11T18:40:00Z · harbour-gazette.example · 25 minutes later · identical" in lines
    assert "(guess) after Radio Rivamorta" in lines
    assert "How the words changed" in lines


def test_words_need_no_quotation_marks(command: Command) -> None:
    assert command("trace", *WORDS.split()).out == command("trace", WORDS).out


def test_what_is_not_found_ends_with_one(command: Command) -> None:
    for question in ("nobody ever wrote this about mountains", "https://x.com/a/status/99", "zzz9"):
        told = command("trace", question)
        assert (told.code, told.out) == (1, "")
        assert f"Nothing was found of '{question}'." in told.err


@pytest.mark.parametrize("asking", ["trace", "show"])
def test_bytes_that_are_no_text_are_not_found(command: Command, asking: str) -> None:
    told = command(asking, os.fsdecode(b"caf\xe9"))
    assert (told.code, told.out) == (1, "")
    assert "'caf\ufffd'" in told.err


def test_each_line_of_standard_input_is_a_question(inside: Path) -> None:
    lines = f"{POST}\n\nnobody ever wrote this about mountains\n{WORDS}\n"
    for arguments in (["--nl"], ["-", "--nl"]):
        told = launch("trace", *arguments, cwd=inside, stdin=lines)
        assert told.code == 0
        assert [row["question"] for row in told.lines] == [POST, WORDS]
        assert "mountains" in told.err


def test_answers_are_an_array_where_that_is_asked_for(command: Command) -> None:
    [row] = json.loads(command("trace", POST, "--json").out)
    assert row["post"]


def test_more_answers_than_wanted_are_counted(command: Command) -> None:
    found = len(rows(command, "nobody", "--limit", "1000"))
    told = command("trace", "nobody", "--limit", "2", "--nl")
    assert (len(told.lines), told.err) == (2, f"{found - 2} more: see --limit.\n")


def test_a_cluster_is_shown_with_its_quotes(command: Command) -> None:
    [row] = command("query", "SELECT id FROM clusters").lines
    shown = json.loads(command("show", row["id"], "--json").out)
    assert (shown["kind"], len(shown["quotes"])) == ("cluster", 5)
    assert "first_outlets: Radio Rivamorta" in command("show", row["id"]).out
