"""`harvester scan`: harvest to standard output, no database."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from harvester.cli.options import input_options, output_options
from harvester.errors import Exit

if TYPE_CHECKING:
    from harvester.pipeline import Scanned
    from harvester.records import Problem

EPILOG = "Example:  harvester scan article.txt --nl"


@click.command("scan", epilog=EPILOG)
@click.argument("sources", nargs=-1, metavar="[INPUT...]")
@input_options
@click.option(
    "--articles", is_flag=True, help="Print the articles as they were read instead of the quotes."
)
@output_options
def command(
    sources: tuple[str, ...], outlet: str | None, articles: bool, form: str | None, **names: str
) -> int:
    """Harvest articles to standard output: cards on a terminal, JSON lines in a pipe.

    INPUT is a file, a folder, a pattern, or - for standard input, which is also read when none is given.
    Offsets count code points of the article's text as `--articles` prints it.
    """
    from harvester.cli.inputs import reading
    from harvester.pipeline import scan

    problems: list[Problem] = []
    found = _told(scan(sources or ("-",), reading(outlet, names)), problems)
    if articles:
        _put_articles(found, form)
    elif form is None and sys.stdout.isatty():
        _put_cards(found)
    else:
        _put_quotes(found, form)
    failed = any(problem.severity == "error" for problem in problems)
    return Exit.SOME_INPUTS_FAILED if failed else Exit.DONE


def _told(scanned: "Iterator[Scanned | Problem]", problems: "list[Problem]") -> "Iterator[Scanned]":
    """The articles; problems are told on standard error as they come."""
    from harvester.cli.problems import tell
    from harvester.records import Problem

    for item in scanned:
        if isinstance(item, Problem):
            problems.append(item)
            tell(item)
        else:
            yield item


def _put_quotes(found: "Iterator[Scanned]", form: str | None) -> None:
    from harvester.cli.output import put
    from harvester.records import Quote
    from harvester.views.schemas import names_of

    put((quote._asdict() for _, quotes in found for quote in quotes), names_of(Quote), form or "nl")


def _put_articles(found: "Iterator[Scanned]", form: str | None) -> None:
    from harvester.cli.output import put
    from harvester.records import Article
    from harvester.views.schemas import article_row, names_of

    put((article_row(article) for article, _ in found), names_of(Article), form or "nl")


def _put_cards(found: "Iterator[Scanned]") -> None:
    from harvester.views.cards import quote_card

    count = 0
    for article, quotes in found:
        for quote in quotes:
            known: dict[str, Any] = {"outlet": article.outlet, "source": article.source}
            click.echo(quote_card({**quote._asdict(), **known}) + "\n")
            count += 1
    if not count:
        click.echo(
            "No posts found. 'harvester doctor INPUT' shows how an input was read.", err=True
        )
