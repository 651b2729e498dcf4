"""`harvester export`: findings as files that other programs open."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.grouping import Grouped
from harvester.cli.options import database_option, filter_options, output_options
from harvester.errors import Exit, UsageError
from harvester.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvester.store import Connection
    from harvester.views.files.columns import Column
    from harvester.views.files.writing import Export
    from harvester.views.rows import Row

EPILOG = "Example:  harvester export quotes -o quotes.csv --excel"
_KINDS = ("quotes", "posts", "articles", "clusters", "people", "outlets", "ids", "harvest")


@click.command("export", cls=Grouped, epilog=EPILOG)
@click.argument("what", type=click.Choice(_KINDS))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; its ending says how. Without it, standard output.",
)
@click.option(
    "--excel", "for_excel", is_flag=True, help="CSV and TSV that Excel opens by a double click."
)
@filter_options
@output_options
@database_option
def command(
    *,
    what: str,
    output: Path | None,
    for_excel: bool,
    form: str | None,
    database: Path,
    filters: Filters,
) -> int:
    """Write findings to a file for another program.

    The ending of FILE says how: .csv .tsv .xlsx .jsonl .json .parquet for rows; .graphml and .gexf
    for a graph (of outlets: who prints the same words; of posts: outlets and accounts; of quotes:
    articles and words); .jsonld for W3C Web Annotations; .txt for ids, one a line; datapackage.json
    for a Frictionless data package with a table of each kind beside it. `harvest` as .jsonl is all
    that a harvest found, for 'harvester import'. Exits with 1 if there is nothing.
    """
    from harvester.store import filtered, open_database

    with (
        closing(open_database(database, read_only=True)) as connection,
        filtered(connection, filters),
    ):
        if what == "harvest":
            count = _put_harvest(connection, output)
        else:
            count = _put(_export(connection, what), output, form, for_excel=for_excel)
    if output is not None:
        click.echo(f"{output}: {count:,} rows", err=True)
    return Exit.DONE if count else Exit.NOTHING_FOUND


def _put(export: "Export", output: Path | None, form: str | None, *, for_excel: bool) -> int:
    from harvester.cli.output import chosen
    from harvester.views.files.writing import write_file, write_stream

    if output is None:
        return write_stream(export, chosen(form), sys.stdout)
    try:
        return write_file(export, output, for_excel=for_excel)
    except OSError as error:
        raise _unwritable(output, error) from error


def _put_harvest(connection: "Connection", output: Path | None) -> int:
    from harvester.store import harvested_rows
    from harvester.views.rows import write_rows

    rows = harvested_rows(connection)
    if output is None:
        return write_rows(rows, (), "nl", sys.stdout)
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            return write_rows(rows, (), "nl", stream)
    except OSError as error:
        raise _unwritable(output, error) from error


def _unwritable(output: Path, error: OSError) -> UsageError:
    return UsageError(
        f"The file cannot be written: {error.strerror}",
        where=str(output),
        hint="Give another place with -o.",
    )


def _export(connection: "Connection", what: str) -> "Export":
    from harvester.pipeline import VERSION
    from harvester.store import annotated, edges, exported, exported_columns, labels
    from harvester.views.files.columns import column
    from harvester.views.files.writing import Export

    def columns(kind: str) -> list["Column"]:
        return [column(kind, name) for name in exported_columns(connection, kind)]

    def rows(kind: str) -> "Iterator[Row]":
        claims = [each.name for each in columns(kind) if each.type is bool]
        return (_with_claims(row, claims) for row in exported(connection, kind))

    return Export(
        what,
        rows,
        columns,
        lambda: annotated(connection),
        lambda kind: (edges(connection, kind), labels(connection, kind)),
        tables=[kind for kind in _KINDS if kind not in ("ids", "harvest")],
        version=VERSION,
    )


def _with_claims(row: "Row", claims: list[str]) -> "Row":
    """A row with true and false, where SQLite has 1 and 0."""
    told = {name: None if row[name] is None else bool(row[name]) for name in claims}
    return {**row, **told}
