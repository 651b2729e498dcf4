"""Views and questions: who printed what, when, and who was first."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from harvester.errors import Exit, UsageError
from harvester.records import Article, Harvested, Problem, Quote
from harvester.store import (
    ask,
    columns,
    open_database,
    question,
    questions,
    settle_posts,
    start_run,
    write,
)
from harvester.store.queries import folder
from harvester.text.digest import digest


def quote(name: str, **changes: Any) -> Quote:
    """A place where a post is printed."""
    known: dict[str, Any] = dict.fromkeys(Quote._fields)
    known |= {
        "id": digest(name),
        "article_id": "",
        "kind": "signature",
        "rule": "signature.twitter",
    }
    known |= {"platform": "twitter", "handle": "lira", "posted_at": "2019-03-20"}
    known |= {"author_name": "Lira", "tidy": "The tide is in.", "folded": "thetideisin"}
    known |= {"start": 0, "end": 9, "confidence": 0.9, "prefix": "", "suffix": ""}
    known |= {"pics": (), "links": (), "hashtags": (), "mentions": (), "posted_precision": "day"}
    return Quote(**(known | changes))


def printed(outlet: str | None, published: str | None, *quotes: Quote) -> Harvested:
    """An article with the post, or with the quotes that are given."""
    name = f"{outlet} {published} {[one.id for one in quotes]}"
    article = Article(name, outlet=outlet, published=published, title=f"In {outlet}")
    return Harvested.of(article, quotes or [quote(name)])


def harvest(connection: Connection, *batch: Harvested, problems: tuple[Problem, ...] = ()) -> None:
    run = start_run(connection, version="1", arguments={})
    write(connection, run, batch, version="1", problems=problems)
    settle_posts(connection)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harvest.db"


@pytest.fixture
def database(path: Path) -> Iterator[Connection]:
    with open_database(path) as connection:
        yield connection


def rows(connection: Connection, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return list(ask(connection, sql, parameters).rows)


def saved(connection: Connection, name: str, **given: str) -> list[dict[str, Any]]:
    asked = question(name)
    answer = ask(connection, asked.sql, asked.values(given))
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


# Views


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


def test_a_post_twice_in_an_article_is_printed_there_once(database: Connection) -> None:
    harvest(database, printed("a.example", "2019-03-22", quote("1"), quote("2")))
    assert len(rows(database, "SELECT * FROM timeline")) == 1


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


# Saved questions


def test_each_saved_question_says_what_it_answers_and_can_be_asked(path: Path) -> None:
    with open_database(path) as connection:
        harvest(connection, printed("a.example", "2019-03-22"))
    with open_database(path, read_only=True) as reader:
        for asked in questions():
            assert asked.answers.endswith(".")
            assert all(parameter.meaning for parameter in asked.parameters)
            answer = ask(reader, asked.sql, asked.values({}))
            assert answer.columns
            assert len(list(answer.rows)) <= 1


def test_the_saved_questions_are_the_promised_ones() -> None:
    assert [asked.name for asked in questions()] == [
        "dates-against-ids",
        "first-to-print",
        "most-quoted-accounts",
        "posts-per-day",
        "problems",
        "quotes-without-link",
        "reused-across-outlets",
        "same-post-other-words",
    ]


def test_a_parameter_has_a_default_and_can_be_given(database: Connection) -> None:
    harvest(database, printed("a.example", "2019-03-22"), printed("b.example", "2019-03-21"))
    assert [row["n_outlets"] for row in saved(database, "reused-across-outlets")] == [2]
    assert saved(database, "reused-across-outlets", outlets="3") == []


def test_accounts_are_counted_over_posts_articles_and_outlets(database: Connection) -> None:
    other = quote("o", handle="bo", platform="bluesky", author_name="Bo")
    harvest(database, printed("a.example", "2019-03-22"), printed("b.example", "2019-03-21", other))
    harvest(database, printed("c.example", "2019-03-22"))
    found = saved(database, "most-quoted-accounts")
    assert [(row["name"], row["n_posts"], row["n_articles"]) for row in found] == [
        ("Lira", 1, 2),
        ("Bo", 1, 1),
    ]
    assert [
        row["handle"] for row in saved(database, "most-quoted-accounts", platform="bluesky")
    ] == ["bo"]


def test_posts_are_counted_by_their_day(database: Connection) -> None:
    later = quote("l", posted_at="2019-03-24T01:00:00Z")
    harvest(database, printed("a.example", "2019-03-25", quote("e"), later))
    assert [row["day"] for row in saved(database, "posts-per-day")] == ["2019-03-20", "2019-03-24"]
    assert [row["day"] for row in saved(database, "posts-per-day", since="2019-03-21")] == [
        "2019-03-24"
    ]


def test_posts_that_nobody_links_to_are_found(database: Connection) -> None:
    linked = quote("k", post_id="7", handle="bo", url="https://x.example/7")
    harvest(database, printed("a.example", "2019-03-25", quote("e"), linked))
    assert [row["handle"] for row in saved(database, "quotes-without-link")] == ["lira"]


def test_outlets_are_counted_by_how_often_they_were_first(database: Connection) -> None:
    harvest(database, printed("late.example", "2019-03-22"), printed("early.example", "2019-03-21"))
    found = saved(database, "first-to-print")
    assert [(row["outlet"], row["n_posts_first"]) for row in found] == [("early.example", 1)]


def test_dates_that_contradict_their_ids_are_found(database: Connection) -> None:
    wrong = quote("w", post_id="7", printed_date="March 19, 2019", is_date_confirmed=False)
    right = quote("r", post_id="8", printed_date="March 20, 2019", is_date_confirmed=True)
    harvest(database, printed("a.example", "2019-03-25", wrong, right))
    assert [row["printed_date"] for row in saved(database, "dates-against-ids")] == [
        "March 19, 2019"
    ]


def test_problems_are_listed_by_kind(database: Connection) -> None:
    met = (
        Problem("warning", "encoding-guessed", "a.txt", "Read as cp1252."),
        Problem("error", "cut-off", "b.gz", "It ends too early."),
    )
    harvest(database, problems=met)
    assert [row["source"] for row in saved(database, "problems")] == ["b.gz", "a.txt"]
    assert [row["code"] for row in saved(database, "problems", severity="error")] == ["cut-off"]


def test_printings_with_other_words_are_found(database: Connection) -> None:
    whole, cut = quote("w", pics=("p",)), quote("c", pics=("p",), folded="thetide")
    harvest(database, printed("a.example", "2019-03-25", whole), printed("b.example", None, cut))
    assert [row["n_wordings"] for row in saved(database, "same-post-other-words")] == [2]


def test_the_questions_are_found_in_a_checkout_and_in_a_wheel(tmp_path: Path) -> None:
    package = tmp_path / "harvester" / "store"
    package.mkdir(parents=True)
    assert folder(package) == tmp_path / "db" / "queries"
    (package / "saved").mkdir()
    assert folder(package) == package / "saved"


def test_the_questions_of_the_readme_can_be_asked(reader: Connection) -> None:
    readme = (Path(__file__).parent.parent / "db" / "README.md").read_text(encoding="utf-8")
    pasted = [part.split("```")[0] for part in readme.split("```sql\n")[1:]]
    assert len(pasted) == 5
    for sql in pasted:
        list(ask(reader, sql).rows)


# Free SQL


def wrong(connection: Connection, sql: str, **options: Any) -> str:
    with pytest.raises(UsageError) as caught:
        list(ask(connection, sql, **options).rows)
    assert caught.value.exit_code == Exit.WRONG_USAGE
    return str(caught.value)


@pytest.fixture
def reader(path: Path) -> Iterator[Connection]:
    with open_database(path) as connection:
        harvest(connection, printed("a.example", "2019-03-22"), printed("b.example", "2019-03-22"))
    with open_database(path, read_only=True) as connection:
        yield connection


def test_an_answer_has_columns_and_no_more_rows_than_asked_for(reader: Connection) -> None:
    answer = ask(reader, "SELECT outlet, title AS headline FROM quotes_flat", limit=1)
    assert answer.columns == ("outlet", "headline")
    assert len(list(answer.rows)) == 1


def test_parameters_have_names(reader: Connection) -> None:
    sql = "SELECT count(*) FROM quotes_flat WHERE outlet = :outlet"
    assert rows(reader, sql, outlet="a.example") == [(1,)]
    assert "outlet" in wrong(reader, sql)


def test_a_wrong_table_or_column_is_told_with_those_there_are(reader: Connection) -> None:
    assert "There are: " in wrong(reader, "SELECT * FROM quotes_flatt")
    assert "timeline" in wrong(reader, "SELECT * FROM quotes_flatt")
    message = wrong(reader, "SELECT headline FROM quotes_flat")
    assert "No such column: headline" in message
    assert "quotes_flat has: outlet, title" in message


def test_a_slip_in_the_sql_is_told_in_the_words_of_sqlite(reader: Connection) -> None:
    assert 'near "FORM": syntax error' in wrong(reader, "SELECT * FORM quotes_flat").replace(
        "N", "n", 1
    )


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM quotes", "ATTACH 'a.db' AS a", "VACUUM INTO 'a.db'", "SELECT printf('%d', 1)"],
)
def test_a_question_only_reads(reader: Connection, sql: str) -> None:
    assert "Questions may only read" in wrong(reader, sql)


def test_only_one_statement_is_asked(reader: Connection) -> None:
    assert "Only one statement" in wrong(reader, "SELECT 1; SELECT 2")
    assert rows(reader, "SELECT 1; -- and no more") == [(1,)]


def test_an_empty_question_is_none(reader: Connection) -> None:
    assert "asks nothing" in wrong(reader, "-- only a remark")


def test_a_question_that_runs_too_long_is_stopped(reader: Connection) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    assert "stopped before it was answered" in wrong(reader, endless, seconds=0.05)
    assert rows(reader, "SELECT 1") == [(1,)]


def test_a_question_that_does_not_exist_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"There is no saved question 'x/../y'.*first-to-print"):
        question("x/../y")


def test_a_wrong_parameter_is_told_with_those_there_are() -> None:
    asked = question("reused-across-outlets")
    with pytest.raises(UsageError, match=r"no parameter 'outlet'\. Its parameters: outlets\."):
        asked.values({"outlet": "2"})
    with pytest.raises(UsageError, match=r"outlets: 'many' is not a number\. Give one, e.g. 2"):
        asked.values({"outlets": "many"})


def test_tables_and_views_are_listed_without_those_of_the_program(reader: Connection) -> None:
    listed = columns(reader)
    assert listed["outlets"] == ["id", "name"]
    assert "quotes_flat" in listed
    assert "post_keys" not in listed
