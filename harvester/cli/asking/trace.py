"""`harvester trace`: who printed these words, when, how they changed, and who was first."""

import sys
from collections.abc import Iterator
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.options import as_text, database_option
from harvester.errors import Exit, UsageError

if TYPE_CHECKING:
    from harvester.store import Connection, Subject, WordingTrace

_LONGEST = 80  # characters of a question that are said again
EPILOG = 'Example:  harvester trace "nobody may enter the lighthouse, the stairs are gone"'


@click.command("trace", epilog=EPILOG)
@click.argument("question", nargs=-1, metavar="[TEXT|URL|ID]", callback=as_text)
@click.option(
    "--limit", type=click.IntRange(min=1), default=5, show_default=True, help="How many answers."
)
@click.option("--nl", "form", flag_value="nl", type=str, help="JSON lines, one object an answer.")
@click.option("--json", "form", flag_value="json", type=str, help="One JSON array.")
@database_option
def command(question: tuple[str, ...], limit: int, form: str | None, database: Path) -> int:
    """Trace words: who printed them, when, and who was first.

    Ask with the words, also as you remember them; with the URL of a post or an article; with an id
    of a quote, a cluster, a post or an article; or with @handle, a profile's URL or
    pic.twitter.com/CODE, for who names them. Of an article you are told what other articles have,
    too. With - or in a pipe, each line of standard input is a question. Exits with 1 if
    nothing is found, or only something that is but little like it.
    """
    from harvester.store import open_database

    with closing(open_database(database, read_only=True)) as connection:
        found = _found(connection, _questions(question), limit)
        count = _put_cards(found) if form is None else _put_rows(found, form)
    return Exit.DONE if count else Exit.NOTHING_FOUND


def _questions(given: tuple[str, ...]) -> Iterator[str]:
    """One question of the arguments, or one of each line of standard input."""
    if given not in ((), ("-",)):
        yield " ".join(given)
        return
    if not given and sys.stdin.isatty():
        raise UsageError(
            "Nothing to trace",
            hint="Give words, a URL or an id, or - for a question on each line.",
        )
    lines = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    yield from (line.strip() for line in lines if line.strip())


def _found(
    connection: "Connection", questions: Iterator[str], limit: int
) -> Iterator[tuple[str, "Subject", "WordingTrace"]]:
    """Each question with each of its answers; what is not told is counted on standard error."""
    from harvester.store import is_too_little, parse_question, trace_of
    from harvester.views.rows import isolated

    for question in questions:
        about = parse_question(connection, question)
        for subject in about[:limit]:
            yield question, subject, trace_of(connection, subject.key)
        if not about and is_too_little(question):
            hint = "Ask with a rarer word, or with more of them."
            click.echo(f"'{isolated(question)}' is too little to ask for. {hint}", err=True)
        elif not about:
            asked = question if len(question) <= _LONGEST else f"{question[:_LONGEST]}…"
            click.echo(f"Nothing was found of '{isolated(asked)}'.", err=True)
        elif about[limit:]:
            click.echo(f"{len(about) - limit} more: see --limit.", err=True)


def _put_cards(found: Iterator[tuple[str, "Subject", "WordingTrace"]]) -> int:
    from harvester.views.trace_cards import trace_card

    number = alike = 0
    for number, (_, subject, story) in enumerate(found, 1):
        alike += not subject.is_nearest
        click.echo(("\n\n" if number > 1 else "") + trace_card(subject, story))
    return alike


def _put_rows(found: Iterator[tuple[str, "Subject", "WordingTrace"]], form: str) -> int:
    from harvester.cli.output import put
    from harvester.views.trace_rows import trace_row

    alike = 0

    def told() -> Iterator[dict[str, object]]:
        nonlocal alike
        for question, subject, story in found:
            alike += not subject.is_nearest
            yield trace_row(question, subject, story)

    put(told(), (), form)
    return alike
