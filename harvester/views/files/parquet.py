"""Rows as Parquet, typed, with the meaning of each column in the file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from harvester.errors import MissingPartError, install_command
from harvester.views.files.columns import Column
from harvester.views.rows import Row

_GROUP = 50_000  # rows that are written at a time


def write_parquet(rows: Iterable[Row], columns: Sequence[Column], place: Path) -> int:
    """Write a file; returns how many rows it has."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingPartError(
            "Parquet needs the package pyarrow", hint=f"Install it: {install_command('parquet')}"
        ) from error
    types: dict[type, Any] = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
    }
    schema = pyarrow.schema(
        pyarrow.field(each.name, types[each.type], metadata={"description": each.meaning})
        for each in columns
    )
    count = 0
    with parquet.ParquetWriter(place, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def _groups(rows: Iterable[Row]) -> Iterator[list[dict[str, object]]]:
    left = iter(rows)
    while group := [dict(row) for row in islice(left, _GROUP)]:
        yield group
