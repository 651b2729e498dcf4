"""Transactions: all of it or nothing.

A connection holds no lock while it only reads. Each write begins with BEGIN IMMEDIATE: a
transaction that reads first and writes later fails at once, whatever the timeout, if somebody else
wrote between.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from harvester.store.connection.handle import Connection
from harvester.store.connection.pace import Pace

AMONG = "IN (SELECT value FROM json_each(?))"  # the parameter is a JSON array


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Commits what happens inside, or undoes it; inside another one it is a part of that one.

    On a database opened to read it gives one view of the data to several questions.
    """
    is_part = connection.raw.in_transaction
    connection.exec_driver_sql("SAVEPOINT part" if is_part else _begin(connection))
    try:
        yield
        connection.exec_driver_sql("RELEASE part" if is_part else "COMMIT")
    except BaseException:
        # A full disk or a failed write may have ended the transaction already.
        if connection.raw.in_transaction:
            _undo(connection, is_part=is_part)
        raise


def _begin(connection: Connection) -> str:
    is_read_only = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
    return "BEGIN" if is_read_only else "BEGIN IMMEDIATE"


def _undo(connection: Connection, *, is_part: bool) -> None:
    for sql in ("ROLLBACK TO part", "RELEASE part") if is_part else ("ROLLBACK",):
        connection.exec_driver_sql(sql)


def rows(
    connection: Connection, sql: str, parameters: tuple[Any, ...] = ()
) -> list[tuple[Any, ...]]:
    """What a question answers, all of it."""
    return connection.exec_driver_sql(sql, parameters).all()


def drain(
    connection: Connection, queue: str, column: str, at_a_time: int, settle: Callable[[str], None]
) -> int:
    """How much stood in a queue; each batch, as a JSON array, is settled in one transaction.

    A batch is what takes a moment, and at most `at_a_time`.
    """
    done, pace = 0, Pace(at_a_time)
    while True:
        with pace.measured() as number, transaction(connection):
            waiting = rows(connection, f"SELECT {column} FROM {queue} LIMIT ?", (number,))
            if not waiting:
                return done
            batch = json.dumps([one for (one,) in waiting])
            settle(batch)
            connection.exec_driver_sql(f"DELETE FROM {queue} WHERE {column} {AMONG}", (batch,))
        done += len(waiting)
