"""How a table is made of the fields of a record, so that name and meaning are said once.

STRICT tables know TEXT, INTEGER and REAL only: days and times are ISO text, claims are 0 or 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import NoneType, new_class
from typing import Any, Literal, get_args, get_origin

from sqlalchemy import (
    BLOB,
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field as ColumnField
from sqlmodel import SQLModel

from harvester.meaning import Field, fields

_TYPES = {str: Text, int: Integer, bool: Integer, float: REAL, bytes: BLOB}


def _is_nullable(hint: Any) -> bool:
    return NoneType in get_args(hint)


def _plain(hint: Any) -> type:
    """The Python type of a value that is there.

    >>> _plain(bool | None), _plain(Literal["embed", "link"])
    (<class 'bool'>, <class 'str'>)
    """
    if _is_nullable(hint):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    plain: type = str if get_origin(hint) is Literal else hint
    return plain


def of(
    record: type, *, without: Sequence[str] = (), rename: Mapping[str, str] | None = None
) -> list[Field]:
    """The fields of a record as columns."""
    names = rename or {}
    return [
        field._replace(name=names.get(field.name, field.name))
        for field in fields(record)
        if field.name not in without
    ]


def _column(field: Field, keys: Sequence[str], reference: ForeignKey | None) -> Column[Any]:
    references = [] if reference is None else [reference]
    return Column(
        field.name,
        _TYPES[_plain(field.type)],
        *references,
        primary_key=field.name in keys,
        nullable=_is_nullable(field.type),
    )


def table(
    name: str,
    columns: Sequence[Field],
    *,
    keys: Sequence[str] = ("id",),
    references: Mapping[str, ForeignKey] | None = None,
    indexes: Iterable[Index | UniqueConstraint] = (),
    has_rowid: bool = True,
) -> type[SQLModel]:
    """A table class whose columns are these fields."""
    checks = [
        CheckConstraint(f"{field.name} IN (0, 1)")
        for field in columns
        if _plain(field.type) is bool
    ]
    options = {"sqlite_strict": True} | ({} if has_rowid else {"sqlite_with_rowid": False})
    namespace: dict[str, Any] = {
        "__module__": "harvester.store.schema.tables",
        "__tablename__": name,
        "__annotations__": {field.name: field.type for field in columns},
        "__table_args__": (*checks, *indexes, options),
    }
    for field in columns:
        column = _column(field, keys, (references or {}).get(field.name))
        namespace[field.name] = ColumnField(sa_column=column, description=field.meaning)
    return new_class(name, (SQLModel,), {"table": True}, lambda body: body.update(namespace))
