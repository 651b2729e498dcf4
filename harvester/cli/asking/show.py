"""`harvester show`: one thing in its context, by its id, its address or its name."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.options import as_text, database_option
from harvester.errors import Exit

if TYPE_CHECKING:
    from harvester.store import Connection, Found

_NAMED = ("account", "outlet", "person")
_NO_TEXT = "There is no text to show: give an article or a quote, and harvest with --keep-text."
EPILOG = "Example:  harvester show 1227289230407086080"

_HOW_MANY = ("n_quotes", "n_articles", "n_outlets", "first_published", "last_published")
_FACTS = {
    "quote": ("title", "article_url"),
    "cluster": ("first_outlets", "first_published", "posted_at", "n_outlets", "n_articles"),
    "post": ("url", "handle", "posted_at"),
    "article": ("title", "author", "outlet", "published", "url", "lang", "source"),
    "account": ("platform", "handle", "name", *_HOW_MANY),
    "outlet": ("name", *_HOW_MANY),
    "person": ("name", "names", "others", *_HOW_MANY),
}


@click.command("show", epilog=EPILOG)
@click.argument("ids", nargs=-1, metavar="[ID...]", callback=as_text)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an id.")
@click.option("--text", is_flag=True, help="The article's text, with its quotes marked in it.")
@click.option("--html", is_flag=True, help="The same as one page of HTML to send around.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many quotes of an account, an outlet or a person.",
)
@database_option
def command(
    ids: tuple[str, ...], *, as_json: bool, text: bool, html: bool, limit: int, database: Path
) -> int:
    """Show one thing by its id, its address or its name, in its context.

    It may be a quote, a post, an article, a cluster, an account, an outlet or a person. ID is what
    'query' and 'scan' print, the id that an input gave its article, the platform's own id of a
    post, the URL of a post, an article or a profile, @handle, or a name. An article comes with its
    entities: handles, dates and the like. Without an ID, tells how much the database holds. Exits
    with 1 if nothing is it.
    """
    from harvester.store import find_named, open_database

    missing = 0
    with closing(open_database(database, read_only=True)) as connection:
        if not ids:
            _tell_counts(connection)
        for wanted in ids:
            found = find_named(connection, wanted, limit=limit)
            if found is None:
                missing += 1
                click.echo(f"Nothing in {database} has the id or the name '{wanted}'.", err=True)
            elif text or html:
                missing += not _put_text(connection, found, html=html)
            elif as_json:
                _put_json(found)
            else:
                _put_cards(found)
    return Exit.NOTHING_FOUND if missing else Exit.DONE


def _tell_counts(connection: "Connection") -> None:
    from harvester.store import counts

    for table, count in counts(connection).items():
        click.echo(f"{count:>12,}  {table}")


def _put_json(found: "Found") -> None:
    from harvester.views.rows import to_json

    entities = {"entities": found.entities} if found.kind == "article" else {}
    click.echo(to_json({"kind": found.kind, **found.facts, "quotes": found.quotes, **entities}))


def _put_text(connection: "Connection", found: "Found", *, html: bool) -> bool:
    """Print the text of the article; false if there is none."""
    from harvester.store import look_up
    from harvester.views.article_text import marked_text, numbered, page

    if found.kind == "quote":
        found = look_up(connection, str(found.facts["article_id"])) or found
    text = found.facts.get("text") if found.kind == "article" else None
    if text is None:
        click.echo(_NO_TEXT, err=True)
    elif html:
        click.echo(page(found.facts, text, found.quotes))
    else:
        click.echo(marked_text(text, found.quotes) + "\n")
        click.echo("\n".join(numbered(found.quotes)))
    return text is not None


def _put_cards(found: "Found") -> None:
    from harvester.views.cards import entity_line, quote_card
    from harvester.views.rows import isolated

    for name in _FACTS[found.kind]:
        if found.facts.get(name):
            click.echo(f"{name}: {isolated(found.facts[name])}")
    more = found.facts.get("n_quotes", 0) - len(found.quotes) if found.kind in _NAMED else 0
    if more > 0:
        click.echo(f"{more:,} more quotes: see --limit.", err=True)
    for quote in found.quotes:
        click.echo("\n" + quote_card(_of_place(quote, found.kind)))
    if found.entities:
        click.echo()
    for entity in found.entities:
        click.echo(entity_line(entity, str(found.facts.get("text") or "")))


def _of_place(quote: Mapping[str, object], kind: str) -> Mapping[str, object]:
    """A quote for its card: within an article, which outlet it is need not be said again."""
    return {**quote, "outlet": None, "source": None} if kind == "article" else quote
