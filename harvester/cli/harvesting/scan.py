"""`harvester scan`: harvest to standard output, no database."""

import sys
from typing import TYPE_CHECKING, Any

import click

from harvester.cli.options import input_options, only_option, output_options
from harvester.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvester.pipeline import Scanned
    from harvester.records import Only, Problem

_FOR_PEOPLE = ("kind", "author_name", "handle", "speaker", "posted_at", "tidy", "url")
EPILOG = "Example:  harvester scan article.txt --nl"


@click.command("scan", epilog=EPILOG)
@click.argument("sources", nargs=-1, metavar="[INPUT...]")
@input_options
@only_option
@click.option(
    "--articles", is_flag=True, help="Print the articles as they were read instead of the quotes."
)
@output_options
def command(
    sources: tuple[str, ...],
    *,
    outlet: str | None,
    only: "Only | None",
    articles: bool,
    form: str | None,
    **names: str,
) -> int:
    """Harvest articles to standard output, without a database.

    Prints cards on a terminal and JSON lines in a pipe, unless told otherwise. INPUT is a file, a
    folder, a pattern, or - for standard input, which is also read when none is given and articles
    are piped in. Offsets count code points of the article's text as `--articles` prints it.
    """
    from harvester.cli.inputs import reading
    from harvester.cli.problems import outcome
    from harvester.pipeline import scan

    if not sources and sys.stdin.isatty():
        raise UsageError("There is no input", hint="Name a file, e.g. harvester scan article.html")
    failures: set[str] = set()
    found = _told(scan(sources or ("-",), reading(outlet, names, only=only)), failures)
    if articles:
        _put_articles(found, form)
    elif form is None and sys.stdout.isatty():
        _put_cards(found)
    else:
        _put_quotes(found, form)
    return outcome(failures)


def _told(scanned: "Iterator[Scanned | Problem]", failures: set[str]) -> "Iterator[Scanned]":
    """The articles; problems are told on standard error as they come, and errors remembered."""
    from harvester.cli.problems import tell
    from harvester.records import Problem

    for item in scanned:
        if isinstance(item, Problem):
            tell(item)
            if item.severity == "error":
                failures.add(item.code)
        else:
            yield item


def _put_quotes(found: "Iterator[Scanned]", form: str | None) -> None:
    from harvester.cli.output import put
    from harvester.records import Quote
    from harvester.views.schemas import names_of

    columns = _FOR_PEOPLE if form == "table" else names_of(Quote)
    put((quote.to_dict() for _, quotes in found for quote in quotes), columns, form or "nl")


def _put_articles(found: "Iterator[Scanned]", form: str | None) -> None:
    from harvester.cli.output import put
    from harvester.records import Article
    from harvester.views.schemas import names_of

    columns = ["id", "outlet", "published", "title"] if form == "table" else names_of(Article)
    put((article.to_dict() for article, _ in found), columns, form or "nl")


def _put_cards(found: "Iterator[Scanned]") -> None:
    from harvester.views.cards import quote_card

    count = 0
    for article, quotes in found:
        for quote in quotes:
            known: dict[str, Any] = {"outlet": article.outlet, "source": article.source}
            click.echo(quote_card({**quote.to_dict(), **known}) + "\n")
            count += 1
    if not count:
        click.echo("Nothing found. 'harvester doctor INPUT' shows how an input was read.", err=True)
