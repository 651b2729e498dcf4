"""What is said while a run goes on, on standard error: how far it is, and what went wrong.

On a terminal that is one line, kept up to date; in a log, a line every half minute; for programs,
JSON lines. It is our own line and not rich's: that would double what the command line loads, and
needs a thread beside the workers to keep it fresh.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import click

from harvester.cli.problems import CLEAR_LINE, is_live, teller

if TYPE_CHECKING:
    from harvester.pipeline import Report
    from harvester.records import Problem, Severity

_EVERY = 30.0  # seconds between two lines of a log
_OFTEN = 0.2  # between two looks of a terminal
_USUAL_WIDTH = 80


class Narration(NamedTuple):
    """Who is told of the progress of a run, of its problems, and of its end."""

    progress: "Callable[[Report], None]"
    problem: "Callable[[Problem], None]"
    end: "Callable[[Report, str], None]"


@contextmanager
def narration(least: "Severity", *, as_json: bool, failures: set[str]) -> Iterator[Narration]:
    """The way of telling that fits where it goes; what is less than `least` is left out.

    The codes of errors are put into `failures`.
    """
    is_shown = is_live() and least != "error"
    told = _for_programs(least, failures) if as_json else None
    try:
        tell = teller(failures, least=least)
        yield told or (_on_a_terminal(tell) if is_shown else _in_a_log(tell, least))
    except KeyboardInterrupt:
        _say(
            "What was stored stays stored; the same command goes on there.",
            as_json=as_json,
            is_shown=is_shown,
        )
        raise
    finally:
        if is_shown and not as_json:
            click.echo(CLEAR_LINE, nl=False, err=True, color=True)


def _say(words: str, *, as_json: bool, is_shown: bool) -> None:
    if as_json:
        _put("interrupted", message=words)
    else:
        click.echo((CLEAR_LINE if is_shown else "") + words, err=True, color=True)


def _in_a_log(tell: "Callable[[Problem], None]", least: "Severity") -> Narration:
    said = time.monotonic()

    def progress(report: "Report") -> None:
        nonlocal said
        if time.monotonic() - said >= _EVERY and least != "error":
            said = time.monotonic()
            click.echo(line_of(report), err=True)

    def end(_: "Report", summary: str) -> None:
        if least != "error":
            click.echo(summary, err=True)

    return Narration(progress, tell, end)


def _on_a_terminal(tell: "Callable[[Problem], None]") -> Narration:
    """A line that is written over; whatever else is said stands above it."""
    shown = 0.0

    def progress(report: "Report") -> None:
        nonlocal shown
        if time.monotonic() - shown >= _OFTEN:
            shown = time.monotonic()
            shown_line = CLEAR_LINE + fitted(line_of(report), _width() - 1)
            click.echo(shown_line, nl=False, err=True, color=True)

    def end(_: "Report", summary: str) -> None:
        click.echo(CLEAR_LINE + summary, err=True, color=True)

    return Narration(progress, tell, end)


def _width() -> int:
    """How many characters fit on a line: as COLUMNS says, or the terminal that is written to."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_WIDTH
    except OSError:
        return _USUAL_WIDTH


def _for_programs(least: "Severity", failures: set[str]) -> Narration:
    from harvester.cli.problems import matters

    said = time.monotonic()

    def progress(report: "Report") -> None:
        nonlocal said
        if time.monotonic() - said >= _EVERY:
            said = time.monotonic()
            _put("progress", **_counts(report))

    def problem(problem: "Problem") -> None:
        if problem.severity == "error":
            failures.add(problem.code)
        if matters(problem, least):
            _put("problem", **problem._asdict())

    def end(report: "Report", summary: str) -> None:
        _put("done", **_counts(report), message=summary)

    return Narration(progress, problem, end)


def _put(event: str, **said: object) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    line = json.dumps({"time": now, "event": event, **said}, ensure_ascii=False)
    click.echo(line.encode("utf-8", "backslashreplace").decode(), err=True)


def _counts(report: "Report") -> dict[str, object]:
    return {
        "articles": report.articles,
        "posts": report.posts,
        "quotations": report.quotations,
        "problems": report.errors + report.warnings,
        "new_articles": report.added.articles,
        "new_quotes": report.added.quotes,
        "share": None if report.share is None else round(report.share, 4),
        "seconds": round(report.seconds, 1),
    }


def line_of(report: "Report") -> str:
    """How far a run is, what matters most first, because a narrow terminal cuts it off.

    >>> from harvester.pipeline import Report
    >>> line_of(Report(articles=1200, posts=31, seconds=60.0, read=25, size=100))
    '25% · 1,200 articles · 20/s · 3:00 left · 31 posts'
    """
    share, seconds = report.share, max(report.seconds, 0.001)
    rate = report.articles / seconds
    parts = [f"{share:.0%}"] if share is not None else []
    if report.is_tracing:
        parts = ["tracing who printed the same"]
    parts.append(count(report.articles, "article"))
    if report.articles:
        parts.append(f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
    if share and seconds > 1 and not report.is_tracing:
        parts.append(f"{_clock(seconds * (1 - share) / share)} left")
    known = ((report.posts, "post"), (report.quotations, "quotation"))
    parts += [count(number, noun) for number, noun in known if number]
    problems = report.errors + report.warnings
    return " · ".join([*parts, count(problems, "problem")] if problems else parts)


def _clock(seconds: float) -> str:
    """A length of time as clocks show it.

    >>> _clock(125), _clock(3725)
    ('2:05', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def fitted(line: str, width: int) -> str:
    """A line that is cut off where a terminal ends.

    >>> fitted("25% · 1,200 articles", 10)
    '25% · 1,2…'
    """
    return line if len(line) <= width else f"{line[: max(0, width - 1)]}…"


def count(number: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "article"), count(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
