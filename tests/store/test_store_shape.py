"""The shape of the database: migrations, declarations and the snapshot agree."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlmodel import SQLModel

from harvester.store.connection.handle import Connection
from harvester.store.schema import tables
from harvester.store.schema.snapshot import snapshot

ROOT = Path(__file__).parents[2]


def test_the_migrations_make_what_the_tables_declare(database: Connection) -> None:
    declared = create_engine("sqlite://").connect()
    SQLModel.metadata.create_all(declared)
    for pragma in ("table_xinfo", "foreign_key_list"):
        for name in tables.names():
            sql = f"SELECT * FROM pragma_{pragma}('{name}') ORDER BY 1, 2, 3, 4"
            here, there = (c.exec_driver_sql(sql).all() for c in (database, declared))
            assert without_order(here) == without_order(there), (pragma, name)
    for sql in (
        "SELECT name, type, ncol, wr, strict FROM pragma_table_list WHERE schema = 'main' "
        "AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        'SELECT m.name, i."unique", i.origin, i.partial, group_concat(c.name) '
        "FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c "
        "WHERE m.type = 'table' GROUP BY m.name, i.name ORDER BY 1, 2, 3, 4, 5",
    ):
        assert database.exec_driver_sql(sql).all() == declared.exec_driver_sql(sql).all()
    declared.close()


def without_order(rows: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Foreign keys are numbered from the last to the first, as they were written down."""
    return sorted(tuple(row)[2:] if len(row) == 8 else tuple(row) for row in rows)


def test_every_table_is_strict_and_every_column_has_a_meaning() -> None:
    assert all(all(tables.columns(name).values()) for name in tables.names())
    assert all(
        table.dialect_options["sqlite"]["strict"] for table in SQLModel.metadata.sorted_tables
    )


def test_the_snapshot_in_db_is_fresh(database: Connection) -> None:
    """Else run: .venv/bin/python .ci/refresh.py."""
    assert (ROOT / "db" / "schema.sql").read_text(encoding="utf-8") == snapshot(database)


def test_the_snapshot_makes_the_same_database(database: Connection) -> None:
    copy = sqlite3.connect(":memory:")
    copy.executescript(snapshot(database))
    listing = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert copy.execute(listing).fetchall() == [
        tuple(row) for row in database.exec_driver_sql(listing)
    ]
    copy.close()
