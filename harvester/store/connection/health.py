"""Whether the database is sound, and what it runs on."""

import sqlite3

from harvester.store.connection.handle import Connection


def sqlite_version() -> str:
    """The version of SQLite that Python brings."""
    return sqlite3.sqlite_version


def faults(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file or with references in it; empty if all is well."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in found if line != "ok"] + [
        f"a row of {table} refers to a row of {parent} that is not there"
        for table, _, parent, _ in orphans
    ]
