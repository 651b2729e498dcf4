"""Finds the social-media posts that news articles embed, and who printed the same words.

>>> from harvester import Article, harvest
>>> [quote.handle for quote in harvest(Article("Rain again— Ada (@ada_m9) March 23, 2019"))]
['ada_m9']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harvester.normalise import entities, harvest
    from harvester.reading import read
    from harvester.records import Article, Entity, Problem, Quote

__all__ = ["Article", "Entity", "Problem", "Quote", "entities", "harvest", "read"]

_HOME = {
    "Article": "harvester.records",
    "Entity": "harvester.records",
    "Problem": "harvester.records",
    "Quote": "harvester.records",
    "entities": "harvester.normalise",
    "harvest": "harvester.normalise",
    "read": "harvester.reading",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that the command line starts quickly."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
