"""What all tables share: the types that STRICT tables know, and a meaning for every column.

A column whose record has a field of the same name takes its meaning from there, so that it is said
once; any other says its own with `Field(description=...)`. Without a meaning there is no column.
"""

from types import NoneType
from typing import Any, ClassVar, Literal, get_args, get_origin

from sqlalchemy import BLOB, REAL, Dialect, Index, Integer, Text, UniqueConstraint
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from harvester.meaning import fields


class Claim(TypeDecorator[bool]):
    """True or false, as 1 or 0: STRICT tables have no type for it."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ARG002
        """What the column says, as Python has it."""
        return None if value is None else bool(value)


_TYPES: dict[type, type[TypeEngine[Any]]] = {
    str: Text,
    int: Integer,
    bool: Claim,
    float: REAL,
    bytes: BLOB,
}


def plain(hint: Any) -> type:
    """The Python type of a value that is there.

    >>> plain(bool | None), plain(Literal["embed", "link"])
    (<class 'bool'>, <class 'str'>)
    """
    if NoneType in get_args(hint):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    return str if get_origin(hint) is Literal else hint


def meaning_of(record: type, name: str) -> str:
    """What a field of a record means, for a column of another name."""
    return next(field.meaning for field in fields(record) if field.name == name)


def strict(*parts: Index | UniqueConstraint, has_rowid: bool = True) -> tuple[Any, ...]:
    """The arguments of a STRICT table with these indexes."""
    return (*parts, {"sqlite_strict": True, "sqlite_with_rowid": has_rowid})


class Table(SQLModel):
    """The base of all tables; `holds` names the records whose fields its columns are."""

    __table_args__ = strict()
    holds: ClassVar[tuple[type, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **given: Any) -> None:
        """Give each column its type and its meaning, before SQLModel makes the table of them."""
        super().__pydantic_init_subclass__(**given)
        known = {field.name: field.meaning for record in cls.holds for field in fields(record)}
        for name, field in cls.__pydantic_fields__.items():
            field.description = field.description or known[name]
            field.metadata = field.metadata or Field().metadata
            field.metadata[0].sa_type = _TYPES[plain(field.annotation)]
