"""The views: who printed what, when, and who was first."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.store import (
    open_database,
)
from harvester.store.connection.handle import Connection
from printings import harvest, printed, quote, rows


def test_the_flat_view_has_one_row_a_quote_with_all_that_is_known(database: Connection) -> None:
    link = quote("a", kind="link", post_id="7", url="https://x.example/7", tidy=None, folded=None)
    whole = quote("b", post_id="7", posted_at="2019-03-20T09:00:00Z", posted_precision="second")
    said = quote("c", kind="quotation", platform=None, handle=None, speaker="Ms Reed")
    harvest(database, printed("tide.example", "2019-03-21", link, whole, said))
    sql = "SELECT outlet, title, words, posted_at, link, speaker FROM quotes_flat ORDER BY kind"
    assert rows(database, sql) == [
        (
            "tide.example",
            "In tide.example",
            None,
            "2019-03-20T09:00:00Z",
            "https://x.example/7",
            None,
        ),
        ("tide.example", "In tide.example", "The tide is in.", "2019-03-20", None, "Ms Reed"),
        (
            *("tide.example", "In tide.example", "The tide is in."),
            *("2019-03-20T09:00:00Z", "https://x.example/7", None),
        ),
    ]


def test_a_post_of_two_outlets_is_reused_and_one_of_two_articles_is_not(
    database: Connection,
) -> None:
    mine = {"handle": "other", "folded": "mine"}
    harvest(
        database,
        printed("a.example", "2019-03-22", quote("1")),
        printed("b.example", "2019-03-21", quote("2")),
        printed("b.example", "2019-03-23", quote("3")),
        printed("c.example", "2019-03-21", quote("4", **mine)),
        printed("c.example", "2019-03-22", quote("5", **mine)),
    )
    sql = "SELECT handle, n_outlets, n_articles, first_published, last_published FROM reused"
    assert rows(database, sql) == [("lira", 2, 3, "2019-03-21", "2019-03-23")]


def test_the_timeline_goes_from_the_first_to_the_last(database: Connection) -> None:
    days = ["2019-03-22", None, "2019-03-21T23:30:00+02:00", "2019-03-21T22:00:00Z"]
    harvest(database, *(printed("a.example", day) for day in days))
    found = [day for (day,) in rows(database, "SELECT published FROM timeline")]
    assert found == [days[2], days[3], days[0], None]


def test_a_post_twice_in_an_article_is_two_printings_in_one_article(database: Connection) -> None:
    harvest(database, printed("a.example", "2019-03-22", quote("1"), quote("2")))
    assert len(rows(database, "SELECT * FROM timeline")) == 2
    assert len(rows(database, "SELECT * FROM first_printed")) == 1


@pytest.mark.parametrize(
    ("published", "first"),
    [
        (["2019-03-21T10:00:00Z", "2019-03-21T09:00:00Z"], ["2019-03-21T09:00:00Z"]),
        (["2019-03-21T10:00:00+02:00", "2019-03-21T09:00:00Z"], ["2019-03-21T10:00:00+02:00"]),
        (["2019-03-21", "2019-03-21T09:00:00Z"], ["2019-03-21", "2019-03-21T09:00:00Z"]),
        (["2019-03-21", "2019-03-22T09:00:00Z"], ["2019-03-21"]),
        (["2019-03-22", "2019-03-21T09:00:00Z", None], ["2019-03-21T09:00:00Z"]),
        (["2019-03-21", "2019-03-21"], ["2019-03-21", "2019-03-21"]),
    ],
)
def test_the_first_to_print_is_known_as_exactly_as_the_dates_are(
    database: Connection, published: list[str | None], first: list[str]
) -> None:
    harvest(database, *(printed(f"{n}.example", day) for n, day in enumerate(published)))
    found = rows(database, "SELECT published FROM first_printed ORDER BY published")
    assert sorted(day for (day,) in found) == sorted(first)


def is_earlier(one: str, other: str) -> bool:
    """As people compare: by the time if both have one, else by the day."""
    if len(one) > 10 and len(other) > 10:
        return one < other
    return one[:10] < other[:10]


@settings(max_examples=40, deadline=None)
@given(
    times=st.lists(
        st.builds(
            "2020-01-0{}{}".format,
            st.integers(1, 3),
            st.sampled_from(["", "", "T01:00:00Z", "T02:00:00Z"]),
        ),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_first_is_whom_nobody_was_before(
    tmp_path_factory: pytest.TempPathFactory, times: list[str]
) -> None:
    with open_database(tmp_path_factory.mktemp("first") / "a.db") as connection:
        harvest(connection, *(printed("a.example", time) for time in times))
        found = {day for (day,) in rows(connection, "SELECT published FROM first_printed")}
    late = {one for one, other in product(times, times) if is_earlier(other, one)}
    assert found == set(times) - late
