"""What a question to the database may do: read, and nothing else, for as long as it is allowed to.

Opening a file with mode=ro is not enough: ATTACH and VACUUM INTO would still create files.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
}
_PRAGMAS = {
    *("table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list"),
    *("foreign_key_check", "integrity_check", "quick_check", "compile_options", "database_list"),
    *("user_version", "application_id", "schema_version", "page_count", "page_size"),
    "data_version",  # the full-text index asks it
    "read_uncommitted",  # and SQLAlchemy this
}
# One call of these can take minutes or gigabytes, and nothing can interrupt it.
_FUNCTIONS_REFUSED = {"load_extension", "printf", "format", "zeroblob", "randomblob"}
_STEPS_BETWEEN_LOOKS = 20_000


def _may(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Whether a statement may do one thing; SQLite asks while it prepares the statement."""
    if action == sqlite3.SQLITE_FUNCTION:
        is_allowed = (second or "").lower() not in _FUNCTIONS_REFUSED
    elif action == sqlite3.SQLITE_PRAGMA:
        is_allowed = (first or "").lower() in _PRAGMAS or (first, second) == ("query_only", None)
    elif action == sqlite3.SQLITE_UPDATE:
        # SQLite asks this to learn a view's columns; changing this table it refuses by itself.
        is_allowed = first == "sqlite_master"
    else:
        is_allowed = action in _READING
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def forbid_writing(raw: sqlite3.Connection) -> None:
    """From now on this connection reads and does nothing else."""
    raw.execute("PRAGMA query_only = ON")
    raw.set_authorizer(_may)
    stop_after(raw, None)


@contextmanager
def lifted(raw: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Inside, what is temporary may be made; a file that was opened to read stays as it is."""
    raw.set_authorizer(None)
    stop_after(raw, None)  # the time of a question may be over, and that of clearing up not
    was_reading = raw.execute("PRAGMA query_only").fetchone()[0]
    raw.execute("PRAGMA query_only = OFF")
    try:
        yield raw
    finally:
        if was_reading:
            forbid_writing(raw)


def stop_after(raw: sqlite3.Connection, seconds: float | None) -> None:
    """Ends each question that is still running then; None lets it run until Ctrl-C.

    Even without an end SQLite must look up now and then: Ctrl-C waits for Python to be called.
    """
    end = None if seconds is None else time.monotonic() + seconds
    raw.set_progress_handler(
        lambda: end is not None and time.monotonic() > end, _STEPS_BETWEEN_LOOKS
    )
