"""`harvester show`: a quote, a cluster, a post or an article in its context."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.options import as_text, database_option
from harvester.errors import Exit

if TYPE_CHECKING:
    from harvester.store import Connection, Found

EPILOG = "Example:  harvester show 1227289230407086080"

_FACTS = {
    "quote": ("title", "article_url"),
    "cluster": ("first_outlets", "first_published", "posted_at", "n_outlets", "n_articles"),
    "post": ("url", "handle", "posted_at"),
    "article": ("title", "author", "outlet", "published", "url", "lang", "source"),
}


@click.command("show", epilog=EPILOG)
@click.argument("ids", nargs=-1, metavar="[ID...]", callback=as_text)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an id.")
@database_option
def command(ids: tuple[str, ...], as_json: bool, database: Path) -> int:
    """Show a quote, a cluster, a post or an article in its context.

    ID is what 'query' and 'scan' print, the id that an input gave its article, or the platform's
    own id of a post. An article comes with its entities: handles, dates and the like. Without an
    ID, tells how much the database holds. Exits with 1 if nothing has the id.
    """
    from harvester.store import look_up, open_database

    missing = 0
    with closing(open_database(database, read_only=True)) as connection:
        if not ids:
            _tell_counts(connection)
        for wanted in ids:
            found = look_up(connection, wanted)
            if found is None:
                missing += 1
                click.echo(f"Nothing in {database} has the id '{wanted}'.", err=True)
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


def _put_cards(found: "Found") -> None:
    from harvester.views.cards import entity_line, quote_card
    from harvester.views.rows import isolated

    for name in _FACTS[found.kind]:
        if found.facts.get(name):
            click.echo(f"{name}: {isolated(found.facts[name])}")
    for quote in found.quotes:
        click.echo("\n" + quote_card(_of_place(quote, found.kind)))
    if found.entities:
        click.echo()
    for entity in found.entities:
        click.echo(entity_line(entity, str(found.facts.get("text") or "")))


def _of_place(quote: Mapping[str, object], kind: str) -> Mapping[str, object]:
    """A quote for its card: within an article, which outlet it is need not be said again."""
    return {**quote, "outlet": None, "source": None} if kind == "article" else quote
