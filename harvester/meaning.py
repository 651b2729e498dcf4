"""What a field of a record means, said beside the field, and how others ask for it."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, get_origin, get_type_hints


@dataclass(frozen=True)
class Meaning:
    """What a field says, for schemas, column help and CSV headers."""

    text: str


class Field(NamedTuple):
    """A field of a record as others must know it."""

    name: str
    type: Any
    meaning: str


@cache
def fields(record: type) -> tuple[Field, ...]:
    """The fields of a record that have a meaning, in order; the others stay inside the program.

    >>> class Boat(NamedTuple):
    ...     name: Annotated[str, Meaning("What is painted on it.")]
    ...     crew: tuple[str, ...] = ()
    >>> [field.name for field in fields(Boat)]
    ['name']
    """
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        Field(name, hint.__origin__, hint.__metadata__[0].text)
        for name, hint in hints.items()
        if get_origin(hint) is Annotated
    )
