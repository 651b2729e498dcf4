"""Who may open the database file, and what it refuses."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from harvester.errors import DatabaseError, Exit
from harvester.store import (
    counts,
    open_database,
    transaction,
)
from harvester.store.schema.migrate import APPLICATION_ID
from places import harvest, place

ROOT = Path(__file__).parents[2]


def test_a_missing_or_empty_file_is_made_with_its_folder(tmp_path: Path) -> None:
    new, empty = tmp_path / "a" / "b" / "new.db", tmp_path / "empty.db"
    empty.touch()
    for path in (new, empty):
        with open_database(path) as connection:
            assert counts(connection)["articles"] == 0
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert sqlite3.connect(path).execute("PRAGMA application_id").fetchone() == (
            APPLICATION_ID,
        )


def refusal(path: Path, **options: Any) -> str:
    with pytest.raises(DatabaseError) as caught:
        open_database(path, **options).close()
    assert caught.value.exit_code == Exit.DATABASE_UNUSABLE
    assert str(path) in str(caught.value) or str(path.parent) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_a_database_of_ours_is_refused_and_left_alone(
    tmp_path: Path, read_only: bool
) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("Buy milk. " * 200, encoding="utf-8")
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE songs (title)")
    other.close()
    before = text.read_bytes(), foreign.read_bytes()
    assert "not a SQLite database" in refusal(text, read_only=read_only)
    assert "not one of harvester's" in refusal(foreign, read_only=read_only)
    assert "This is a folder" in refusal(tmp_path, read_only=read_only)
    assert (text.read_bytes(), foreign.read_bytes()) == before


def test_a_newer_shape_is_refused(path: Path) -> None:
    open_database(path).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 999")
    other.close()
    assert "A newer harvester made this database (shape 999" in refusal(path)


def test_an_older_shape_cannot_be_read_but_written(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    other.close()
    assert "An older harvester made this database" in refusal(path, read_only=True)
    open_database(path).close()
    open_database(path, read_only=True).close()


def test_a_place_where_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "The folder for the database cannot be made" in refusal(tmp_path / "file" / "a.db")


@contextmanager
def read_only_folder() -> Iterator[Path]:
    """A folder in which this process may create and change nothing, even if it is root's."""
    with TemporaryDirectory() as name:
        folder, user = Path(name), os.geteuid()
        with open_database(folder / "a.db") as connection:
            harvest(connection, [place("one")])
        (folder / "a.db").chmod(0o444)
        folder.chmod(0o555)
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_a_folder_that_may_not_be_written_to_can_only_be_read() -> None:
    with read_only_folder() as folder:
        assert "cannot be opened or created here" in refusal(folder / "b.db")
        assert "may not be written to" in refusal(folder / "a.db")
        with open_database(folder / "a.db", read_only=True) as reader:
            assert counts(reader)["articles"] == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_an_unclosed_database_in_such_a_folder_cannot_even_be_read() -> None:
    with read_only_folder() as folder:
        user = os.geteuid()
        os.seteuid(os.getuid())
        folder.chmod(0o755)
        (folder / "a.db-wal").write_bytes(b"left over")
        folder.chmod(0o555)
        os.seteuid(user)
        assert "It was not closed" in refusal(folder / "a.db", read_only=True)


def test_a_damaged_database_is_refused(path: Path) -> None:
    with open_database(path) as connection:
        harvest(connection, [place("one")])
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\x07" * 3000)
    assert "The database is damaged" in refusal(path)


def test_waiting_for_another_writer_ends(path: Path) -> None:
    with open_database(path) as one, open_database(path, timeout=0.01) as other:
        with transaction(one):
            with pytest.raises(DatabaseError, match="Another program is writing to this database"):
                harvest(other, [place("one")])
            with open_database(path, read_only=True) as reader:
                assert counts(reader)["articles"] == 0
        assert harvest(other, [place("one")]).articles == 1


def test_two_programs_may_make_the_database_at_once(path: Path) -> None:
    code = (
        "import sys; from harvester.store import open_database; open_database(sys.argv[1]).close()"
    )
    makers = [subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT) for _ in range(4)]
    assert [maker.wait() for maker in makers] == [0] * len(makers)


def test_reading_what_is_not_there_says_how_to_make_it(path: Path) -> None:
    assert "There is no harvest here yet" in refusal(path, read_only=True)
    path.touch()
    assert f"harvester run INPUT --db {path}" in refusal(path, read_only=True)
    assert path.stat().st_size == 0


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM articles",
        "ATTACH 'new.db' AS other",
        "VACUUM INTO 'new.db'",
        "CREATE TEMP TABLE mine (a)",
        "UPDATE sqlite_master SET sql = ''",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "SELECT zeroblob(9)",
    ],
)
def test_opened_to_read_it_does_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.chdir(path.parent)
    with open_database(path) as connection:
        harvest(connection, [place("one")])
    with open_database(path, read_only=True) as reader:
        with pytest.raises(Exception, match=r"not authorized|denied|may not be modified"):
            reader.exec_driver_sql(sql)
        assert counts(reader)["articles"] == 1
    assert not (path.parent / "new.db").exists()


def test_a_reader_sees_what_a_running_harvest_has_committed(path: Path) -> None:
    with open_database(path) as writer, open_database(path, read_only=True) as reader:
        assert counts(reader)["articles"] == 0
        harvest(writer, [place("one")])
        assert counts(reader)["articles"] == 1


def test_a_copy_without_its_log_can_be_read(path: Path) -> None:
    with open_database(path) as connection:
        harvest(connection, [place("one")])
    assert not path.with_name("harvest.db-wal").exists()
    copy = path.with_name("copy of 100% #1?.db")
    shutil.copy(path, copy)
    with open_database(copy, read_only=True) as reader:
        assert counts(reader)["articles"] == 1
