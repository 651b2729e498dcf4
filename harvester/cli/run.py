"""`harvester run`: harvest into the database."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from harvester.cli.options import database_option, input_options
from harvester.errors import Exit

if TYPE_CHECKING:
    from harvester.pipeline import Report

EPILOG = "Example:  harvester run crawl/ 'more/*.jsonl.gz' --db db/march.db"


@click.command("run", epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="INPUT...")
@database_option
@input_options
@click.option("--keep-text", is_flag=True, help="Store the articles' texts, too.")
@click.option("--fresh", is_flag=True, help="Read inputs again that were read before.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def command(
    sources: tuple[str, ...],
    database: Path,
    outlet: str | None,
    keep_text: bool,
    fresh: bool,
    quiet: bool,
    **names: str,
) -> int:
    """Harvest articles into the database.

    INPUT is a file, a folder, a pattern, or - for standard input: plain text, HTML or JSON lines,
    packed or not. What was harvested before is not done again, so that a run that was cut off goes on
    where it stopped.
    """
    from harvester.cli.problems import tell
    from harvester.cli.inputs import reading
    from harvester.pipeline import run

    report = run(
        sources,
        database,
        reading(outlet, names),
        keep_text=keep_text,
        fresh=fresh,
        progress=_progress(quiet=quiet),
        on_problem=lambda problem: tell(problem, quiet=quiet),
    )
    if not quiet:
        click.echo(f"{_summary(report)} → {database}", err=True)
    return Exit.SOME_INPUTS_FAILED if report.errors else Exit.DONE


def _progress(*, quiet: bool) -> Any:
    """A line that is written over, on a terminal only and not before the first second."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None

    def show(report: "Report") -> None:
        if report.seconds > 1:
            click.echo(
                f"\r{report.articles:,} articles, {report.posts:,} posts", nl=False, err=True
            )

    return show


def _summary(report: "Report") -> str:
    """One line that says it all: what was read, what was found, what was new.

    >>> from harvester.pipeline import Report
    >>> _summary(Report(articles=1, posts=2, seconds=0.04))
    '1 article, 2 posts (0 articles and 0 posts new) in 0.0 s'
    """
    parts = [_count(report.articles, "article"), _count(report.posts, "post")]
    if report.quotations:
        parts.append(_count(report.quotations, "quotation"))
    new = (
        f"{_count(report.added.articles, 'article')} and {_count(report.added.quotes, 'post')} new"
    )
    ends = [f"{_count(report.skipped, 'input')} known before"] if report.skipped else []
    problems = report.errors + report.warnings
    ends += [f"{_count(problems, 'problem')}"] if problems else []
    return f"{', '.join(parts)} ({'; '.join([new, *ends])}) in {report.seconds:.1f} s"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
