"""What SQLite's failures mean for a person: what happened, where, what to do next.

It knows SQLite's result codes; errors of a question in SQL belong to `queries`, and a broken
promise of our own (a constraint) stays what it is, because only a programmer can mend it.
"""

import sqlite3
from pathlib import Path

from harvester.errors import DatabaseError

_ANOTHER_FILE = "Give another file with --db, or set HARVESTER_DB."
_FAILURES = {
    sqlite3.SQLITE_BUSY: (
        "Another program is writing to this database and did not finish in time",
        "Wait until it is done and run the same command again, or give another file with --db.",
    ),
    sqlite3.SQLITE_NOTADB: ("This file is not a SQLite database", _ANOTHER_FILE),
    sqlite3.SQLITE_CORRUPT: (
        "The database is damaged",
        "Run 'harvester doctor' on it, go back to a copy, or harvest into a new file.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The database cannot be opened or created here",
        f"Check that the folder exists and that you may write to it. {_ANOTHER_FILE}",
    ),
    sqlite3.SQLITE_READONLY: (
        "The database, or the folder it lies in, may not be written to",
        f"Change its permissions. {_ANOTHER_FILE}",
    ),
    sqlite3.SQLITE_FULL: (
        "The disk is full",
        "What was committed is safe. Make room and run the same command again: it goes on there.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk failed to read or write",
        "Check the disk, or copy the database to another one. What was committed is safe.",
    ),
}


def explained(error: BaseException, place: Path) -> DatabaseError | None:
    """The failure in plain words, or None for one that no user can mend.

    >>> error = sqlite3.OperationalError("database is locked")
    >>> error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    >>> explained(error, Path("a.db")).what
    'Another program is writing to this database and did not finish in time'
    """
    code = getattr(error, "sqlite_errorcode", None)
    # The low byte is the failure; the rest says which kind of it (BUSY_SNAPSHOT, CANTOPEN_ISDIR).
    what, hint = _FAILURES.get((code or 0) & 0xFF, (None, ""))
    return None if what is None else DatabaseError(what, where=str(place), hint=hint)
