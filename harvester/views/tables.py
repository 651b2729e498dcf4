"""Tables for the terminal: as wide as it is, long cells cut, numbers to the right.

Where even cut cells would be too narrow to be read, each value gets a line of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from shutil import get_terminal_size
from typing import TextIO

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

_GAP = 3  # between two columns
_NARROWEST = 12  # of a column that was cut: less of a text tells nothing
_SHORT = 28  # ids, days and names of questions are never cut: they are to be copied
_ENDLESS = 2000  # a table in a pipe is as wide as it needs
_ISOLATE, _POP_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_HOURS = ("lag", "median_lag")

Row = Mapping[str, object]
Column = list[str]


def write_table(
    rows: Iterable[Row],
    columns: Sequence[str],
    stream: TextIO,
    *,
    shown: Callable[[object], str],
    wide: bool,
) -> int:
    """Write rows as a table; returns how many.

    `shown` makes a value safe for a terminal; `wide` cuts nothing, and may break lines.
    """
    kept = list(rows)
    cells = [[_on_a_line(name, shown(row.get(name)), row) for row in kept] for name in columns]
    needed = [
        max(cell_len(text) for text in (name, *column))
        for name, column in zip(columns, cells, strict=True)
    ]
    width = get_terminal_size().columns if stream.isatty() and not wide else _ENDLESS
    widths = fitted(needed, width - _GAP * (len(columns) - 1))
    if widths is None:
        lines = _blocks(columns, cells, kept)
    else:
        lines = _table(columns, cells, widths, [_is_number(name, kept) for name in columns])
    stream.writelines(f"{line}\n" for line in lines)
    return len(kept)


def fitted(needed: Sequence[int], width: int) -> list[int] | None:
    """How wide each column may be: texts give way, down to what can be read, else None.

    >>> fitted([4, 16, 60, 80], 90), fitted([40] * 9, 80)
    ([4, 16, 35, 35], None)
    """
    for share in range(max(needed, default=0), _NARROWEST - 1, -1):
        widths = [each if each <= _SHORT else min(each, share) for each in needed]
        if sum(widths) <= width:
            return widths
    return list(needed) if sum(needed) <= width else None


def _on_a_line(column: str, text: str, row: Row) -> str:
    """A value on one line; hours as hours.

    >>> _on_a_line("lag", "26.25", {"lag": 26.25}), _on_a_line("words", "Rain  again", {})
    ('26.2 h', 'Rain again')
    """
    value = row.get(column)
    if column in _HOURS and isinstance(value, (int, float)):
        return f"{value:.1f} h"
    return " ".join(text.split())


def _is_number(column: str, rows: Sequence[Row]) -> bool:
    values = [row.get(column) for row in rows]
    return all(isinstance(value, (int, float, type(None))) for value in values)


def _cut(text: str, width: int) -> str:
    """A text that fits, isolated again if it was."""
    if cell_len(text) <= width:
        return text
    cut = set_cell_size(text.strip(_ISOLATE + _POP_ISOLATE), width - 1).rstrip() + "…"
    return f"{_ISOLATE}{cut}{_POP_ISOLATE}" if text.startswith(_ISOLATE) else cut


def _blocks(columns: Sequence[str], cells: Sequence[Column], rows: Sequence[Row]) -> Iterator[str]:
    """A line for each value, where a table would be too wide to show them all."""
    widest = max(map(len, columns))
    for number in range(len(rows)):
        if number:
            yield ""
        for name, column in zip(columns, cells, strict=True):
            if column[number]:
                yield f"{name:<{widest}}  {column[number]}"


def _table(
    columns: Sequence[str], cells: Sequence[Column], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, width, is_right in zip(columns, widths, right, strict=True):
        justify = "right" if is_right else "left"
        table.add_column(_cut(name, width), no_wrap=True, width=width, justify=justify)  # type: ignore[arg-type]
    cut = (
        [_cut(text, width) for text in column] for column, width in zip(cells, widths, strict=True)
    )
    for row in zip(*cut, strict=True):
        table.add_row(*map(Text, row))
    page = StringIO()
    Console(file=page, highlight=False, width=sum(widths) + _GAP * len(widths)).print(table)
    return (line.rstrip() for line in page.getvalue().splitlines())
