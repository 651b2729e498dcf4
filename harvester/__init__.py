"""Finds the social-media posts that news articles embed, and who printed the same words.

>>> from harvester import harvest
>>> [quote.handle for quote in harvest("Rain again— Ada (@ada_m9) March 23, 2019")]
['ada_m9']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harvester.api import (
        Database,
        ProblemWarning,
        article_of,
        harvest_html,
        open_database,
        read,
    )
    from harvester.entity import Entity
    from harvester.errors import HarvesterError
    from harvester.filters import Filters
    from harvester.normalise import entities, harvest, harvest_all
    from harvester.reading import Fields
    from harvester.records import Article, Problem, Quote

_HOME = {
    "Article": "records",
    "Database": "api",
    "Entity": "entity",
    "Fields": "reading",
    "Filters": "filters",
    "HarvesterError": "errors",
    "Problem": "records",
    "ProblemWarning": "api",
    "Quote": "records",
    "article_of": "api",
    "entities": "normalise",
    "harvest": "normalise",
    "harvest_all": "normalise",
    "harvest_html": "api",
    "open_database": "api",
    "read": "api",
}

__all__ = [
    "Article",
    "Database",
    "Entity",
    "Fields",
    "Filters",
    "HarvesterError",
    "Problem",
    "ProblemWarning",
    "Quote",
    "article_of",
    "entities",
    "harvest",
    "harvest_all",
    "harvest_html",
    "open_database",
    "read",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that the command line starts quickly."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"harvester.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """The names that are meant for others."""
    return __all__
