"""JSON Schema 2020-12 of each record, made from `records`, where every field has its meaning."""

import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from harvester.entity import Entity
from harvester.meaning import fields
from harvester.records import Account, Article, Outlet, Post, Problem, Quote
from harvester.trace.clustered import Clustered
from harvester.views.trace_rows import Trace

RECORDS: dict[str, type] = {
    record.__name__.lower(): record
    for record in (Article, Quote, Post, Account, Outlet, Entity, Clustered, Problem, Trace)
}
# In the open an article has one id: the one it was given, else the one made of its content.
_RENAMED = {"given_id": "id"}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "https://harvester.invalid/schemas/v1/{name}.schema.json"


def names_of(record: type) -> list[str]:
    """The names of a record's fields as others see them."""
    return [_RENAMED.get(field.name, field.name) for field in fields(record)]


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of the record of this name; KeyError if there is no such record.

    >>> schema("outlet")["required"]
    ['id', 'name']
    """
    record = RECORDS[name]
    made = _model(record).model_json_schema()
    about = {"title": record.__name__, "description": _first_sentence(record)}
    made = {"$schema": _DIALECT, "$id": _ID.format(name=name), **about, **made, **about}
    for declared in (made, *made.get("$defs", {}).values()):
        declared["additionalProperties"] = False
        for field in declared["properties"].values():
            field.pop("title", None)
    return made


def _model(record: type) -> Any:
    """A model of the fields of a record, and of the records in them."""
    from pydantic import ConfigDict, Field, create_model

    described: dict[str, Any] = {
        _RENAMED.get(field.name, field.name): (_typed(field.type), Field(description=field.meaning))
        for field in fields(record)
    }
    about = ConfigDict(json_schema_extra={"description": _first_sentence(record)})
    return create_model(record.__name__, __config__=about, **described)


def _typed(kind: Any) -> Any:
    """A type as a model knows it: records in a list are models themselves."""
    if get_origin(kind) is tuple and _is_record(inside := get_args(kind)[0]):
        return list[_model(inside)]  # type: ignore[misc]  # known when it runs
    return kind


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and bool(getattr(kind, "_fields", ()))


def _first_sentence(record: type) -> str:
    return (record.__doc__ or "").split("\n\n")[0].strip()


def schema_text(name: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into a folder; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in RECORDS:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8")
        written.append(path)
    return written


def type_name(kind: Any) -> str:
    """A type as people write it.

    >>> from typing import Literal
    >>> type_name(str | None), type_name(Literal["day", "second"]), type_name(tuple[str, ...])
    ('text or null', 'day or second', 'list of text')
    """
    if get_origin(kind) is Literal:
        return " or ".join(map(str, get_args(kind)))
    if get_origin(kind) is tuple:
        return f"list of {type_name(get_args(kind)[0])}"
    if _is_record(kind):
        return f"objects of {', '.join(names_of(kind))}"
    if get_args(kind):
        return " or ".join(type_name(part) for part in get_args(kind))
    return _PLAIN_TYPES[kind]


_PLAIN_TYPES: dict[Any, str] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true or false",
    type(None): "null",
}
