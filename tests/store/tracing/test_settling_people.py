"""People are settled some rows at a time; what stops it, or comes between, changes no row."""

import sqlite3
from pathlib import Path

import pytest

from harvester.store import settle_people, start_run, write
from harvester.store.connection.handle import Connection
from harvester.store.settling import people
from places import contents
from printings import harvest, printed, quote

NAMES = ("Ada Quist", "Bo Lind", "Cleo Marsh", "Dag Vik")


def filled(connection: Connection) -> None:
    for n, name in enumerate(NAMES * 2):
        said = quote(f"q{n}", author_name=name, handle=f"h{n % 4}")
        harvest(connection, printed(f"{n}.example", "2019-03-22", said))


def unsettle(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE quotes SET person = NULL")
    connection.exec_driver_sql("DELETE FROM people")
    connection.exec_driver_sql("INSERT INTO stale_people VALUES (1)")


def settled_rows(connection: Connection) -> list[object]:
    found = contents(connection)
    return [found[name] for name in ("people", "person_names", "quotes", "stale_people")]


@pytest.mark.parametrize("at_a_time", [1, 3, 5000])
def test_slices_of_any_size_give_the_same_rows(database: Connection, at_a_time: int) -> None:
    filled(database)
    whole = settled_rows(database)
    assert len(whole[0]) == len(NAMES)  # type: ignore[arg-type]
    unsettle(database)
    settle_people(database, at_a_time=at_a_time)
    assert settled_rows(database) == whole


@pytest.mark.parametrize(("speaker", "is_asked"), [(None, False), ("Ada Quist", True)])
def test_who_is_who_is_asked_again_only_if_somebody_is_named(
    database: Connection, speaker: str | None, is_asked: bool
) -> None:
    nobody = {"author_name": None, "handle": None, "platform": None}
    said = quote("q", kind="quotation", speaker=speaker, **nobody)
    run = start_run(database, version="1", arguments={})
    write(database, run, [printed("a.example", "2019-03-22", said)], version="1")
    assert bool(database.exec_driver_sql("SELECT 1 FROM stale_people").all()) is is_asked


def test_what_was_stopped_between_slices_is_done_anew(
    database: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(database)
    whole = settled_rows(database)
    unsettle(database)
    with monkeypatch.context() as patch:
        patch.setattr(people, "_NAME", "no SQL")
        with pytest.raises(Exception, match="syntax"):
            settle_people(database, at_a_time=1)
    assert settled_rows(database) != whole
    settle_people(database)
    assert settled_rows(database) == whole


def test_what_comes_between_slices_is_settled_too(
    path: Path, database: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(database)
    whole = settled_rows(database)
    unsettle(database)
    changes = people._changes
    calls: list[bool] = []

    def disturbed(connection: Connection) -> object:
        if not calls:
            with sqlite3.connect(path) as other:
                other.execute("INSERT INTO stale_people VALUES (1)")
        calls.append(connection.raw.in_transaction)
        return changes(connection)

    monkeypatch.setattr(people, "_changes", disturbed)
    settle_people(database, at_a_time=1)
    assert calls == [False, True]
    assert settled_rows(database) == whole
