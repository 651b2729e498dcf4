"""How problems are told, one line each on standard error, and what they make of the exit code."""

import os
import sys
from typing import TYPE_CHECKING

import click

from harvester.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable

    from harvester.records import Problem, Severity

_ORDER = ("note", "warning", "error")
CLEAR_LINE = "\r\033[K"  # no colour: NO_COLOR says nothing against it
# Notes that everybody should see once: what was taken for the text, and what is missing everywhere.
_TOLD_ONCE = ("columns", "no-date")


def tell(problem: "Problem", *, least: "Severity" = "warning") -> None:
    """Say what happened and what to do next, unless it matters less than was asked for."""
    if matters(problem, least):
        clear_progress()
        click.echo(f"{problem.severity.capitalize()}: {problem.message}", err=True)


def matters(problem: "Problem", least: "Severity") -> bool:
    """Whether a problem is to be told; some notes are, unless only errors were asked for."""
    if problem.code in _TOLD_ONCE and least == "warning":
        return True
    return _ORDER.index(problem.severity) >= _ORDER.index(least)


def teller(failures: set[str], *, least: "Severity" = "warning") -> "Callable[[Problem], None]":
    """What tells each problem as it comes, and remembers the codes of errors.

    A note that a thousand files of a folder have in common is told of the first of them.
    """
    seen: set[str] = set()

    def told(problem: "Problem") -> None:
        words = problem.message.removeprefix(problem.source)
        if problem.code not in _TOLD_ONCE or words not in seen:
            tell(problem, least=least)
        if problem.code in _TOLD_ONCE:
            seen.add(words)
        if problem.severity == "error":
            failures.add(problem.code)

    return told


def outcome(failures: set[str]) -> Exit:
    """How a command ends that met errors with these codes; what could be done is done.

    >>> outcome({"unreadable"}).value, outcome({"unreadable", "part-missing"}).value
    (3, 5)
    """
    if "part-missing" in failures:
        return Exit.PART_MISSING
    return Exit.SOME_INPUTS_FAILED if failures else Exit.DONE


def is_live() -> bool:
    """Whether standard error is a terminal on which a line can be written over."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def clear_progress() -> None:
    """Wipe a line of progress off the terminal, so that what follows stands alone."""
    if is_live():
        click.echo(CLEAR_LINE, nl=False, err=True, color=True)
