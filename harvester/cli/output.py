"""Where rows go: to the format that was asked for, else to what suits a terminal or a pipe."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from harvester.errors import UsageError
from harvester.views.rows import Format, Row, write_rows


def put(rows: Iterable[Row], columns: Sequence[str], form: str | None) -> int:
    """Write rows to standard output; returns how many there were."""
    return write_rows(rows, columns, chosen(form), sys.stdout)


def chosen(form: str | None) -> Format:
    """The form that was asked for, else a table for a terminal and JSON lines for a pipe."""
    return cast("Format", form or ("table" if sys.stdout.isatty() else "nl"))


def save(place: Path, content: bytes) -> int:
    """Write a file whole; returns its size in bytes. Raises UsageError if it cannot be written."""
    try:
        return place.write_bytes(content)
    except OSError as error:
        raise UsageError(
            f"The file cannot be written: {error.strerror}",
            where=str(place),
            hint="Give another place with -o.",
        ) from error
