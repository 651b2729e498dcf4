"""The shape of the database as SQL to read, in `db/schema.sql`.

`.ci/refresh.py` writes it; a test fails while it is out of date.
"""

import tempfile
from pathlib import Path

from harvester.store.connection.handle import Connection
from harvester.store.connection.opening import open_database
from harvester.store.schema.migrate import APPLICATION_ID, steps

_HEADER = f"""\
-- The database as harvester/store/migrations/ leaves it: a snapshot to read, made by
--     harvester schema --sql >db/schema.sql
-- db/README.md says what each table and view is for.
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {steps()[-1][0]};
"""


def snapshot(connection: Connection) -> str:
    """Tables, indexes, triggers and views, in the order in which they were made."""
    rows = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    )
    return "\n".join([_HEADER, *(f"{sql};\n" for (sql,) in rows)])


def schema_sql() -> str:
    """The snapshot of a new database."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder, "new.db")) as new:
        return snapshot(new)
