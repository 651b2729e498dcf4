"""`harvester run`: harvest into the database."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from harvester.cli.grouping import Grouped
from harvester.cli.options import (
    InputOptions,
    cores,
    database_option,
    files_from_option,
    input_options,
    only_option,
    workers_option,
)
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.pipeline import Report
    from harvester.records import Only, Severity

EPILOG = "Example:  harvester run crawl/ 'more/*.jsonl.gz' --db db/march.db"


@click.command("run", cls=Grouped, epilog=EPILOG)
@click.argument("sources", nargs=-1, metavar="INPUT...")
@database_option
@workers_option
@files_from_option
@only_option
@click.option("--keep-text", is_flag=True, help="Store the articles' texts, too.")
@click.option(
    "--people",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help='CSV with the columns name and person: "Quist,Ada Quist" joins, "Quist," parts.',
)
@click.option("--fresh", is_flag=True, help="Read inputs again that were read before.")
@click.option("-q", "--quiet", "least", flag_value="error", help="Say nothing but errors.")
@click.option("-v", "--verbose", "least", flag_value="note", help="Tell notes, too.")
@click.option("--log-json", is_flag=True, help="Tell progress and problems as JSON lines.")
@input_options
def command(
    sources: tuple[str, ...],
    database: Path,
    *,
    options: InputOptions,
    only: "Only | None",
    people: Path | None,
    least: "Severity | None",
    files_from: str | None,
    workers: int | None,
    log_json: bool,
    **flags: bool,
) -> int:
    """Harvest articles into the database.

    INPUT is a file, a folder, a pattern, or - for standard input: texts, pages, JSON, tables,
    Parquet, WARC, feeds, mail, zip and tar, packed or not. What was harvested before is not done
    again, so that a run that was cut off goes on; another --only does it again, and what it leaves
    out leaves the database. Exits with 3 if some inputs failed; the others are harvested.
    """
    named = _made_ready(_named(sources, files_from, people), workers or cores())
    from harvester.cli.inputs import reading
    from harvester.cli.narration import narration
    from harvester.cli.problems import outcome
    from harvester.pipeline import run

    failures: set[str] = set()
    with narration(least or "warning", as_json=log_json, failures=failures) as told:
        report = run(
            named,
            database,
            reading(options, sources=named, only=only),
            **flags,
            names=_names(people),
            workers=workers or cores(),
            progress=told.progress,
            on_problem=told.problem,
        )
        told.end(report, f"{_summary(report)} → {database}")
    return outcome(failures)


def _named(sources: tuple[str, ...], files_from: str | None, people: Path | None) -> list[str]:
    """All inputs that are named; there must be one, unless names of people are given."""
    from harvester.cli.inputs import all_sources

    named = all_sources(sources, files_from)
    if not named and people is None:
        raise UsageError("There is no input", hint="Name one, e.g. harvester run crawl/")
    return named


def _made_ready(named: list[str], workers: int) -> list[str]:
    """The inputs; what workers need is loaded from now on, if they are worth several."""
    from harvester.processes import get_ready

    if workers > 1:
        get_ready(named)
    return named


def _names(people: Path | None) -> "list[tuple[str, str | None]] | None":
    """A user's own names, if a file of them is given."""
    from harvester.reading.names import read_names

    return None if people is None else read_names(people)


def _summary(report: "Report") -> str:
    """One line that says it all: what was read, what was found, what was new.

    >>> from harvester.pipeline import Report
    >>> _summary(Report(articles=1, posts=2, seconds=0.04))
    '1 article, 2 posts (0 articles and 0 quotes new) in 0.0 s'
    """
    from harvester.cli.narration import count

    parts = [count(report.articles, "article"), count(report.posts, "post")]
    if report.quotations:
        parts.append(count(report.quotations, "quotation"))
    new = f"{count(report.added.articles, 'article')} and {count(report.added.quotes, 'quote')} new"
    replaced = report.added.replaced
    ends = [f"{count(replaced, 'article')} replaced"] if replaced else []
    ends += [f"{count(report.skipped, 'input')} known before"] if report.skipped else []
    problems = report.errors + report.warnings
    ends += [f"{count(problems, 'problem')}"] if problems else []
    return f"{', '.join(parts)} ({'; '.join([new, *ends])}) in {report.seconds:.1f} s"
