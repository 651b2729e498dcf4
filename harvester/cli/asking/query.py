"""`harvester query`: read-only SQL, or a saved question."""

from contextlib import closing
from pathlib import Path

import click

from harvester.cli.options import database_option, filter_options, output_options
from harvester.errors import Exit
from harvester.filters import Filters

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
@filter_options
@database_option
@output_options
def command(
    question: str | None,
    given: tuple[tuple[str, str], ...],
    *,
    limit: int | None,
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
        answer = ask(connection, sql, values, limit=limit)
        with closing(answer.rows):  # before the connection, should the reader of a pipe leave
            rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
            count = put(rows, answer.columns, form)
    return Exit.DONE if count else Exit.NOTHING_FOUND


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
