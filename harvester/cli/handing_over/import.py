"""`harvester import`: take in what another database exported."""

import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from harvester.cli.options import database_option
from harvester.errors import Exit, InputError

EPILOG = "Example:  harvester import harvest.jsonl --db db/both.db"


@click.command("import", epilog=EPILOG)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@database_option
def command(source: Path, database: Path) -> int:
    """Take in what another database exported.

    FILE is what 'harvester export harvest' wrote: JSON lines, also as .gz; or the folder `harvest`
    that 'python -m harvester.spark run' wrote. What the database has already is left alone:
    databases of several people are put together so, and what was exported comes back as it was.
    """
    from harvester.pipeline import VERSION
    from harvester.store import open_database, recorded_run, take_in
    from harvester.views.phrases import counted

    arguments = {"import": str(source)}
    with (
        closing(open_database(database)) as connection,
        recorded_run(connection, version=VERSION, arguments=arguments) as run_id,
    ):
        rows = _of_parquet(source) if source.is_dir() else _rows(source)
        added = take_in(connection, rows, run_id)
    click.echo(
        f"{counted(added.articles, 'article')} and {counted(added.quotes, 'quote')} new, "
        f"{counted(added.known, 'article')} known → {database}",
        err=True,
    )
    return Exit.DONE


def _of_parquet(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles in a folder of Parquet, as JSON lines would have them."""
    from harvester.views.files.parquet import read_parquet

    for row in read_parquet(folder):
        if row.get("id") is not None or "quotes" not in row:
            yield row


def _rows(source: Path) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        with gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007, errors name it
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("not an object")
                yield row
    except OSError as error:
        what = f"The file cannot be read: {error.strerror or error}"
        raise InputError(what, where=str(source), hint="Check its name.") from error
    except ValueError as error:
        raise InputError(
            f"Line {number} is not a line of an export",
            where=str(source),
            hint="Export again with 'harvester export harvest -o FILE.jsonl'.",
        ) from error
