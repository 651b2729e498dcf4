r"""Tables as spreadsheets and databases export them: CSV and TSV, a record a row.

A byte order mark, semicolons, quotation marks and line feeds inside cells are what spreadsheets
write. The first row names the columns.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from itertools import chain, zip_longest
from typing import cast

from harvester.reading.columns import Fields
from harvester.reading.containers.formats import HEAD, delimiter_of
from harvester.reading.containers.json_objects import (
    Doubts,
    Object,
    ShortRow,
    clean,
    doubt,
    objects_to_records,
)
from harvester.reading.containers.streams import LIMIT, BlockFile, Stream, peek
from harvester.reading.documents import Record
from harvester.reading.encoding.decoding import decode
from harvester.reading.problems import Damage
from harvester.records import Problem

_MARKS = "\t,;|"
_UNCLOSED = "A quotation mark may never be closed; the rows before it were read."


def table_records(stream: Stream, fields: Fields, outlet: str | None) -> Iterator[Record | Problem]:
    """A record for each row that has a text or a page."""
    doubts: Doubts = {}
    objects = table_objects(stream, doubts)
    return objects_to_records(objects, stream.name, fields, outlet, doubts)


def table_objects(stream: Stream, doubts: Doubts) -> Iterator[tuple[str, Object | Damage]]:
    """The rows by the names of their columns; a row after a damage is lost with what follows."""
    head, blocks = peek(stream.blocks, HEAD)
    text = io.TextIOWrapper(
        io.BufferedReader(BlockFile(blocks)),
        encoding=_encoding(head, stream.name, doubts),
        errors="replace",
        newline="",
    )
    first = text.readline(HEAD)
    csv.field_size_limit(LIMIT)
    lines = _Lines(chain([first], iter(partial(text.readline, LIMIT + 1), "")))
    rows = csv.reader(lines, delimiter=_delimiter(first, stream.suffix))
    try:
        names = [name.strip().removeprefix("\ufeff") for name in next(rows, [])]
        for number, row in enumerate(rows, 2):
            if lines.is_over or (lines.is_cut and len(row) < len(names)):
                raise _cut(number)
            if any(row):
                yield _object(names, row, f"{stream.name}:{number}", doubts)
    except csv.Error as failure:
        raise _broken(rows.line_num, failure) from failure


class _Lines:
    """Lines as they are, and whether the last one has its end.

    A row that comes when the lines are over was cut off within quotation marks.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.is_cut = self.is_over = False

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(self._lines, 1):
            if len(line) > LIMIT:
                what = f"Line {number} is too large: the limit is {LIMIT >> 20} MiB"
                raise Damage("too-large", what, _UNCLOSED)
            self.is_cut = not line.endswith(("\n", "\r"))
            yield line
        self.is_over = True


def _object(
    names: list[str], row: list[str], source: str, doubts: Doubts
) -> tuple[str, Object | Damage]:
    if len(row) > len(names) and any(row[len(names) :]):
        what = f"The row has {len(row)} cells, but there are {len(names)} columns"
        hint = "A quotation mark or a separator in a cell is not escaped: export it anew."
        return source, Damage("ragged-row", what, hint)
    cells = cast("Object", dict(zip_longest(names, row[: len(names)], fillvalue=None)))
    found = ShortRow(cells) if len(row) < len(names) else cells
    clean(found, source, doubts)
    return source, found


def _encoding(head: bytes, name: str, doubts: Doubts) -> str:
    """The encoding of a table whose beginning this is; it stays the same to its end."""
    whole = head[: head.rfind(b"\n") + 1] or head
    decoded = decode(whole)
    if decoded.is_guess:
        doubt(doubts, "not-utf8", name)
    return "utf-8-sig" if codecs.lookup(decoded.encoding).name == "utf-8" else decoded.encoding


def _delimiter(header: str, suffix: str) -> str:
    r"""What separates the cells: told by known names, else the commonest of those in use.

    >>> _delimiter("a;b;c", ".csv"), _delimiter("a\tb, c", ".tsv"), _delimiter("text", ".csv")
    (';', '\t', ',')
    """
    if known := delimiter_of(header):
        return known
    if suffix in (".tsv", ".tab"):
        return "\t"
    best = max(_MARKS, key=header.count)
    return best if best in header else ","


def _cut(number: int) -> Damage:
    what = f"The table ends in the middle of row {number}: it is truncated"
    return Damage("truncated-table", what, "Fetch it again; the rows before were read.")


def _broken(line: int, failure: csv.Error) -> Damage:
    what = f"The table cannot be read beyond line {line}: {failure}"
    if "field larger" in str(failure):
        return Damage("too-large", f"{what}; the limit is {LIMIT >> 20} MiB", _UNCLOSED)
    return Damage("damaged-table", what, _UNCLOSED)
