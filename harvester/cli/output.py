"""Where rows go: to the format that was asked for, else to what suits a terminal or a pipe."""

import sys
from collections.abc import Iterable, Sequence
from typing import cast

from harvester.views.rows import Format, Row, write_rows


def put(rows: Iterable[Row], columns: Sequence[str], form: str | None) -> int:
    """Write rows to standard output; returns how many there were."""
    return write_rows(rows, columns, chosen(form), sys.stdout)


def chosen(form: str | None) -> Format:
    """The form that was asked for, else a table for a terminal and JSON lines for a pipe."""
    return cast("Format", form or ("table" if sys.stdout.isatty() else "nl"))
