"""Runs and the ledger: what is committed with what, and what a kill leaves behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harvester.store import (
    Input,
    counts,
    inputs_known,
    open_database,
    start_run,
    transaction,
    write,
)
from harvester.store.connection.handle import Connection
from places import contents, harvest, place, quote

ROOT = Path(__file__).parents[2]


def test_a_run_tells_what_it_did(database: Connection) -> None:
    harvest(database, [place("one")], [place("one"), place("two")])
    run = next(database.exec_driver_sql("SELECT * FROM runs").mappings())
    assert (run["articles"], run["known"], run["quotes"], run["status"]) == (2, 1, 2, "done")
    assert run["arguments"] == '{"inputs": ["news/"]}'
    assert run["started_at"] <= run["finished_at"]


def test_progress_is_committed_with_its_rows(database: Connection) -> None:
    entry = Input("news.jsonl", size=10, mtime_ns=5, version="1", articles=1, position=7)
    harvest(database, [place("one")], inputs=[entry])
    assert inputs_known(database, ["news.jsonl", "other"]) == {"news.jsonl": entry}
    harvest(database, [], inputs=[entry._replace(is_done=True)])
    assert inputs_known(database, ["news.jsonl"])["news.jsonl"].is_done is True
    assert counts(database)["inputs"] == 1


def test_a_changed_input_is_not_the_same() -> None:
    entry = Input("news.jsonl", size=10, mtime_ns=5, version="1")
    assert entry.is_same(10, 5, "1")
    assert not entry.is_same(10, 6, "1")
    assert not entry.is_same(10, 5, "2")


def test_a_file_name_that_is_not_utf8_is_found_again(database: Connection) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    harvest(database, [], inputs=[Input(name, size=1, mtime_ns=1, version="1")])
    assert list(inputs_known(database, [name])) == [name]


def test_a_batch_that_fails_leaves_nothing(database: Connection) -> None:
    entry = Input("news.jsonl", size=10, mtime_ns=5, version="1")
    broken = place("two", quote("two", confidence="sure"))
    with pytest.raises(Exception, match="cannot store TEXT value in REAL column"):
        harvest(database, [place("one"), broken], inputs=[entry])
    assert {counts(database)[name] for name in ("articles", "quotes", "inputs")} == {0}


def test_a_part_that_fails_leaves_the_rest_of_its_transaction(database: Connection) -> None:
    with transaction(database):
        run = start_run(database, version="1", arguments={})
        with pytest.raises(RuntimeError), transaction(database):
            write(database, run, [place("one")], version="1")
            raise RuntimeError
    assert (counts(database)["runs"], counts(database)["articles"]) == (1, 0)


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from harvester.store import open_database, settle_posts, start_run, write
from places import place
connection = open_database(sys.argv[1])
run = start_run(connection, version="1", arguments={})
write(connection, run, [place("one"), place("two")], version="1")
if sys.argv[2] == "settled":
    settle_posts(connection)
connection.exec_driver_sql("BEGIN IMMEDIATE")
write(connection, run, [place("three")], version="1")
os._exit(9)
"""


@pytest.mark.parametrize("when", ["settled", "unsettled"])
def test_a_killed_run_is_made_good_by_the_next(path: Path, when: str) -> None:
    command = [sys.executable, "-c", KILLED, str(path), when, str(ROOT / "tests")]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    batch = [place("one"), place("two"), place("three")]
    with open_database(path) as killed, open_database(path.with_name("b.db")) as whole:
        assert counts(killed)["articles"] == 2
        harvest(killed, batch)
        harvest(whole, batch)
        assert contents(killed) == contents(whole)
        assert killed.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert killed.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        statuses = killed.exec_driver_sql("SELECT status FROM runs ORDER BY rowid").scalars()
    assert statuses == ["running", "done"]
