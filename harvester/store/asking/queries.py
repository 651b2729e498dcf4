"""Questions to the database: a statement of SQL, or a saved question with its parameters.

A saved question is a file in `db/queries/`. Its first line says what it answers; each line that
begins with a colon declares a parameter: name, default, meaning.

    -- Posts that several outlets printed.
    -- :outlets 2 how many outlets at least
"""

import math
import sqlite3
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import regex

from harvester.errors import UsageError
from harvester.filters import did_you_mean
from harvester.store.connection import guard
from harvester.store.connection.handle import Connection
from harvester.store.connection.opening import raw
from harvester.store.schema import tables

Value = str | int | float | None

_PARAMETER = regex.compile(r"-- :(?P<name>\w++) ++(?P<default>\S++)(?: ++(?P<meaning>.*+))?")
# "-- :outlets 2 how many outlets at least", and not "-- Posts that several outlets printed."
_SAFE_ONLY = "Questions may only read, and without printf, format, zeroblob or randomblob."


class Parameter(NamedTuple):
    """What a saved question can be told."""

    name: str
    default: Value
    meaning: str


class Question(NamedTuple):
    """A saved question: what it answers, and how to ask it."""

    name: str
    answers: str
    sql: str
    parameters: tuple[Parameter, ...]

    def values(self, given: Mapping[str, str]) -> dict[str, Value]:
        """The value of each parameter: as given, else its default. Raises UsageError."""
        names = {parameter.name for parameter in self.parameters}
        if unknown := sorted(given.keys() - names):
            near = did_you_mean(unknown[0], tuple(sorted(names)))
            known = ", ".join(sorted(names)) or "none"
            raise UsageError(
                f"There is no parameter '{unknown[0]}'",
                where=self.name,
                hint=f"{near}Its parameters: {known}.",
            )
        return {
            parameter.name: _as_asked(self.name, parameter, given[parameter.name])
            if parameter.name in given
            else parameter.default
            for parameter in self.parameters
        }


@dataclass(frozen=True)
class Answer:
    """Names of the columns, and the rows one by one as they are read."""

    columns: tuple[str, ...]
    rows: Generator[tuple[Value, ...], None, None]


def _value(text: str) -> Value:
    """A default as it is written.

    >>> _value("2"), _value("0.5"), _value("null"), _value("twitter")
    (2, 0.5, None, 'twitter')
    """
    if text == "null":
        return None
    for type_ in (int, float):
        try:
            return type_(text)
        except ValueError:
            continue
    return text


def _as_asked(question: str, parameter: Parameter, text: str) -> Value:
    """A given value in the type of the default: in SQL the text '2' is not the number 2."""
    if parameter.default is None or isinstance(parameter.default, str):
        return text
    value = _value(text)
    if isinstance(value, (int, float)):
        return value
    raise UsageError(
        f"'{text}' is not a number",
        where=f"{question}, {parameter.name}",
        hint=f"Give one, e.g. {parameter.default}.",
    )


def folder(package: Path = Path(__file__).parents[1]) -> Path:
    """Where the saved questions are: inside an installed package, or in a source checkout."""
    installed = package / "saved"
    return installed if installed.is_dir() else package.parents[1] / "db" / "queries"


def questions() -> list[Question]:
    """All saved questions, by name."""
    return [_read(path) for path in sorted(folder().glob("*.sql"))]


def question(name: str) -> Question:
    """The saved question of this name. Raises UsageError, which names them all."""
    path = folder() / f"{name}.sql"
    if regex.fullmatch(r"[\w-]+", name) and path.is_file():
        return _read(path)
    known = tuple(saved.name for saved in questions())
    raise UsageError(
        f"There is no saved question '{name}'",
        hint=f"{did_you_mean(name, known)}There are: {', '.join(known)}.",
    )


def asked(question_or_sql: str, given: Mapping[str, Value]) -> tuple[str, Mapping[str, Value]]:
    """SQL and its values: one word is the name of a saved question, anything else is SQL.

    >>> asked("SELECT 1", {})
    ('SELECT 1', {})
    """
    text = question_or_sql.strip()
    if any(character.isspace() for character in text):
        return text, given
    saved = question(text)
    return saved.sql, saved.values({name: str(value) for name, value in given.items()})


def _read(path: Path) -> Question:
    sql = path.read_text(encoding="utf-8")
    first, *others = sql.splitlines()
    declared = (_PARAMETER.fullmatch(line) for line in others if line.startswith("-- :"))
    parameters = tuple(
        Parameter(match["name"], _value(match["default"]), match["meaning"] or "")
        for match in declared
        if match
    )
    return Question(path.stem, first.removeprefix("--").strip(), sql, parameters)


def ask(
    connection: Connection,
    sql: str,
    parameters: Mapping[str, Value] | None = None,
    *,
    limit: int | None = None,
    seconds: float | None = None,
) -> Answer:
    """The answer to one statement of SQL; open the database with `read_only` for it.

    Raises UsageError with SQLite's words if it is wrong, also while rows are read, or too slow.
    """
    guard.stop_after(raw(connection), seconds)
    end = math.inf if seconds is None else time.monotonic() + seconds

    def failure(error: Exception) -> BaseException:
        # Before its time is over, only Ctrl-C stops a question: SQLite calls that an error.
        is_early = time.monotonic() < end
        is_ctrl_c = is_early and _code(error) == sqlite3.SQLITE_INTERRUPT
        return KeyboardInterrupt() if is_ctrl_c else _wrong(connection, sql, error)

    try:
        result = connection.exec_driver_sql(sql, dict(parameters or {}))
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise failure(error) from error
    if not result.returns_rows:
        raise UsageError(
            "This statement asks nothing", where=_short(sql), hint="Begin it with SELECT."
        )

    def rows() -> Generator[tuple[Value, ...], None, None]:
        try:
            for row in islice(result, limit):
                yield tuple(row)
        except sqlite3.Error as error:
            raise failure(error) from error
        finally:
            result.close()

    return Answer(tuple(result.keys()), rows())


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())
        for name, kind in _shape(connection).items()
        if kind == "table"
    }


def columns(connection: Connection) -> dict[str, list[str]]:
    """Tables and views, each with its columns; those for the program alone are left out."""
    found: dict[str, list[str]] = {}
    for name in _shape(connection):
        rows = connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (name,))
        found[name] = [column for (column,) in rows]
    return found


def _shape(connection: Connection) -> dict[str, str]:
    rows: Any = connection.exec_driver_sql(
        "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') "
        "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' ORDER BY type DESC, name"
    )
    internal = tables.internal()
    return dict(tuple(row) for row in rows if row[0] not in internal)


def _wrong(connection: Connection, sql: str, error: BaseException) -> UsageError:
    """What is wrong with a question, in SQLite's words, with what there is instead."""
    message, code = str(error), _code(error)
    if code == sqlite3.SQLITE_INTERRUPT:
        message, hint = (
            "The question was stopped before it was answered",
            "Ask for less, or give it more --seconds.",
        )
    elif code == sqlite3.SQLITE_AUTH or message.startswith("not authorized"):
        hint = _SAFE_ONLY
    elif "one statement" in message:
        message, hint = "Only one statement can be asked", "Ask them one by one."
    elif "no such column" in message:
        hint = _columns_hint(connection, sql)
    else:
        hint = f"There are: {', '.join(_shape(connection))}."
    return UsageError(message[:1].upper() + message[1:], where=_short(sql), hint=hint)


def _code(error: BaseException) -> int | None:
    return getattr(error, "sqlite_errorcode", None)


def _columns_hint(connection: Connection, sql: str) -> str:
    words = set(regex.findall(r"\w+", sql.lower()))
    named = {name: found for name, found in columns(connection).items() if name in words}
    return " ".join(f"{name} has: {', '.join(found)}." for name, found in named.items())


def _short(sql: str) -> str:
    """The beginning of a statement, on one line.

    >>> _short("SELECT *" + chr(10) + "FROM posts")
    'SELECT * FROM posts'
    """
    line = " ".join(sql.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
