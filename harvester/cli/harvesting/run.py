"""`harvester run`: harvest into the database."""

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.options import database_option, input_options, only_option
from harvester.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from harvester.pipeline import Report
    from harvester.records import Only, Severity

EPILOG = "Example:  harvester run crawl/ 'more/*.jsonl.gz' --db db/march.db"


@click.command("run", epilog=EPILOG)
@click.argument("sources", nargs=-1, metavar="INPUT...")
@database_option
@input_options
@only_option
@click.option("--keep-text", is_flag=True, help="Store the articles' texts, too.")
@click.option(
    "--people",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A CSV file with the columns name and person: whose each name or account is.",
)
@click.option("--fresh", is_flag=True, help="Read inputs again that were read before.")
@click.option("-q", "--quiet", "least", flag_value="error", help="Say nothing but errors.")
@click.option("-v", "--verbose", "least", flag_value="note", help="Tell notes, too.")
def command(
    sources: tuple[str, ...],
    database: Path,
    *,
    outlet: str | None,
    only: "Only | None",
    keep_text: bool,
    people: Path | None,
    fresh: bool,
    least: "Severity | None",
    **names: str,
) -> int:
    """Harvest articles into the database.

    INPUT is a file, a folder, a pattern, or - for standard input: plain text, HTML or JSON lines,
    packed or not. What was harvested before is not done again, so that a run that was cut off goes
    on where it stopped; another --only does it again, and what it leaves out leaves the database.
    An article that comes again with another text or date is a new version of the same article.
    In the file of --people "Quist,Ada Quist" joins and "Quist," parts, until another one is given.
    Exits with 3 if some inputs failed; the others are harvested all the same.
    """
    from harvester.cli.inputs import reading
    from harvester.cli.problems import outcome, teller
    from harvester.pipeline import run

    failures: set[str] = set()
    with _told_if_interrupted():
        report = run(
            sources,
            database,
            reading(outlet, names, only=only),
            keep_text=keep_text,
            fresh=fresh,
            names=_names(sources, people),
            progress=_progress(least),
            on_problem=teller(failures, least=least or "warning"),
        )
    if least != "error":
        _tell(report, database)
    return outcome(failures)


def _tell(report: "Report", database: Path) -> None:
    from harvester.cli.problems import clear_progress

    clear_progress()
    click.echo(f"{_summary(report)} → {database}", err=True)


def _names(sources: tuple[str, ...], people: Path | None) -> "list[tuple[str, str | None]] | None":
    """A user's own names, if a file of them is given; without an input there must be one."""
    from harvester.reading.names import read_names

    if not sources and people is None:
        raise UsageError("There is nothing to read", hint="Name a file, a folder, or - for a pipe.")
    return None if people is None else read_names(people)


@contextmanager
def _told_if_interrupted() -> "Iterator[None]":
    from harvester.cli.problems import clear_progress

    try:
        yield
    except KeyboardInterrupt:
        clear_progress()
        click.echo("What was stored stays stored; the same command goes on there.", err=True)
        raise


def _progress(least: "Severity | None") -> "Callable[[Report], None]":
    """A line that is written over, on a terminal only and not before the first second."""
    if least == "error" or not sys.stderr.isatty():
        return lambda _: None

    def show(report: "Report") -> None:
        if report.seconds > 1:
            line = f"{_count(report.articles, 'article')}, {_count(report.posts, 'post')}"
            click.echo(f"\r{line}", nl=False, err=True)

    return show


def _summary(report: "Report") -> str:
    """One line that says it all: what was read, what was found, what was new.

    >>> from harvester.pipeline import Report
    >>> _summary(Report(articles=1, posts=2, seconds=0.04))
    '1 article, 2 posts (0 articles and 0 quotes new) in 0.0 s'
    """
    parts = [_count(report.articles, "article"), _count(report.posts, "post")]
    if report.quotations:
        parts.append(_count(report.quotations, "quotation"))
    new = (
        f"{_count(report.added.articles, 'article')} and {_count(report.added.quotes, 'quote')} new"
    )
    ends = [f"{_count(report.skipped, 'input')} known before"] if report.skipped else []
    problems = report.errors + report.warnings
    ends += [f"{_count(problems, 'problem')}"] if problems else []
    return f"{', '.join(parts)} ({'; '.join([new, *ends])}) in {report.seconds:.1f} s"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
