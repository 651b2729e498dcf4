"""`harvester scan`: harvest to standard output, no database."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from harvester.cli.options import (
    InputOptions,
    files_from_option,
    input_options,
    only_option,
    output_options,
    workers_option,
)
from harvester.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvester.pipeline import Scanned
    from harvester.records import Only, Problem

_FOR_PEOPLE = ("kind", "author_name", "handle", "speaker", "posted_at", "tidy", "url")
_NO_COLUMNS = "--entities adds lines of another kind, which no table has columns for"
_ASK_INSTEAD = (
    "Leave out --articles, --csv, --tsv and --table, or ask a database: "
    "harvester query 'SELECT * FROM entities' --csv"
)
EPILOG = "Example:  harvester scan article.txt --nl"


@click.command("scan", epilog=EPILOG)
@click.argument("sources", nargs=-1, metavar="[INPUT...]")
@input_options
@only_option
@files_from_option
@workers_option
@click.option(
    "--articles", is_flag=True, help="Print the articles as they were read instead of the quotes."
)
@click.option(
    "--entities",
    "with_entities",
    is_flag=True,
    help="Add a line for each handle, hashtag, picture, link, account and date.",
)
@output_options
def command(
    sources: tuple[str, ...],
    *,
    options: InputOptions,
    only: "Only | None",
    articles: bool,
    with_entities: bool,
    form: str | None,
    files_from: str | None,
    workers: int | None,
) -> int:
    """Harvest articles to standard output, without a database.

    Prints cards on a terminal and JSON lines in a pipe, unless told otherwise. INPUT is a file, a
    folder, a pattern, or - for standard input, which is also read when none is given and articles
    are piped in. Offsets count code points of the article's text as `--articles` prints it. The
    lines of `--entities` begin with "entity" and stand behind the quotes of their article.
    """
    from harvester.cli.inputs import all_sources, reading
    from harvester.cli.problems import outcome
    from harvester.pipeline import scan

    named = all_sources(sources, files_from)
    if not named and not files_from and sys.stdin.isatty():
        raise UsageError("There is no input", hint="Name a file, e.g. harvester scan article.html")
    if with_entities and (articles or form not in (None, "nl", "json")):
        raise UsageError(_NO_COLUMNS, hint=_ASK_INSTEAD)
    failures: set[str] = set()
    how = reading(options, sources=named, only=only)
    how = replace(how, with_entities=with_entities)
    found = _told(scan(named or ("-",), how, workers=workers or 1), failures)
    if articles:
        _put_articles(found, form)
    elif form is None and sys.stdout.isatty():
        _put_cards(found)
    else:
        _put_quotes(found, form)
    return outcome(failures)


def _told(scanned: "Iterator[Scanned | Problem]", failures: set[str]) -> "Iterator[Scanned]":
    """The articles; problems are told on standard error as they come, and errors remembered."""
    from harvester.cli.problems import teller
    from harvester.records import Problem

    tell = teller(failures)
    for item in scanned:
        if isinstance(item, Problem):
            tell(item)
        else:
            yield item


def _put_quotes(found: "Iterator[Scanned]", form: str | None) -> None:
    from harvester.cli.output import put
    from harvester.records import Quote
    from harvester.views.schemas import names_of

    columns = _FOR_PEOPLE if form == "table" else names_of(Quote)
    rows = (
        row
        for _, quotes, entities in found
        for row in (
            *(quote.to_dict() for quote in quotes),
            *(entity.to_dict() for entity in entities),
        )
    )
    put(rows, columns, form or "nl")


def _put_articles(found: "Iterator[Scanned]", form: str | None) -> None:
    from harvester.cli.output import put
    from harvester.records import Article
    from harvester.views.schemas import names_of

    columns = ["id", "outlet", "published", "title"] if form == "table" else names_of(Article)
    put((article.to_dict() for article, *_ in found), columns, form or "nl")


def _put_cards(found: "Iterator[Scanned]") -> None:
    from harvester.views.cards import entity_line, quote_card

    count = 0
    for article, quotes, entities in found:
        for quote in quotes:
            known: dict[str, Any] = {"outlet": article.outlet, "source": article.source}
            click.echo(quote_card({**quote.to_dict(), **known}) + "\n")
            count += 1
        for entity in entities:
            click.echo(entity_line(entity._asdict()))
            count += 1
    if not count:
        click.echo("Nothing found. 'harvester doctor INPUT' shows how an input was read.", err=True)
