"""`harvester report`: one page to send around."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.grouping import Grouped
from harvester.cli.options import as_text, database_option, filter_options
from harvester.errors import Exit
from harvester.filters import Filters

if TYPE_CHECKING:
    from harvester.store import Connection

EPILOG = "Example:  harvester report -o report.html"


@click.command("report", cls=Grouped, epilog=EPILOG)
@click.argument("question", nargs=-1, metavar="[TEXT|URL|ID]", callback=as_text)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="The file to write.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many of the words that travelled farthest, or answers.",
)
@filter_options
@database_option
def command(
    question: tuple[str, ...], output: Path, limit: int, database: Path, filters: Filters
) -> int:
    """Write one page to send around, of all or of some words.

    Without a question: totals, how many posts and quotations over time, the most quoted people and
    accounts, who prints whom, and the words that travelled farthest. With one, as 'trace' takes
    it: the story of these words. The page needs no network and no script. Exits with 1 if nothing
    is found.
    """
    from harvester.cli.output import save
    from harvester.store import filtered, open_database

    with (
        closing(open_database(database, read_only=True)) as connection,
        filtered(connection, filters),
    ):
        page = _page(connection, " ".join(question), limit, database.name, filters)
    if page is None:
        click.echo("Nothing was found: no page was written.", err=True)
        return Exit.NOTHING_FOUND
    size = save(output, page.encode())
    click.echo(f"{output}: {size / 1000:,.0f} kB", err=True)
    return Exit.DONE


def _page(
    connection: "Connection", question: str, limit: int, database: str, filters: Filters
) -> str | None:
    from harvester.store import parse_question, summary_of, trace_of
    from harvester.views.report import story_page, summary_page

    if not question:
        return summary_page(
            summary_of(connection, stories=limit), database=database, filters=filters
        )
    about = parse_question(connection, question)[:limit]
    told = [(subject, trace_of(connection, subject.key)) for subject in about]
    return story_page(question, told, database=database, filters=filters) if told else None
