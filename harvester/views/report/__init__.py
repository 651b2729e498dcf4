"""One page to send around: a database in short, or the story of some words.

The page holds all it needs: no script, no picture, no address that a browser would load by itself.
Whatever an article says is text in it, never markup: the template engine escapes everything.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harvester.errors import MissingPartError, install_command
from harvester.filters import Filters
from harvester.views.drawing import over_time
from harvester.views.links import archived, href, without_folders
from harvester.views.phrases import counted, later
from harvester.views.report.charts import lines, periods
from harvester.views.report.wordings import changes, pieces

if TYPE_CHECKING:
    from jinja2 import Environment

    from harvester.store import Subject, Summary, WordingTrace

_TEMPLATES = Path(__file__).parent / "templates"
WARNINGS = {
    "misattribution": "Another speaker than elsewhere",
    "alteration": "Other words than in the post",
    "number-changed": "Another number than elsewhere",
    "printed-before-posted": "Printed before the post was made",
}
POINTERS = {"link": "link only", "mention": "named only"}


def summary_page(summary: "Summary", *, database: str, filters: Filters) -> str:
    """The page of a database."""
    by_period = periods(summary.days, "n_posts", "n_quotations")
    return (
        _environment()
        .get_template("summary.html")
        .render(
            database=database,
            chosen=_chosen(filters),
            summary=summary,
            periods=by_period,
            posts={name: counts[0] for name, counts in by_period.items()},
            quotations={name: counts[1] for name, counts in by_period.items()},
            matrix=_matrix(summary.printed),
        )
    )


def story_page(
    question: str,
    told: Sequence[tuple["Subject", "WordingTrace"]],
    *,
    database: str,
    filters: Filters,
) -> str:
    """The page of a question, with the story of each of its answers."""
    page = _environment().get_template("question.html")
    return page.render(question=question, told=told, database=database, chosen=_chosen(filters))


def _chosen(filters: Filters) -> list[tuple[str, str]]:
    """By what the places were chosen, for people."""
    return [
        (each.name.replace("_", " "), ", ".join(value) if isinstance(value, tuple) else str(value))
        for each, value in filters.given()
    ]


def _matrix(printed: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Who prints whom, as a table: the outlets, the accounts, and the count of each pair."""
    counts = {(each["outlet"], each["handle"]): each["n_articles"] for each in printed}
    totals: dict[str, int] = {}
    for (_, handle), count in counts.items():
        totals[handle] = totals.get(handle, 0) + count
    return {
        "outlets": [*dict.fromkeys(each["outlet"] for each in printed)],
        "handles": sorted(totals, key=lambda each: (-totals[each], each)),
        "counts": counts,
        "highest": max(counts.values(), default=1),
    }


def _environment() -> "Environment":
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise MissingPartError(
            "A page needs the package jinja2", hint=f"Install it: {install_command('report')}"
        ) from error
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        archived=archived, changes=changes, counted=counted, href=href, later=later, lines=lines,
        over_time=over_time, pieces=pieces, pointers=POINTERS, warnings=WARNINGS,
        without_folders=without_folders,
    )  # fmt: skip
    return environment
