"""Given names that news prints often: they tell a person, and which pronoun fits.

Names cross languages, so that there is one list for all; what it does not know tells nothing.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Gender = Literal["feminine", "masculine"]


@cache
def _declared() -> Mapping[str, frozenset[str]]:
    lists = tomllib.loads((files(__package__) / "given_names.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(names) for kind, names in lists.items()}


@cache
def _given_names() -> frozenset[str]:
    lists = _declared()
    return lists["feminine"] | lists["masculine"] | lists["either"]


def is_given_name(word: str) -> bool:
    """Whether a word is a given name that is known.

    >>> is_given_name("Ada"), is_given_name("Harbour")
    (True, False)
    """
    return word in _given_names()


def gender_of(given_name: str) -> Gender | None:
    """Which pronoun stands for who bears it; None if that is not known or either may.

    >>> gender_of("Ada"), gender_of("Robin")
    ('feminine', None)
    """
    lists = _declared()
    if given_name in lists["feminine"]:
        return "feminine"
    return "masculine" if given_name in lists["masculine"] else None


def particles() -> frozenset[str]:
    """The small words within names: "van", "de"."""
    return _declared()["particles"]
