"""Opening the database: one file, one handle, and a clear refusal where it cannot be.

The handle owns its file: closing it closes the file. It commits each statement by itself; what
belongs together goes into a `transaction`.
"""

import sqlite3
import time
from pathlib import Path

from harvester.errors import DatabaseError
from harvester.store.connection import guard
from harvester.store.connection.handle import Connection, explained
from harvester.store.schema import migrate
from harvester.text.addresses import identity

PATIENCE = 30.0  # seconds to wait for another writer
_MOMENT = 0.02

_FOR_WRITING = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -65536",  # 64 MiB: ids are digests, so new rows land all over the index
    # 128 MiB: ... and each transaction changes pages that the one before changed
    "PRAGMA wal_autocheckpoint = 32000",
)


def open_database(
    path: str | Path, *, read_only: bool = False, timeout: float = PATIENCE
) -> Connection:
    """The database at this place, ready for use; created with its folder if it is not there.

    Raises DatabaseError if the file is not ours, too new, locked, or cannot be read or written.
    """
    place = Path(path)
    if place.is_dir():
        raise DatabaseError(
            "This is a folder, not a database",
            where=str(place),
            hint=f"Give a file, e.g. --db {place / 'harvest.db'}",
        )
    return _to_read(place, timeout) if read_only else _to_write(place, timeout)


def _to_write(place: Path, timeout: float) -> Connection:
    _make_folder(place)
    connection = _connect(place, "mode=rwc", timeout)
    try:
        # Nothing is written before it is clear whose file it is.
        if not migrate.is_empty(connection):
            migrate.check_owner(connection, place)
        for pragma in _FOR_WRITING:
            connection.exec_driver_sql(pragma)
        _write_ahead(connection, timeout)
        raw(connection).create_function("identity_of", 3, identity, deterministic=True)
        migrate.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: Connection, patience: float) -> None:
    """Readers and a writer do not wait for each other; kept in the file.

    SQLite does not wait by itself where two programs make the same file at the same time.
    """
    end = time.monotonic() + patience
    while connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "wal":
        try:
            raw(connection).execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                # Said again where failures are explained.
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            time.sleep(_MOMENT)


def _to_read(place: Path, timeout: float) -> Connection:
    if not place.exists():
        raise _nothing_here(place)
    connection = _connect(place, "mode=ro", timeout)
    try:
        if _is_refused(connection):
            connection.close()
            connection = _connect(place, _still(place), timeout)
        if migrate.is_empty(connection):
            raise _nothing_here(place)
        migrate.check_owner(connection, place)
        migrate.check_shape(connection, place)
        guard.forbid_writing(raw(connection))
    except BaseException:
        connection.close()
        raise
    return connection


def raw(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, for what the handle has no words for."""
    return connection.raw


def _is_refused(connection: Connection) -> bool:
    """Whether SQLite cannot read here: a WAL database wants to write a `-shm` file beside it."""
    try:
        raw(connection).execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        refusals = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        return error.sqlite_errorcode & 0xFF in refusals
    except sqlite3.DatabaseError:
        return False  # the next question meets it again and explains it
    return False


def _still(place: Path) -> str:
    """How to open a database on a medium where nothing can change."""
    log = Path(f"{place}-wal")
    if log.exists() and log.stat().st_size:
        raise DatabaseError(
            "It was not closed, and its last changes cannot be read on a read-only medium",
            where=str(place),
            hint=f"Copy it together with {log.name} to a folder where you may write.",
        )
    return "immutable=1"


def _nothing_here(place: Path) -> DatabaseError:
    return DatabaseError(
        "There is no harvest here yet",
        where=str(place),
        hint=f"Make one: harvester run INPUT --db {place}",
    )


def _make_folder(place: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(
            f"The folder for the database cannot be made ({error.strerror})",
            where=str(place.parent),
            hint="Give another file with --db, or set HARVESTER_DB.",
        ) from error


def _connect(place: Path, how: str, timeout: float) -> Connection:
    """A connection that explains its failures; `how` is the query part of SQLite's file URI."""
    uri = f"{place.absolute().as_uri()}?{how}"
    with explained(place):
        return Connection(
            sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None), place
        )
