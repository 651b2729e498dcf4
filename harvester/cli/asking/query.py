"""`harvester query`: read-only SQL, or a saved question."""

import sys
from contextlib import closing
from pathlib import Path

import click

from harvester.cli.options import database_option, filter_options, output_options
from harvester.errors import Exit
from harvester.filters import Filters

_ON_A_TERMINAL = 1000  # rows: nobody reads more, and a table of all must be in memory
EPILOG = "Example:  harvester query reused-across-outlets -p outlets 3 --csv"


@click.command("query", epilog=EPILOG)
@click.argument("question", required=False, metavar="[SQL|NAME]")
@click.option(
    "-p",
    "--parameter",
    "given",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A value for a parameter of the question.",
)
@click.option("--limit", type=click.IntRange(min=1), help="How many rows at the most.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="How long it may take.",
)
@filter_options
@database_option
@output_options
def command(
    question: str | None,
    given: tuple[tuple[str, str], ...],
    *,
    limit: int | None,
    seconds: float,
    database: Path,
    form: str | None,
    filters: Filters,
) -> int:
    """Ask the database: read-only SQL, or a saved question.

    Without either, the saved questions are listed. Exits with 1 if the answer has no rows.
    """
    from harvester.cli.output import put
    from harvester.store import ask, asked, filtered, open_database

    if question is None:
        return _list_questions(form)
    sql, values = asked(question, dict(given))
    with (
        closing(open_database(database, read_only=True)) as connection,
        filtered(connection, filters, sql),
    ):
        answer = ask(connection, sql, values, limit=limit or _limit(form), seconds=seconds)
        with closing(answer.rows):  # before the connection, should the reader of a pipe leave
            rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
            count = put(rows, answer.columns, form)
    if not limit and count == _limit(form):
        click.echo(f"These are the first {count:,} rows; --limit shows more.", err=True)
    return Exit.DONE if count else Exit.NOTHING_FOUND


_ON_A_TERMINAL = 1000  # rows: nobody reads more, and a table of all must be in memory


def _limit(form: str | None) -> int | None:
    """How many rows are shown to a person who did not say."""
    return _ON_A_TERMINAL if form in (None, "table") and sys.stdout.isatty() else None


def _list_questions(form: str | None) -> int:
    from harvester.cli.output import put
    from harvester.store import questions

    rows = [
        {
            "name": saved.name,
            "answers": saved.answers,
            "parameters": ", ".join(f"{p.name}={p.default}" for p in saved.parameters),
        }
        for saved in questions()
    ]
    put(rows, ("name", "answers", "parameters"), form)
    return Exit.DONE
