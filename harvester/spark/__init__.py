"""The same harvest and the same tracing on Spark, for what outgrows a machine.

`articles` reads, `harvest` finds quotes, `trace` tells which carry the same words. Each calls the
functions that a machine alone calls, so that ids, quotes and clusters are the same. It needs the
extra `spark` and Java 17; nothing else in harvester imports it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harvester.spark.harvesting import harvest, harvested, newest, problems, quotes
    from harvester.spark.reading import articles
    from harvester.spark.tracing import trace, traced

_HOME = {
    "articles": "reading",
    "harvest": "harvesting",
    "harvested": "harvesting",
    "newest": "harvesting",
    "problems": "harvesting",
    "quotes": "harvesting",
    "trace": "tracing",
    "traced": "tracing",
}

__all__ = [
    "articles",
    "harvest",
    "harvested",
    "newest",
    "problems",
    "quotes",
    "trace",
    "traced",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: help needs neither PySpark nor Java."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"harvester.spark.{_HOME[name]}"), name)
