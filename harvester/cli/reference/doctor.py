"""`harvester doctor`: the health of the installation, of the database, and of a file."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from harvester.cli.options import InputOptions, database_option, input_options
from harvester.errors import DISTRIBUTION, DatabaseError, Exit, install_command

EPILOG = "Example:  harvester doctor article.html"

_NEEDED = (
    "chardet",
    "click",
    "lxml",
    "publicsuffixlist",
    "python-dateutil",
    "regex",
    "rich",
    "selectolax",
    "sqlmodel",
)
_OPTIONAL = {"zstandard": "fast", "brotli": "warc", "pyarrow": "parquet"}
_OLDEST_SQLITE = (3, 37)  # the first with STRICT tables


@click.command("doctor", epilog=EPILOG)
@click.argument("sources", nargs=-1, metavar="[INPUT...]")
@database_option
@input_options
def command(sources: tuple[str, ...], database: Path, options: InputOptions) -> int:
    """Check installation and database, or show how an INPUT is read.

    Exits with 3 if an input cannot be read, with 4 if the database is unusable.
    """
    if sources:
        return _examine_inputs(sources, options)
    for line in _installation():
        click.echo(line)
    return _examine_database(database)


def _installation() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    from harvester.store import sqlite_version

    yield f"harvester {version(DISTRIBUTION)}, Python {sys.version.split()[0]}"
    found = sqlite_version()
    enough = tuple(map(int, found.split("."))) >= _OLDEST_SQLITE
    yield f"SQLite {found}{'' if enough else ': too old, 3.37 is needed; install a newer Python'}"
    for package in _NEEDED:
        yield f"{package} {version(package)}"
    for package, extra in _OPTIONAL.items():
        try:
            yield f"{package} {version(package)} (optional)"
        except PackageNotFoundError:
            yield f"{package} is not installed (optional: {install_command(extra)})"


def _examine_database(database: Path) -> int:
    from harvester.store import counts, faults, open_database

    if not database.exists():
        click.echo(f"{database}: not there yet; 'harvester run INPUT' makes it")
        return Exit.DONE
    with closing(open_database(database, read_only=True)) as connection:
        found = faults(connection)
        for table, count in counts(connection).items():
            click.echo(f"{database}: {table} {count:,}")
    if found:
        raise DatabaseError(
            f"{len(found)} faults, the first: {found[0]}",
            where=str(database),
            hint="Make it anew with 'harvester run', or restore a copy.",
        )
    click.echo(f"{database}: sound")
    return Exit.DONE


def _examine_inputs(sources: tuple[str, ...], options: InputOptions) -> int:
    from harvester.cli.inputs import reading
    from harvester.cli.problems import outcome, tell
    from harvester.pipeline import scan
    from harvester.records import Problem

    failures: set[str] = set()
    for item in scan(sources, reading(options, sources=sources)):
        if isinstance(item, Problem):
            tell(item, least="note")
            if item.severity == "error":
                failures.add(item.code)
            continue
        article, quotes, _ = item
        click.echo(f"{article.source}: {len(article.text):,} characters, {len(quotes)} quotes")
        for name in ("given_id", "url", "outlet", "title", "author", "published", "lang"):
            click.echo(f"  {name.replace('given_', '')}: {getattr(article, name) or 'not known'}")
        if article.anchors:
            click.echo(f"  HTML with {len(article.anchors):,} elements that may matter")
    return outcome(failures)
