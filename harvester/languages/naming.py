"""What stands around names and in them, in any language: titles, suffixes, words of offices."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from harvester.text.fold import fold


class Naming(NamedTuple):
    """Words of one purpose each, folded; `naming.toml` says which."""

    titles: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    anybodys: frozenset[str]
    suffixes: frozenset[str]
    institutions: frozenset[str]
    particles: frozenset[str]


@cache
def naming() -> Naming:
    """The words around names.

    >>> "senator" in naming().titles, "senator" in naming().institutions
    (True, False)
    """
    lists = tomllib.loads((files(__package__) / "naming.toml").read_text(encoding="utf-8"))
    return Naming(**{kind: frozenset(map(fold, words)) for kind, words in lists.items()})
