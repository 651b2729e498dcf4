"""Filters choose places, and every question, saved or one's own, is asked of these places alone."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from harvester.errors import UsageError
from harvester.filters import FILTERS, Filters
from harvester.harvested import Harvested
from harvester.records import Article
from harvester.store import ask, filtered, open_database, question, questions
from harvester.store.connection.handle import Connection
from printings import harvest, quote, rows

QUESTIONS_OF_RUNS = {"problems"}
PLACES = (
    # outlet, published, lang, what is quoted
    ("tide.example", "2019-03-22", "en", {"handle": "lira", "post_id": "77"}),
    ("gate.example", "2019-03-22T10:00:00Z", "en", {"handle": "lira", "post_id": "77"}),
    ("mole.example", "2019-04-02", "fr-CA", {"handle": None, "kind": "quotation"}),
    ("mole.example", None, "ru", {"handle": "Ada_Q9", "platform": "telegram", "confidence": 0.5}),
)
SPEAKERS = {2: {"speaker": "Élodie Quist", "speaker_name": "Élodie Quist", "platform": None}}


@pytest.fixture
def asked(path: Path) -> Iterator[Connection]:
    """Four places in three outlets, open to be asked."""
    with open_database(path) as connection:
        harvest(connection, *map(_article, range(len(PLACES))))
    with open_database(path, read_only=True) as connection:
        yield connection


def _article(number: int) -> Harvested:
    outlet, published, lang, changes = PLACES[number]
    words = {"tidy": f"Tide number {number % 3}, and no ferry yet", "author_name": None}
    known: dict[str, Any] = words | changes | SPEAKERS.get(number, {})
    article = Article(str(number), outlet=outlet, published=published, lang=lang)
    return Harvested.of(
        article, [quote(str(number), folded=f"tide{number % 3}noferryyet", **known)]
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), 4),
        (Filters(since="2019-04"), 1),
        (Filters(until="2019-03"), 2),
        (Filters(since="2019-03-22", until="2019-03-22"), 2),
        (Filters(outlet=("Tide.example", "mole.example")), 3),
        (Filters(lang=("fr", "ru")), 2),
        (Filters(lang=("f",)), 0),
        (Filters(platform=("telegram",)), 1),
        (Filters(kind=("quotation",)), 1),
        (Filters(handle=("@ADA_Q9",)), 1),
        (Filters(person=("elodie",)), 1),
        (Filters(person=("odie",)), 0),
        (Filters(min_confidence=0.6), 3),
        (Filters(handle=("lira",), outlet=("gate.example",)), 1),
        (Filters(outlet=("it's.example",)), 0),
    ],
)
def test_a_filter_chooses_places(asked: Connection, filters: Filters, expected: int) -> None:
    with filtered(asked, filters):
        for table in ("quotes", "quotes_flat", "articles"):
            assert rows(asked, f"SELECT count(*) FROM {table}") == [(expected,)]
    assert rows(asked, "SELECT count(*) FROM quotes") == [(4,)]


def test_words_that_several_outlets_printed_are_told_of_whole(asked: Connection) -> None:
    with filtered(asked, Filters(outlet=("gate.example",))):
        assert rows(asked, "SELECT n_outlets FROM reused") == [(2,)]
        assert rows(asked, "SELECT outlet FROM timeline") == [("gate.example",)]
    with filtered(asked, Filters(outlet=("mole.example",))):
        assert rows(asked, "SELECT n_outlets FROM reused") == []


@pytest.mark.parametrize("name", [saved.name for saved in questions()])
def test_every_saved_question_takes_filters(asked: Connection, name: str) -> None:
    saved = question(name)
    nobody = Filters(since="2031", person=("Nobody",), min_confidence=1.0)
    if name in QUESTIONS_OF_RUNS:
        with (
            pytest.raises(UsageError, match="nothing to filter"),
            filtered(asked, nobody, saved.sql),
        ):
            pass
        return
    with filtered(asked, nobody, saved.sql):
        assert list(ask(asked, saved.sql, saved.values({})).rows) == []


def test_a_filtered_database_still_refuses_to_be_written(asked: Connection) -> None:
    with filtered(asked, Filters(since="2019")), pytest.raises(UsageError):
        ask(asked, "DELETE FROM outlets RETURNING id")
    with pytest.raises(UsageError):
        ask(asked, "CREATE TEMP TABLE mine (id)")


@pytest.mark.parametrize("day", ["23.3.2019", "2019-13", "2019-02-30", "tomorrow", "2019-3"])
def test_what_is_no_date_is_refused(day: str) -> None:
    with pytest.raises(UsageError, match="Write 2019-03-23, 2019-03 or 2019"):
        Filters(since=day)


def test_an_unknown_kind_or_platform_is_refused_with_the_nearest(asked: Connection) -> None:
    with pytest.raises(UsageError, match="Did you mean 'quotation'"):
        Filters(kind=("quotations",))
    with (
        pytest.raises(UsageError, match="Did you mean 'twitter'"),
        filtered(asked, Filters(platform=("twiter",))),
    ):
        pass


def test_each_filter_is_declared_and_has_a_value() -> None:
    assert [each.name for each in FILTERS] == [field.name for field in fields(Filters)]
