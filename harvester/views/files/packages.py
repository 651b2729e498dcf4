"""Frictionless data packages: tables as CSV, and what each column means beside them."""

from collections.abc import Mapping, Sequence

from harvester.views.files.columns import Column

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def package(tables: Mapping[str, Sequence[Column]], *, version: str) -> dict[str, object]:
    """The descriptor of a package with these tables, for `datapackage.json`."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "harvest",
        "title": "Social-media posts and quotations in news articles",
        "description": f"Exported by harvester {version}.",
        "resources": [_resource(name, columns) for name, columns in tables.items()],
    }


def _resource(name: str, columns: Sequence[Column]) -> dict[str, object]:
    described = [
        {"name": each.name, "type": _TYPES[each.type], "description": each.meaning}
        | ({"trueValues": ["1"], "falseValues": ["0"]} if each.type is bool else {})
        for each in columns
    ]
    key = {"primaryKey": ["id"]} if columns[0].name == "id" else {}
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": described, "missingValues": [""], **key},
    }
