"""Parquet: a record a row, batch by batch, and of the columns only those that are needed."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from harvester.errors import MissingPartError, install_command
from harvester.reading.columns import Fields, columns_of
from harvester.reading.containers.json_objects import (
    Doubts,
    Object,
    clean,
    objects_to_records,
)
from harvester.reading.containers.streams import Stream, seekable
from harvester.reading.documents import Record
from harvester.reading.problems import Damage
from harvester.records import Problem

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

_ROWS = 64  # at a time: a page can have a megabyte
_HINT = "Write the file again; what stood before was read."
_LEFT_OUT = "The row was left out; the others were read."


def parquet_records(
    stream: Stream, fields: Fields, outlet: str | None
) -> Iterator[Record | Problem]:
    """A record for each row that has a text or a page."""
    doubts: Doubts = {}
    objects = parquet_objects(stream, fields, doubts)
    return objects_to_records(objects, stream.name, fields, outlet, doubts)


def parquet_objects(
    stream: Stream, fields: Fields | None, doubts: Doubts
) -> Iterator[tuple[str, Object | Damage]]:
    """The rows by the names of their columns; without fields, all columns."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as missing:
        hint = f"Install it: {install_command('parquet')}"
        raise MissingPartError("Reading Parquet needs pyarrow", hint=hint) from missing
    with seekable(stream) as file:
        try:
            yield from _rows(parquet.ParquetFile(file), fields, stream.name, doubts)
        except (ArrowException, OSError, UnicodeDecodeError) as failure:
            why = str(failure).partition("\n")[0]
            raise Damage("damaged-parquet", f"The Parquet file is damaged: {why}", _HINT) from None


def _rows(
    file: "ParquetFile", fields: Fields | None, name: str, doubts: Doubts
) -> Iterator[tuple[str, Object | Damage]]:
    names = tuple(file.schema_arrow.names)
    wanted = None
    if fields:
        meant = columns_of(names, fields).fields
        wanted = [column for column in meant if column in names]
        if not {meant.text, meant.html} & set(names):  # the message names what there is
            yield name, dict.fromkeys(names)
            return
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
        for row in _read(batch):
            number += 1
            source = f"{name}:{number}"
            if isinstance(row, Damage):
                yield source, row
                continue
            found = {column: _plain(value) for column, value in row.items()}
            clean(found, source, doubts)
            yield source, found


def _read(batch: "RecordBatch") -> Iterable[dict[str, object] | Damage]:
    try:
        rows: list[dict[str, object]] = batch.to_pylist()
    except UnicodeDecodeError:
        return _one_by_one(batch)
    return rows


def _one_by_one(batch: "RecordBatch") -> Iterator[dict[str, object] | Damage]:
    """The rows of a batch; one whose text is no text costs itself, and not its neighbours."""
    for row in range(batch.num_rows):
        try:
            (found,) = batch.slice(row, 1).to_pylist()
        except UnicodeDecodeError as failure:
            found = Damage(
                "bad-encoding", f"A text in it is not UTF-8: {failure.reason}", _LEFT_OUT
            )
        yield found


def _plain(value: object) -> object:
    """A value as JSON would have it: some writers keep text as bytes."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
