"""Rows for people and programs: JSON, JSON lines, CSV, TSV, and a table for the terminal."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, Protocol, TextIO, get_args

import regex

Format = Literal["json", "nl", "csv", "tsv", "table", "wide"]
FORMATS: tuple[Format, ...] = get_args(Format)

Row = Mapping[str, object]


class _Writer(Protocol):
    """What the csv module makes, which has no public name there."""

    def writerow(self, row: Iterable[object], /) -> object:
        """Write one row."""


_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"
# matches a letter of Hebrew, Arabic and their neighbours, which would turn the line around
_RIGHT_TO_LEFT = regex.compile(r"[\u0590-\u08FF\uFB1D-\uFEFC]")


def to_json(row: Row) -> str:
    """One record as one line of JSON, in its own script; numbers that are ids stay text.

    >>> to_json({"handle": "ada_m9", "pics": ("AbCdEfGhIj",)})
    '{"handle": "ada_m9", "pics": ["AbCdEfGhIj"]}'
    """
    return json.dumps(row, ensure_ascii=False, default=_hexadecimal)


def _hexadecimal(value: object) -> str:
    """Bytes, such as the hashes of the database, as text that SQL takes again: x'0a1b'."""
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"{value.__class__.__name__} is no value of a row: {value!r}")


def write_rows(rows: Iterable[Row], columns: Sequence[str], form: Format, stream: TextIO) -> int:
    """Write the rows in one of `FORMATS`; returns how many there were.

    JSON lines, CSV and TSV are written as they come; a table has to see all rows first.
    """
    return _WRITERS[form](rows, columns, stream)


def _write_nl(rows: Iterable[Row], _columns: Sequence[str], stream: TextIO) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007, the last count is the answer
        stream.write(to_json(row) + "\n")
    return count


def _write_json(rows: Iterable[Row], _columns: Sequence[str], stream: TextIO) -> int:
    count = 0
    stream.write("[")
    for count, row in enumerate(rows, 1):
        stream.write(("\n " if count == 1 else ",\n ") + to_json(row))
    stream.write("\n]\n" if count else "]\n")
    return count


def _write_csv(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    return _delimited(rows, columns, csv.writer(stream, lineterminator="\n"))


def _write_tsv(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    return _delimited(rows, columns, csv.writer(stream, delimiter="\t", lineterminator="\n"))


def _delimited(rows: Iterable[Row], columns: Sequence[str], writer: "_Writer") -> int:
    writer.writerow(columns)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007, the last count is the answer
        writer.writerow([_cell(row.get(column)) for column in columns])
    return count


def _cell(value: object) -> object:
    r"""What a spreadsheet shall see: lists joined by spaces, bytes in hexadecimal, null as nothing.

    >>> _cell(("AbCdEfGhIj", "KlMnOpQrSt")), _cell(b"\x0a\x1b"), _cell(3)
    ('AbCdEfGhIj KlMnOpQrSt', '0a1b', 3)
    """
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return value.hex() if isinstance(value, bytes) else value


def _write_table(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    from harvester.views.tables import write_table

    return write_table(rows, columns, stream, shown=isolated, wide=False)


def _write_wide(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> int:
    from harvester.views.tables import write_table

    return write_table(rows, columns, stream, shown=isolated, wide=True)


def isolated(value: object) -> str:
    r"""A value to be printed between others, so that right-to-left text does not reorder the line.

    Control characters are shown as pictures, so that no text can act on the terminal.

    >>> isolated(None), isolated(3), isolated("a\x1b[31m")
    ('', '3', 'a␛[31m')
    """
    if value is None:
        return ""
    shown = str(_cell(value)).translate(_PICTURES)
    return f"{_ISOLATE}{shown}{_POP_ISOLATE}" if _RIGHT_TO_LEFT.search(shown) else shown


_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {0x7F: 0x2421}

_WRITERS: dict[Format, Callable[[Iterable[Row], Sequence[str], TextIO], int]] = {
    "json": _write_json,
    "nl": _write_nl,
    "csv": _write_csv,
    "tsv": _write_tsv,
    "table": _write_table,
    "wide": _write_wide,
}
