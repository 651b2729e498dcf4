"""What the columns of each DataFrame are, made of the records and models that say it."""

from collections.abc import Iterable
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

import pyarrow
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from harvester.entity import Entity
from harvester.meaning import fields
from harvester.models import Cluster, ClusterMember, Finding, Variant
from harvester.models.base import Table, plain
from harvester.reading import Fields
from harvester.records import Article, Problem, Quote

_TYPES: dict[Any, pyarrow.DataType] = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    float: pyarrow.float64(),
    bool: pyarrow.bool_(),
}
_SEEN_ELSEWHERE = {"text", "article_id"}


def arrow_type(hint: Any) -> pyarrow.DataType:
    """The type of a column whose values have this Python type.

    >>> arrow_type(tuple[str, ...]), arrow_type(bool | None)
    (ListType(list<item: string>), DataType(bool))
    """
    if get_origin(hint) is tuple:
        return pyarrow.list_(_TYPES[get_args(hint)[0]])
    if NoneType in get_args(hint) or hint not in _TYPES:
        hint = plain(hint)
    return _TYPES[hint]


def _of_record(record: type, without: Iterable[str] = ()) -> list[pyarrow.Field]:
    return [
        pyarrow.field(each.name, arrow_type(each.type), metadata={"comment": each.meaning})
        for each in fields(record)
        if each.name not in without
    ]


def of_model(model: type[Table]) -> pyarrow.DataType:
    """A row of a table."""
    return pyarrow.struct(
        [
            pyarrow.field(name, arrow_type(field.annotation))
            for name, field in model.model_fields.items()
        ]
    )


@cache
def articles() -> pyarrow.Schema:
    """An article or a page as it was read, or the problem that was met instead."""
    texts = [name for name in Fields._fields if name != "html"]
    return pyarrow.schema(
        [
            *((name, pyarrow.string()) for name in texts),
            ("html", pyarrow.binary()),
            ("charset", pyarrow.string()),
            ("is_page", pyarrow.bool_()),
            ("default_outlet", pyarrow.string()),
            ("source", pyarrow.string()),
            ("seen_at", pyarrow.string()),
            ("problem", problem()),
        ]
    )


@cache
def problem() -> pyarrow.DataType:
    """What could not be read, or was read with a guess."""
    return pyarrow.struct(_of_record(Problem))


@cache
def particulars() -> list[pyarrow.Field]:
    """What is known of an article beside its text, and how it was harvested."""
    return [
        pyarrow.field("id", pyarrow.string()),
        *_of_record(Article, _SEEN_ELSEWHERE),
        pyarrow.field("length", pyarrow.int64()),
        pyarrow.field("version", pyarrow.string()),
        pyarrow.field("sketch", pyarrow.list_(pyarrow.int64())),
        pyarrow.field("seen_at", pyarrow.string()),
        pyarrow.field("identity", pyarrow.string()),
    ]


@cache
def harvested() -> pyarrow.Schema:
    """An article with all that was found in it, as `harvester import` takes it, and problems."""
    quote = pyarrow.struct(_of_record(Quote, _SEEN_ELSEWHERE - {"text"}))
    entity = pyarrow.struct(_of_record(Entity, _SEEN_ELSEWHERE))
    return pyarrow.schema(
        [
            *particulars(),
            pyarrow.field("text", pyarrow.string()),
            pyarrow.field("sightings", pyarrow.list_(pyarrow.list_(pyarrow.string()))),
            pyarrow.field("quotes", pyarrow.list_(quote)),
            pyarrow.field("entities", pyarrow.list_(entity)),
            pyarrow.field("problems", pyarrow.list_(problem())),
        ]
    )


@cache
def told() -> pyarrow.Schema:
    """A cluster with its members, its wordings and what is odd about it: rows of four tables."""
    return pyarrow.schema(
        [
            ("clusters", of_model(Cluster)),
            ("cluster_members", pyarrow.list_(of_model(ClusterMember))),
            ("variants", pyarrow.list_(of_model(Variant))),
            ("findings", pyarrow.list_(of_model(Finding))),
        ]
    )


def spark_schema(schema: pyarrow.Schema) -> StructType:
    """The same for Spark."""
    return from_arrow_schema(schema)
