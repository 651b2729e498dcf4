"""What a notebook or a script imports: reading, harvesting and asking, each in one call.

The command line does the same by the same functions; nothing is decided here.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from harvester import reading
from harvester.errors import InputError
from harvester.filters import Filters
from harvester.normalise import harvest
from harvester.reading import Fields
from harvester.reading.encoding.decoding import declared_encoding, decode
from harvester.records import Article, Only, Problem, Quote

if TYPE_CHECKING:
    from sqlmodel import Session

    from harvester.store import Connection, Value

_EVERYTHING = Filters()
OnProblem = Callable[[Problem], object] | Literal["raise", "warn", "skip"]


class ProblemWarning(UserWarning):
    """An input could not be read, or was read with a guess."""


def read(
    source: str | Path,
    *,
    fields: Fields | None = None,
    outlet: str | None = None,
    on_problem: OnProblem = "warn",
) -> Iterator[Article]:
    """All articles of a file, a folder, a pattern, or standard input ("-").

    What cannot be read is warned of and left out. `on_problem="raise"` raises InputError for it,
    "skip" says nothing, and a function is called with each `Problem`. `outlet` names the publisher
    of articles that do not tell theirs.

    >>> problems = []
    >>> list(read("no/such/file.txt", on_problem=problems.append)), problems[0].code
    ([], 'unreadable')
    """
    for found in reading.read(source, fields=fields or Fields(), outlet=outlet):
        if isinstance(found, Article):
            yield found
        else:
            _tell(found, on_problem)


def _tell(problem: Problem, on_problem: OnProblem) -> None:
    if callable(on_problem):
        on_problem(problem)
    elif on_problem == "raise" and problem.severity == "error":
        raise InputError(problem.message)
    elif on_problem != "skip" and problem.severity != "note":
        warnings.warn(problem.message, ProblemWarning, stacklevel=3)


def harvest_html(
    page: str | bytes, *, url: str | None = None, only: Only | None = None
) -> list[Quote]:
    """Every quote on a web page, in reading order; offsets count in the text of `article_of`.

    >>> [quote.url for quote in harvest_html("<p>See https://twitter.com/ada_m9/status/20")]
    ['https://twitter.com/ada_m9/status/20']
    """
    return harvest(article_of(page, url=url), only=only)


def article_of(page: str | bytes, *, url: str | None = None) -> Article:
    """The article on a web page: its text, what the page says of itself, and its embeds.

    The encoding of bytes is told as that of a file.

    >>> article_of("<title>Rain</title><p>It rained.", url="https://tide.example/1").outlet
    'tide.example'
    """
    from harvester.reading.html.page import html_to_article  # its parsers, only where there is HTML

    if isinstance(page, bytes):
        page = decode(page, declared_encoding(page)).text
    return html_to_article(page, known=Article("", url=url))


class Database:
    """A harvest to be asked; open it with `open_database`, best in a `with` statement."""

    def __init__(self, connection: "Connection") -> None:
        """Ask this connection; closing the database closes it."""
        self.connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was asked for before stays."""
        self.connection.close()

    def query(
        self,
        question: str,
        parameters: "Mapping[str, Value] | None" = None,
        *,
        filters: Filters = _EVERYTHING,
    ) -> "list[dict[str, Value]]":
        """The rows that answer read-only SQL, or a saved question by its name.

        With `filters` only what they choose is looked at. Raises UsageError, which says what is
        wrong with the question.
        """
        from harvester.store import ask, asked, filtered

        sql, values = asked(question, parameters or {})
        with filtered(self.connection, filters, sql):
            answer = ask(self.connection, sql, values)
            return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    def trace(self, question: str, *, limit: int = 5) -> list[dict[str, object]]:
        """Who printed these words, when, and who was first: of words, a URL or an id.

        Each answer has the fields of the schema `trace`; nothing found is an empty list.
        """
        from harvester.store import parse_question, trace_of
        from harvester.views.trace_rows import trace_row

        subjects = parse_question(self.connection, question)[:limit]
        return [
            trace_row(question, subject, trace_of(self.connection, subject.key))
            for subject in subjects
        ]

    def session(self) -> "Session":
        """A session for questions with the classes of `harvester.models`."""
        from sqlmodel import Session, create_engine
        from sqlmodel.pool import StaticPool

        raw = self.connection.raw
        return Session(create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool))


def open_database(path: str | Path = "db/harvest.db") -> Database:
    """The database that a run made, to be asked; nothing in it can be changed.

    Raises DatabaseError if there is none, or if it is not one of ours.
    """
    from harvester import store

    return Database(store.open_database(path, read_only=True))
