"""`harvester cluster`: which texts carry the same words."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.grouping import Grouped
from harvester.cli.options import database_option, field_options, output_options
from harvester.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harvester.trace.clustered import Clustered
    from harvester.views.rows import Row

_FOR_PEOPLE = ("cluster", "relation", "id", "of", "difference")
_PLACES_FOR_PEOPLE = ("cluster", "published", "outlet", "relation", "words", "difference", "id")
_FIELDS = {
    "text": "the text",
    "id": "the id",
    "handle": "the account that the text is ascribed to",
    "outlet": "the outlet",
    "url": "the address",
    "published": "the date of publication",
}
EPILOG = "Example:  harvester cluster --table"


@click.command("cluster", cls=Grouped, epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE...]")
@field_options(_FIELDS)
@output_options
@database_option
def command(files: tuple[str, ...], database: Path, form: str | None, **names: str) -> int:
    """Tell which texts carry the same words, wholly or in part.

    FILE holds texts of your own, a JSON object a line with at least 'text', or - for standard
    input; each comes back with its cluster, in the same order. Two that name different handles, or
    print different numbers, are not the same. Without a FILE it is the quotes of the database that
    stand in several places, cluster by cluster. Texts of a few words are held to be parts of
    longer ones only if they are published at about the same time.
    """
    from harvester.cli.output import chosen, put
    from harvester.cli.problems import outcome
    from harvester.trace.clustered import Clustered
    from harvester.views.schemas import names_of

    failures: set[str] = set()
    is_for_people = chosen(form) in ("table", "wide")
    columns: Sequence[str] = _FOR_PEOPLE if is_for_people else names_of(Clustered)
    if files:
        rows: Iterator[Row] = (each._asdict() for each in _own(files, names, failures))
    elif chosen(form) in ("nl", "json"):
        rows = (each._asdict() for each in _stored(database))
    else:
        rows, columns = _placed(database, columns if not is_for_people else ())
    count = put(rows, columns, form)
    return outcome(failures) or (Exit.DONE if count else Exit.NOTHING_FOUND)


def _own(
    files: tuple[str, ...], names: dict[str, str], failures: set[str]
) -> "Iterator[Clustered]":
    from harvester.cli.problems import teller
    from harvester.pipeline import cluster
    from harvester.reading import Fields

    given = {name: names[f"{name}_field"] for name in _FIELDS if name != "handle"}
    return cluster(
        files, Fields(author=names["handle_field"], **given), on_problem=teller(failures)
    )


def _placed(database: Path, columns: "Sequence[str]") -> tuple["Iterator[Row]", "Sequence[str]"]:
    """Quotes with when, where and which words, and the columns to show: these, and places."""
    from harvester.store import PLACE, open_database, places_in_clusters

    with closing(open_database(database, read_only=True)) as connection:
        places = places_in_clusters(connection)
    rows = ({**each._asdict(), **places[each.id]} for each in _stored(database))
    return rows, (*columns, *PLACE) if columns else _PLACES_FOR_PEOPLE


def _stored(database: Path) -> "Iterator[Clustered]":
    from harvester.store import open_database, quotes_in_clusters

    with closing(open_database(database, read_only=True)) as connection:
        yield from quotes_in_clusters(connection)
