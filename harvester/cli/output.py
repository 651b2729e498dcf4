"""Where rows go: to the format that was asked for, else to what suits a terminal or a pipe."""

import sys
from collections.abc import Iterable, Sequence
from typing import cast

from harvester.views.rows import Format, Row, write_rows


def put(
    rows: Iterable[Row], columns: Sequence[str], form: str | None, *, plain: Format = "table"
) -> int:
    """Write rows to standard output; `plain` is the form for a terminal, pipes get JSON lines."""
    chosen = form or (plain if sys.stdout.isatty() else "nl")
    return write_rows(rows, columns, cast("Format", chosen), sys.stdout)
