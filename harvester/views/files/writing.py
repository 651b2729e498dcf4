"""Which file a name asks for, and how it is written."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from harvester.errors import UsageError
from harvester.views.files import annotations, graphs, packages, spreadsheets
from harvester.views.files.columns import Column
from harvester.views.files.parquet import write_parquet
from harvester.views.rows import Format, Row, write_rows

TEXTS: dict[str, Format] = {
    ".csv": "csv", ".tsv": "tsv", ".jsonl": "nl", ".ndjson": "nl", ".json": "json",
}  # fmt: skip
DRAWN = {".graphml": graphs.graphml, ".gexf": graphs.gexf}
# Of each graph, what its sources and what its targets are.
SIDES = {
    "outlets": ("outlet", "outlet"),
    "posts": ("outlet", "account"),
    "quotes": ("article", "words"),
}
PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Export:
    """What is to be written: the kind of rows, and how each form of them is asked for."""

    what: str
    rows: Callable[[str], Iterable[Row]]
    columns: Callable[[str], Sequence[Column]]
    annotated: Callable[[], Iterable[Row]]
    graph: Callable[[str], tuple[Sequence[Row], Mapping[str, str]]]
    tables: Sequence[str] = field(default=())
    version: str = ""


def write_file(export: Export, place: Path, *, for_excel: bool = False) -> int:
    """Write the file that its name asks for; returns how many rows it holds."""
    ending = PACKAGE if place.name == PACKAGE else place.suffix.lower()
    if ending not in forms(export.what):
        raise UsageError(
            f"There is no export of {export.what} as '{ending or place.name}'",
            where=str(place),
            hint=f"There are: {', '.join(forms(export.what))}.",
        )
    if ending in TEXTS:
        return _write_text(export, place, TEXTS[ending], for_excel=for_excel)
    return _WRITERS[ending](export, place)


def forms(what: str) -> list[str]:
    """The endings of files that these rows can be written to.

    >>> forms("ids")[-2:]
    ['.txt', 'datapackage.json']
    """
    own = {"ids": [".txt"], "quotes": [".jsonld"]}.get(what, [])
    drawn = [*DRAWN] if what in SIDES else []
    return [*TEXTS, ".xlsx", ".parquet", *drawn, *own, PACKAGE]


def write_stream(export: Export, form: Format, stream: TextIO) -> int:
    """Write rows where they are read at once."""
    names = [each.name for each in export.columns(export.what)]
    return write_rows(export.rows(export.what), names, form, stream)


def _write_text(export: Export, place: Path, form: Format, *, for_excel: bool) -> int:
    if for_excel and form in ("csv", "tsv"):
        rows = [*export.rows(export.what)]
        names = [each.name for each in export.columns(export.what)]
        mark = "," if form == "csv" else "\t"
        place.write_bytes(spreadsheets.excel_csv(rows, names, mark=mark))
        return len(rows)
    with place.open("w", encoding="utf-8", newline="") as stream:
        return write_stream(export, form, stream)


def _write_ids(export: Export, place: Path) -> int:
    return _write_lines(place, (f"{row['post_id']}\n" for row in export.rows("ids")))


def _write_annotations(export: Export, place: Path) -> int:
    return _write_lines(place, annotations.annotations(export.annotated())) - 2


def _write_workbook(export: Export, place: Path) -> int:
    names = [each.name for each in export.columns(export.what)]
    rows = export.rows(export.what)
    return spreadsheets.write_xlsx(rows, names, place, title=export.what)


def _write_table(export: Export, place: Path) -> int:
    return write_parquet(export.rows(export.what), export.columns(export.what), place)


def _write_lines(place: Path, lines: Iterator[str]) -> int:
    count = 0
    with place.open("w", encoding="utf-8", newline="") as stream:
        for line in lines:
            stream.write(line)
            count += 1
    return count


def _write_graph(export: Export, place: Path) -> int:
    edges, labels = export.graph(export.what)
    found = graphs.nodes(edges, labels, SIDES[export.what])
    place.write_bytes(DRAWN[place.suffix.lower()](found, edges))
    return len(edges)


def _write_package(export: Export, place: Path) -> int:
    """Write all tables beside the descriptor, whatever was asked for: they refer to each other."""
    tables = {name: export.columns(name) for name in export.tables}
    count = 0
    for name, columns in tables.items():
        names = [each.name for each in columns]
        rows = ({key: _plain(row[key]) for key in names} for row in export.rows(name))
        with place.with_name(f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            count += write_rows(rows, names, "csv", stream)
    described = packages.package(tables, version=export.version)
    text = json.dumps(described, indent=2, ensure_ascii=False)
    place.write_text(text + "\n", encoding="utf-8")
    return count


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


_WRITERS: dict[str, Callable[[Export, Path], int]] = {
    ".xlsx": _write_workbook,
    ".parquet": _write_table,
    ".graphml": _write_graph,
    ".gexf": _write_graph,
    ".txt": _write_ids,
    ".jsonld": _write_annotations,
    PACKAGE: _write_package,
}
