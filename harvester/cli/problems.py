"""How problems are told: one line each, on standard error."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from harvester.records import Problem


def tell(problem: "Problem", *, quiet: bool = False) -> None:
    """Say what happened and what to do next; a quiet command tells errors only."""
    if problem.severity == "error" or not quiet:
        click.echo(f"{problem.severity.capitalize()}: {problem.message}", err=True)
