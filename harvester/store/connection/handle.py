"""The handle on a database: a connection of SQLite's own that explains its failures.

Its methods are those of SQLAlchemy's connections that are needed here, which take half a second to
load and three times as long to hand a row over. Who wants SQLAlchemy gets an engine over the same
handle, as `harvester.api` does.
"""

import sqlite3
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from harvester.store.connection import failures

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


class Result:
    """What a statement answers, read once: row by row, or all of it."""

    def __init__(self, cursor: sqlite3.Cursor, place: Path) -> None:
        """Read the rows of this cursor."""
        self.cursor = cursor
        self._place = place

    def __iter__(self) -> Iterator[Row]:
        with explained(self._place):
            # `yield from` would close the cursor of who reads no further, perhaps after its file.
            for row in self.cursor:  # noqa: UP028
                yield row

    @property
    def returns_rows(self) -> bool:
        """Whether the statement is one that asks."""
        return self.cursor.description is not None

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        return self.cursor.rowcount

    def keys(self) -> list[str]:
        """The names of the columns."""
        return [column[0] for column in self.cursor.description or ()]

    def all(self) -> list[Row]:
        """The rows that are left."""
        with explained(self._place):
            return self.cursor.fetchall()

    def first(self) -> Row | None:
        """The first row, or None if there is none; the others are not read."""
        row = next(iter(self), None)
        self.close()
        return row

    def one(self) -> Row:
        """The only row. Raises ValueError if there is another number of them."""
        (row,) = self
        return row

    def scalars(self) -> list[Any]:
        """The first column of each row."""
        return [row[0] for row in self]

    def scalar_one(self) -> Any:
        """The first column of the only row."""
        return self.one()[0]

    def mappings(self) -> Iterator[dict[str, Any]]:
        """Each row by the names of its columns."""
        names = self.keys()
        return (dict(zip(names, row, strict=True)) for row in self)

    def close(self) -> None:
        """Read no further."""
        self.cursor.close()


class Connection:
    """One handle on one file; closing it closes the file, and so does the end of a `with`."""

    def __init__(self, raw: sqlite3.Connection, place: Path) -> None:
        """Speak through this connection, which was opened at this place."""
        self.raw = raw
        self.place = place

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def exec_driver_sql(self, sql: str, parameters: Values | Sequence[Values] = ()) -> Result:
        """The answer to one statement; a list of parameters does it once for each.

        >>> with Connection(sqlite3.connect(":memory:"), Path("a.db")) as connection:
        ...     connection.exec_driver_sql("SELECT :one + 1", {"one": 1}).scalar_one()
        2
        """
        with explained(self.place):
            if isinstance(parameters, list):
                return Result(self.raw.executemany(sql, parameters), self.place)
            return Result(self.raw.execute(sql, parameters), self.place)

    def close(self) -> None:
        """Close the file."""
        self.raw.close()


@contextmanager
def explained(place: Path) -> Generator[None]:
    """Inside, failures that a user can mend are raised in plain words."""
    try:
        yield
    except sqlite3.Error as error:
        failure = failures.explained(error, place)
        if failure is None:
            raise
        raise failure from error
