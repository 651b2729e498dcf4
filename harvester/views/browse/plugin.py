"""A plugin of Datasette: texts find their own direction, a quote is marked in its context."""

from typing import Any

from datasette import hookimpl
from markupsafe import Markup, escape

from harvester.store import CLOSED, OPENED


@hookimpl  # type: ignore[untyped-decorator]  # datasette has no types
def render_cell(value: Any, column: str) -> Markup | None:
    """A text in an element of its own direction; None leaves the cell to others."""
    if not isinstance(value, str) or value.startswith(("http://", "https://")):
        return None
    if column == "context" and OPENED in value:
        before, _, rest = value.partition(OPENED)
        words, _, behind = rest.rpartition(CLOSED)
        return Markup('<div dir="auto">{}<mark>{}</mark>{}</div>').format(before, words, behind)
    return None if value.isascii() else Markup('<div dir="auto">{}</div>').format(escape(value))
