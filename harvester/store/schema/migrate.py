"""The shape of the database: whose it is, which shape it has, and how it gets the newest one.

A step is a file in `migrations/`, numbered from 0001; `PRAGMA user_version` holds the last one
done.
"""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from harvester.errors import DISTRIBUTION, DatabaseError
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import transaction

APPLICATION_ID = 0x48525653  # "HRVS": marks a SQLite file as one of ours


@cache
def steps() -> tuple[tuple[int, str], ...]:
    """The migrations in order: number and SQL."""
    folder = resources.files("harvester.store.schema") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple((int(file.name[:4]), file.read_text(encoding="utf-8")) for file in files)


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one; triggers stay whole.

    >>> list(statements("SELECT 1; SELECT ';' ;"))
    ['SELECT 1;', "SELECT ';' ;"]
    """
    statement = ""
    for piece in sql.split(";")[:-1]:
        statement += f"{piece};"
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def is_empty(connection: Connection) -> bool:
    """Whether there is nothing at all in the file yet."""
    objects = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return objects == 0 and _pragma(connection, "application_id") == 0


def check_owner(connection: Connection, place: Path) -> None:
    """Refuses a file that some other program made, or a newer version of this one."""
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise DatabaseError(
            "This is a SQLite database, but not one of harvester's",
            where=str(place),
            hint="It was left as it is. Give another file with --db, or set HARVESTER_DB.",
        )
    version, newest = _pragma(connection, "user_version"), steps()[-1][0]
    if version > newest:
        raise DatabaseError(
            f"A newer harvester made this database (shape {version}; this one knows {newest})",
            where=str(place),
            hint=f"Upgrade: pip install --upgrade {DISTRIBUTION}; or give another file with --db.",
        )


def check_shape(connection: Connection, place: Path) -> None:
    """Refuses to read a database that still lacks a migration, because reading cannot do it."""
    if _pragma(connection, "user_version") < steps()[-1][0]:
        raise DatabaseError(
            "An older harvester made this database",
            where=str(place),
            hint="Run 'harvester run' into it once: that brings it up to date and loses nothing.",
        )


def migrate(connection: Connection) -> None:
    """Does the steps that are missing, each in one transaction."""
    if _pragma(connection, "user_version") == steps()[-1][0]:
        return
    for number, sql in steps():
        with transaction(connection):
            # Asked again inside: another process may have done this step while we waited.
            if _pragma(connection, "user_version") >= number:
                continue
            for statement in statements(sql):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
