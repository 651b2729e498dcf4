"""Runs and the ledger of inputs: who harvested what, when, how far, with which result.

It knows the life of a run and what has been read; it leaves the rows that a harvest yields to
`write`.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from datetime import UTC, datetime

from harvester.ledger import Added, Input, Run, Status
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, transaction
from harvester.text.digest import digest


def _storable(text: str) -> str:
    r"""A text that SQLite can hold: a file name that is not UTF-8 keeps its odd bytes as escapes.

    >>> _storable("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def start_run(connection: Connection, *, version: str, arguments: Mapping[str, object]) -> str:
    """The id of a new run; it stands as `running` until `finish_run`, also if it is killed."""
    started = _now()
    # A run is an event, not content: a random part keeps two machines apart.
    run_id = digest("run", started, secrets.token_hex(10))
    asked = json.dumps(arguments, ensure_ascii=False, sort_keys=True, default=str)
    row = (*Run(run_id, version, _storable(asked), started, None, "running"), *astuple(Added()))
    with transaction(connection):
        connection.exec_driver_sql(f"INSERT INTO runs VALUES ({', '.join('?' * len(row))})", row)
    return run_id


def add_to_run(connection: Connection, run_id: str, added: Added) -> None:
    """Counts a batch in, inside its transaction: a killed run still tells what it wrote."""
    sums = ", ".join(f"{field.name} = {field.name} + ?" for field in fields(Added))
    connection.exec_driver_sql(f"UPDATE runs SET {sums} WHERE id = ?", (*astuple(added), run_id))


def share_of_run(connection: Connection, run_id: str) -> float:
    """How much of the quotes that all runs have added this one has, from 0 to 1."""
    sql = "SELECT coalesce(sum(quotes) FILTER (WHERE id = ?) * 1.0 / sum(quotes), 0) FROM runs"
    return float(connection.exec_driver_sql(sql, (run_id,)).scalar_one())


def finish_run(connection: Connection, run_id: str, *, status: Status = "done") -> None:
    """Marks the end of a run."""
    with transaction(connection):
        connection.exec_driver_sql(
            "UPDATE runs SET status = ?, finished_at = ? WHERE id = ?", (status, _now(), run_id)
        )


@contextmanager
def recorded_run(
    connection: Connection, *, version: str, arguments: Mapping[str, object]
) -> Iterator[str]:
    """The id of a run whose row in the database tells how it ended, whatever happens inside."""
    run_id = start_run(connection, version=version, arguments=arguments)
    status: Status = "failed"
    try:
        yield run_id
        status = "done"
    except KeyboardInterrupt:
        status = "interrupted"
        raise
    finally:
        finish_run(connection, run_id, status=status)


def inputs_known(connection: Connection, paths: Sequence[str]) -> dict[str, Input]:
    """What the ledger holds of these paths; those never begun are missing.

    Ask for a few thousand at a time: one question for all of them costs little more than for one.
    """
    given = {_storable(path): path for path in paths}
    rows = connection.exec_driver_sql(
        f"SELECT {', '.join(Input._fields)} FROM inputs WHERE path {AMONG}",
        (json.dumps(list(given)),),
    )
    entries = (Input(*row) for row in rows)
    return {
        given[entry.path]: entry._replace(path=given[entry.path], is_done=bool(entry.is_done))
        for entry in entries
    }


def note_inputs(connection: Connection, run_id: str, inputs: Iterable[Input]) -> None:
    """Writes the ledger; `write` calls it, so that rows and progress are committed as one."""
    names = (*Input._fields, "run_id")
    marks = ", ".join("?" * len(names))
    news = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    rows = [(_storable(entry.path), *entry[1:], run_id) for entry in inputs]
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO inputs ({', '.join(names)}) VALUES ({marks}) "
            f"ON CONFLICT (path) DO UPDATE SET {news}",
            rows,
        )
