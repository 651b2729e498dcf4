"""A user's own file of names: whose each name or account is, before all other evidence.

A CSV file with the columns `name` and `person`. A name is written as articles print it, an account
as `@handle` or `twitter:handle`; an empty person says that the name is nobody's.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from harvester.errors import UsageError


def read_names(path: Path) -> list[tuple[str, str | None]]:
    """Each name of the file with its person. Raises UsageError, which says what is wrong where."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_names(csv.DictReader(file), path))
    except OSError as failure:
        raise UsageError(
            f"The file of names cannot be read: {failure.strerror}",
            where=str(path),
            hint="Check the path and its permissions.",
        ) from failure
    except (UnicodeDecodeError, csv.Error) as failure:
        raise UsageError(
            f"The file of names is no CSV in UTF-8: {failure}",
            where=str(path),
            hint="Save it as CSV UTF-8.",
        ) from failure


def _names(rows: "csv.DictReader[str]", path: Path) -> Iterator[tuple[str, str | None]]:
    if not {"name", "person"} <= set(rows.fieldnames or ()):
        raise UsageError(
            "The file of names lacks the columns name and person",
            where=str(path),
            hint="Let its first line be: name,person",
        )
    for row in rows:
        if name := (row["name"] or "").strip():
            yield name, (row["person"] or "").strip() or None
