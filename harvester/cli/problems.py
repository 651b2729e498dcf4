"""How problems are told, one line each on standard error, and what they make of the exit code."""

import sys
from typing import TYPE_CHECKING

import click

from harvester.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable

    from harvester.records import Problem, Severity

_ORDER = ("note", "warning", "error")
_CLEAR_LINE = "\r\033[K"


def tell(problem: "Problem", *, least: "Severity" = "warning") -> None:
    """Say what happened and what to do next, unless it matters less than was asked for."""
    if _ORDER.index(problem.severity) >= _ORDER.index(least):
        clear_progress()
        click.echo(f"{problem.severity.capitalize()}: {problem.message}", err=True)


def teller(failures: set[str], *, least: "Severity" = "warning") -> "Callable[[Problem], None]":
    """What tells each problem as it comes, and remembers the codes of errors."""

    def told(problem: "Problem") -> None:
        tell(problem, least=least)
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


def clear_progress() -> None:
    """Wipe a line of progress off the terminal, so that what follows stands alone."""
    if sys.stderr.isatty():
        click.echo(_CLEAR_LINE, nl=False, err=True)
