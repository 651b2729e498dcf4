"""Free SQL: it reads, and nothing else, and slips are explained."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from harvester.errors import Exit, UsageError
from harvester.store import (
    ask,
    columns,
    open_database,
    question,
)
from harvester.store.connection.handle import Connection
from printings import rows


def wrong(connection: Connection, sql: str, **options: Any) -> str:
    with pytest.raises(UsageError) as caught:
        list(ask(connection, sql, **options).rows)
    assert caught.value.exit_code == Exit.WRONG_USAGE
    return str(caught.value)


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
    with pytest.raises(
        UsageError,
        match=r"no parameter 'outlet'\. Did you mean 'outlets'\? Its parameters: outlets\.",
    ):
        asked.values({"outlet": "2"})
    with pytest.raises(UsageError, match=r"outlets: 'many' is not a number\. Give one, e.g. 2"):
        asked.values({"outlets": "many"})


def test_tables_and_views_are_listed_without_those_of_the_program(reader: Connection) -> None:
    listed = columns(reader)
    assert listed["outlets"] == ["id", "name"]
    assert "quotes_flat" in listed
    assert "post_keys" not in listed


def test_who_stops_reading_may_close_the_database_first(tmp_path: Path) -> None:
    with open_database(tmp_path / "h.db") as connection:
        counted = iter(connection.exec_driver_sql("VALUES (1), (2)"))
        assert next(counted) == (1,)
    assert isinstance(counted, Generator)
    counted.close()
