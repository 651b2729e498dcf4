"""The tables by name, for SQL that is put together: which there are, and what is in them.

`harvester.models` declares them and `migrations/` creates them; a test compares the two.
"""

import sqlite3
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from harvester.store.schema.migrate import steps

if TYPE_CHECKING:
    from harvester.models.base import Table

# Of a quote; each value is a row of `entities`.
LISTS = ("pics", "links", "hashtags", "mentions", "cashtags")


@cache
def models() -> "dict[str, type[Table]]":
    """Each table's class by the table's name, after those it refers to.

    >>> models()["outlets"].__name__
    'Outlet'
    """
    # Half a second, and a question needs none of it.
    import_module("harvester.models.queues")
    from harvester.models.base import Table

    classes = {str(model.__tablename__): model for model in Table.__subclasses__()}
    return {table.name: classes[table.name] for table in Table.metadata.sorted_tables}


def names() -> list[str]:
    """The tables, each after those it refers to."""
    return list(models())


def internal() -> set[str]:
    """The tables for the program alone."""
    return {name for name, model in models().items() if model.__module__.endswith(".queues")}


def column_names(table: str) -> tuple[str, ...]:
    """The columns of a table in order; a run needs no more, and so no classes.

    >>> column_names("outlets")
    ('id', 'name')
    """
    return _shape()[table]


@cache
def _shape() -> dict[str, tuple[str, ...]]:
    """What an empty database has."""
    empty = sqlite3.connect(":memory:")
    empty.create_function("identity_of", 3, lambda *_: None, deterministic=True)
    for _, sql in steps():
        empty.executescript(sql)
    found = empty.execute(
        "SELECT tables.name, columns.name FROM sqlite_master AS tables "
        "JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' ORDER BY cid"
    )
    shape: dict[str, tuple[str, ...]] = {}
    for table, column in found:
        shape[table] = (*shape.get(table, ()), column)
    empty.close()
    return shape


def columns(table: str) -> dict[str, str]:
    """The columns of a table in order, each with its meaning.

    >>> columns("outlets")
    {'id': 'Made from the name.', 'name': 'The registered domain or the given name.'}
    """
    fields = models()[table].model_fields
    return {name: field.description or "" for name, field in fields.items()}


def meanings() -> dict[str, dict[str, str]]:
    """The columns of every table, each with its meaning."""
    return {name: columns(name) for name in names()}
