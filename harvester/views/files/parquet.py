"""Rows as Parquet, typed, with the meaning of each column in the file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from harvester.errors import InputError, MissingPartError, install_command
from harvester.views.files.columns import Column
from harvester.views.rows import Row

_GROUP = 50_000  # rows that are written at a time
_READ = 500  # articles, each with all its quotes


def write_parquet(rows: Iterable[Row], columns: Sequence[Column], place: Path) -> int:
    """Write a file; returns how many rows it has."""
    pyarrow, parquet = _modules()
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


def read_parquet(folder: Path) -> Iterator[dict[str, Any]]:
    """The rows of all files in a folder, by name; Spark keeps its own notes in hidden ones.

    Raises InputError if there is none, or one is damaged.
    """
    pyarrow, parquet = _modules()
    files = sorted(folder.glob("[!._]*.parquet"))
    if not files:
        hint = "Name the folder 'harvest' in what 'python -m harvester.spark run' wrote."
        raise InputError("There are no Parquet files in it", where=str(folder), hint=hint)
    for file in files:
        try:
            for batch in parquet.ParquetFile(file).iter_batches(batch_size=_READ):
                yield from batch.to_pylist()
        except (pyarrow.ArrowException, OSError) as error:
            hint = "Copy it again from where it was made."
            raise InputError("The Parquet file is damaged", where=str(file), hint=hint) from error


def _modules() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingPartError(
            "Parquet needs the package pyarrow", hint=f"Install it: {install_command('parquet')}"
        ) from error
    return pyarrow, parquet


def _groups(rows: Iterable[Row]) -> Iterator[list[dict[str, object]]]:
    left = iter(rows)
    while group := [dict(row) for row in islice(left, _GROUP)]:
        yield group
