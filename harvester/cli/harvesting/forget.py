"""`harvester forget`: remove what came from an article or an input."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.options import as_text, database_option
from harvester.errors import Exit

if TYPE_CHECKING:
    from harvester.store import Forgotten

EPILOG = "Example:  harvester forget https://coast-wire.example/briefs/20200212-3"


@click.command("forget", epilog=EPILOG)
@click.argument("wanted", nargs=-1, required=True, metavar="ARTICLE|INPUT...", callback=as_text)
@database_option
def command(wanted: tuple[str, ...], database: Path) -> int:
    """Remove what came from an article or an input.

    ARTICLE is any form of its URL, an id, or the own id that its input gave; its older versions go,
    too. INPUT is a file or a folder as 'run' was given it: an article that another input has, too,
    stays, and what is forgotten can be harvested again. Exits with 1 if nothing was there.
    """
    from harvester.store import forget, open_database

    missing = 0
    # What is opened to be read is refused if it is not there.
    open_database(database, read_only=True).close()
    with closing(open_database(database)) as connection:
        for one in wanted:
            gone = forget(connection, one)
            missing += gone is None
            told = f"Nothing in {database} came from '{one}'." if gone is None else _told(gone)
            click.echo(told, err=True)
    return Exit.NOTHING_FOUND if missing else Exit.DONE


def _told(gone: "Forgotten") -> str:
    """What was removed, on one line.

    >>> from harvester.store import Forgotten
    >>> _told(Forgotten(articles=1, quotes=3))
    'Forgotten: 1 article, 3 quotes.'
    """
    nouns = (
        (gone.articles, "article"),
        (gone.versions, "older version"),
        (gone.quotes, "quote"),
        (gone.inputs, "input"),
    )
    parts = [f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in nouns if count]
    return f"Forgotten: {', '.join(parts) or 'nothing but a note of it'}."
