"""A plugin of Datasette: directions of texts, quotes in context, charts, and folded search."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import regex
from datasette import hookimpl
from markupsafe import Markup, escape

from harvester.store import CLOSED, OPENED, expression
from harvester.views.drawing import over_time, ranking
from harvester.views.report.charts import periods

_BARS = 20
_WIDTHS = (("broad", 760), ("slim", 360))  # one of them is shown, as the page has room
_NAMES = ("name", "person", "speaker", "outlet", "hashtag", "handle", "pic", "day")
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


@hookimpl  # type: ignore[untyped-decorator]  # datasette has no types
def render_cell(value: Any, column: str) -> Markup | None:
    """A text in an element of its own direction; None leaves the cell to others."""
    if not isinstance(value, str) or value.startswith(("http://", "https://")):
        return None
    if column == "context" and OPENED in value:
        before, _, rest = value.partition(OPENED)
        words, _, behind = rest.rpartition(CLOSED)
        return Markup('<div dir="auto">{}<mark>{}</mark>{}</div>').format(
            before.lstrip(), words, behind
        )
    return None if value.isascii() else Markup('<div dir="auto">{}</div>').format(escape(value))


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]  # Datasette's own comes before
def prepare_connection(conn: Any) -> None:
    """The search box takes words as `harvester search` does: folded, whole, with articles."""
    conn.create_function("escape_fts", 1, _asked, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars() -> dict[str, Callable[..., Markup]]:
    """What the pages of questions draw."""
    return {"chart": chart}


def chart(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, is_cut: bool = False) -> Markup:
    """A chart of an answer that counts: over time where it counts days; else nothing at all.

    What is cut off is told.

    >>> chart(["words"], [["Rain"]])
    Markup('')
    """
    names = [each for each in _NAMES if each in columns]
    counts = [each for each in columns if each.startswith("n_")]
    if not names or not counts or counts[0] in columns[:1]:
        return Markup()
    name, count = columns.index(names[0]), columns.index(counts[0])
    told = [(str(row[name]), row[count]) for row in rows if row[name] and row[count] is not None]
    if len(told) < 2:
        return Markup()
    is_time = _DAY.match(told[0][0]) is not None
    draw = _by_day if is_time else _by_name
    drawn = "".join(f'<div class="{kind}">{draw(told, width)}</div>' for kind, width in _WIDTHS)
    what = counts[0].removeprefix("n_").replace("_", " ").capitalize()
    only = (
        f" (only the first {len(told):,}: ask for fewer to see all)" if is_cut and is_time else ""
    )
    caption = Markup("<figcaption>{} by {}{}</figcaption>").format(what, names[0], only)
    return Markup('<figure class="chart">{}{}</figure>').format(caption, Markup(drawn))  # noqa: S704


def _by_day(told: list[tuple[str, int]], width: int) -> str:
    days = [{"day": day[:10], "n": n} for day, n in sorted(told)]
    counted = {when: n for when, [n] in periods(days, "n").items()}
    return over_time(counted, "", colour="--post", width=width)


def _by_name(told: list[tuple[str, int]], width: int) -> str:
    return ranking([*islice(told, _BARS)], colour="--post", width=width)


def _asked(text: object) -> str:
    return expression(str(text or "")) or '""'
