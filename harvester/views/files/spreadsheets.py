"""Rows for spreadsheets, which take ids for numbers, and words that begin with = for formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from harvester.errors import MissingPartError, UsageError, install_command
from harvester.views.rows import Row

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_ACTS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula
_EXACT = 15  # digits that a spreadsheet keeps of a number
_MOST_ROWS = 1_048_576
_LONGEST = 32_767  # characters of a cell


def guarded(value: object) -> object:
    r"""A cell of CSV that a spreadsheet shows as it is.

    >>> [guarded(value) for value in ("=HYPERLINK(1)", "1227289230407086080", "Rain", 3)]
    ["'=HYPERLINK(1)", '="1227289230407086080"', 'Rain', 3]
    """
    if not isinstance(value, str):
        return value
    if len(value) > _EXACT and value.isascii() and value.isdigit():
        return f'="{value}"'
    return f"'{value}" if value.startswith(_ACTS) else value


def excel_csv(rows: Iterable[Row], columns: Sequence[str], *, mark: str = ",") -> bytes:
    """Comma- or tab-separated values with a byte order mark, which Excel wants, and guarded."""
    page = StringIO()
    writer = csv.writer(page, delimiter=mark, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(row[name]) for name in columns] for row in rows)
    return page.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Row], columns: Sequence[str], place: Path, *, title: str) -> int:
    """A workbook with one sheet, all texts as texts; returns how many rows it has."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingPartError(
            "A workbook needs the package xlsxwriter",
            hint=f"Install it: {install_command('report')}",
        ) from error
    count = 0
    with Workbook(str(place), {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for number, name in enumerate(columns):
            sheet.write_string(0, number, name, bold)
        for count, row in enumerate(rows, 1):
            if count >= _MOST_ROWS:
                raise UsageError(
                    f"A sheet holds {_MOST_ROWS:,} rows, and there are more",
                    where=str(place),
                    hint="Write .csv or .parquet, or ask for less with --since and the like.",
                )
            for number, name in enumerate(columns):
                _write_cell(sheet, count, number, row[name])
    return count


def _write_cell(sheet: "Worksheet", line: int, number: int, value: object) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, number, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, number, value)
    elif value is not None:
        sheet.write_string(line, number, str(value)[:_LONGEST])
