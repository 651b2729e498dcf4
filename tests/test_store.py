"""The database file: who may open it, what is written, and that writing twice adds nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine
from sqlmodel import SQLModel

from harvester.errors import DatabaseError, Exit
from harvester.records import Article, Harvested, Problem, Quote
from harvester.store import (
    Added,
    Input,
    counts,
    finish_run,
    inputs_known,
    open_database,
    settle_posts,
    start_run,
    tables,
    transaction,
    write,
)
from harvester.store.migrate import APPLICATION_ID
from harvester.store.snapshot import snapshot
from harvester.text.digest import digest

ROOT = Path(__file__).parent.parent


def quote(name: str, **changes: Any) -> Quote:
    """A flattened post with words, told apart by its name."""
    known: dict[str, Any] = dict.fromkeys(Quote._fields)
    known |= {
        "id": digest(name),
        "article_id": "",
        "kind": "signature",
        "rule": "signature.twitter",
    }
    known |= {"platform": "twitter", "handle": "lira", "posted_at": "2019-03-20"}
    known |= {"text": f"Words of {name}", "tidy": f"Words of {name}", "folded": f"wordsof{name}"}
    known |= {"start": 0, "end": 9, "confidence": 0.9, "prefix": "", "suffix": ""}
    known |= {
        "pics": (),
        "links": (),
        "hashtags": ("sea",),
        "mentions": (),
        "posted_precision": "day",
    }
    return Quote(**(known | changes))


def place(name: str, *quotes: Quote, **changes: Any) -> Harvested:
    """An article with its quotes; by default it has one."""
    keep_text = changes.pop("keep_text", False)
    known = {"outlet": "tide.example", "source": f"{name}.txt"} | changes
    article = Article(f"The text of {name}.", **known)
    return Harvested.of(article, quotes or (quote(name),), keep_text=keep_text)


def harvest(
    connection: Connection, *batches: Sequence[Harvested], version: str = "1", **more: Any
) -> Added:
    """One run from start to end."""
    run = start_run(connection, version=version, arguments={"inputs": ["news/"]})
    added = Added()
    for batch in batches:
        added += write(connection, run, batch, version=version, **more)
    settle_posts(connection)
    finish_run(connection, run)
    return added


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, without what tells one run from another."""
    found = {}
    for name in set(tables.names()) - {"runs", "inputs"}:
        chosen = [c for c in tables.columns(name) if c not in ("first_run", "run_id")]
        rows = connection.exec_driver_sql(f"SELECT {', '.join(chosen)} FROM {name}")
        found[name] = sorted((tuple(row) for row in rows), key=repr)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harvest.db"


@pytest.fixture
def database(path: Path) -> Iterator[Connection]:
    with open_database(path) as connection:
        yield connection


# Writing


def test_a_harvest_is_stored_with_all_that_is_known(database: Connection) -> None:
    found = quote("one", is_date_confirmed=True, pics=("p1", "p1"), confidence=0.75)
    added = harvest(database, [place("one", found, title="The tide", published="2019-03-21")])
    assert added == Added(articles=1, quotes=1)
    article = database.exec_driver_sql(
        "SELECT title, published, source, length, text, name FROM articles "
        "JOIN outlets ON outlets.id = outlet_id"
    ).one()
    assert tuple(article) == ("The tide", "2019-03-21", "one.txt", 16, None, "tide.example")
    row = database.exec_driver_sql("SELECT * FROM quotes").mappings().one()
    assert (row["stop"], row["is_date_confirmed"], row["confidence"]) == (9, 1, 0.75)
    assert row["post"] is not None
    entities = database.exec_driver_sql("SELECT kind, value FROM entities ORDER BY kind").all()
    assert [tuple(entity) for entity in entities] == [("hashtag", "sea"), ("pic", "p1")]


def test_a_second_run_adds_nothing(database: Connection) -> None:
    batch = [place("one"), place("two")]
    trouble = [Problem("warning", "encoding-guessed", "one.txt", "Read as cp1252.")]
    harvest(database, batch, problems=trouble)
    before = contents(database)
    assert harvest(database, batch, problems=trouble) == Added(known=2)
    assert contents(database) == before


def test_another_version_replaces_what_the_first_found(database: Connection) -> None:
    harvest(database, [place("one", quote("wrong")), place("two")])
    added = harvest(database, [place("one", quote("right"))], version="2")
    assert added == Added(replaced=1, quotes=1)
    words = database.exec_driver_sql("SELECT tidy FROM quotes ORDER BY tidy").scalars().all()
    assert words == ["Words of right", "Words of two"]
    assert counts(database)["posts"] == 2


def test_an_article_twice_in_a_batch_is_one(database: Connection) -> None:
    twins = [place("one", source="b.txt"), place("one", source="a.txt")]
    assert harvest(database, twins) == Added(articles=1, quotes=1)
    assert database.exec_driver_sql("SELECT source FROM articles").scalar_one() == "a.txt"


def test_of_two_sources_the_smaller_stays(database: Connection) -> None:
    for source in ("b.txt", None, "a.txt", "c.txt"):
        harvest(database, [place("one", source=source)])
    assert database.exec_driver_sql("SELECT source FROM articles").scalar_one() == "a.txt"


def test_the_text_is_kept_if_it_is_asked_for_also_later(database: Connection) -> None:
    harvest(database, [place("one")])
    harvest(database, [place("one", keep_text=True)])
    harvest(database, [place("one")])
    text = database.exec_driver_sql("SELECT text FROM articles").scalar_one()
    assert text == "The text of one."


def test_a_place_given_twice_is_stored_once(database: Connection) -> None:
    assert harvest(database, [place("one", quote("q"), quote("q"))]).quotes == 1


def test_half_a_character_becomes_a_replacement_mark(database: Connection) -> None:
    half = chr(0xD83D)
    found = quote("one", text=f"a{half}b", hashtags=(half,))
    trouble = [Problem("error", "cut-off", f"{half}.txt", "It ends too early.")]
    assert harvest(database, [place("one", found)], problems=trouble).quotes == 1
    assert database.exec_driver_sql("SELECT text FROM quotes").scalar_one() == "a\ufffdb"


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_order_and_any_batches_give_the_same_database(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    articles = [
        place(name, quote(f"{name}-{kind}", kind=kind), outlet=outlet, source=source)
        for name, outlet, source in (
            ("a", "x", "1"),
            ("b", "y", "2"),
            ("a", "x", "3"),
            ("c", None, "4"),
        )
        for kind in [data.draw(st.sampled_from(["embed", "quotation"]))]
        if name != "a" or source == "1"
    ]
    articles += [one._replace(article=one.article._replace(source="0")) for one in articles[:2]]
    shuffled = data.draw(st.permutations(articles))
    size = data.draw(st.integers(1, len(shuffled)))
    folder = tmp_path_factory.mktemp("orders")
    with open_database(folder / "a.db") as whole, open_database(folder / "b.db") as pieces:
        harvest(whole, articles)
        harvest(pieces, *(shuffled[i : i + size] for i in range(0, len(shuffled), size)))
        assert contents(whole) == contents(pieces)


# Runs and the ledger


def test_a_run_tells_what_it_did(database: Connection) -> None:
    harvest(database, [place("one")], [place("one"), place("two")])
    run = database.exec_driver_sql("SELECT * FROM runs").mappings().one()
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
from test_store import open_database, place, settle_posts, start_run, write
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
        statuses = killed.exec_driver_sql("SELECT status FROM runs ORDER BY rowid").scalars().all()
    assert statuses == ["running", "done"]


# The shape


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
    """Else run: harvester schema --sql >db/schema.sql."""
    assert (ROOT / "db" / "schema.sql").read_text(encoding="utf-8") == snapshot(database)


def test_the_snapshot_makes_the_same_database(database: Connection) -> None:
    copy = sqlite3.connect(":memory:")
    copy.executescript(snapshot(database))
    listing = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert copy.execute(listing).fetchall() == [
        tuple(row) for row in database.exec_driver_sql(listing)
    ]
    copy.close()


# Opening


def test_a_missing_or_empty_file_is_made_with_its_folder(tmp_path: Path) -> None:
    new, empty = tmp_path / "a" / "b" / "new.db", tmp_path / "empty.db"
    empty.touch()
    for path in (new, empty):
        with open_database(path) as connection:
            assert counts(connection)["articles"] == 0
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert sqlite3.connect(path).execute("PRAGMA application_id").fetchone() == (
            APPLICATION_ID,
        )


def refusal(path: Path, **options: Any) -> str:
    with pytest.raises(DatabaseError) as caught:
        open_database(path, **options).close()
    assert caught.value.exit_code == Exit.DATABASE_UNUSABLE
    assert str(path) in str(caught.value) or str(path.parent) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_a_database_of_ours_is_refused_and_left_alone(
    tmp_path: Path, read_only: bool
) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("Buy milk. " * 200, encoding="utf-8")
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE songs (title)")
    other.close()
    before = text.read_bytes(), foreign.read_bytes()
    assert "not a SQLite database" in refusal(text, read_only=read_only)
    assert "not one of harvester's" in refusal(foreign, read_only=read_only)
    assert "This is a folder" in refusal(tmp_path, read_only=read_only)
    assert (text.read_bytes(), foreign.read_bytes()) == before


def test_a_newer_shape_is_refused(path: Path) -> None:
    open_database(path).close()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 999")
    other.close()
    assert "A newer harvester made this database (shape 999" in refusal(path)


def test_an_older_shape_cannot_be_read_but_written(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    other.close()
    assert "An older harvester made this database" in refusal(path, read_only=True)
    open_database(path).close()
    open_database(path, read_only=True).close()


def test_a_place_where_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "The folder for the database cannot be made" in refusal(tmp_path / "file" / "a.db")


@contextmanager
def read_only_folder() -> Iterator[Path]:
    """A folder in which this process may create and change nothing, even if it is root's."""
    with TemporaryDirectory() as name:
        folder, user = Path(name), os.geteuid()
        with open_database(folder / "a.db") as connection:
            harvest(connection, [place("one")])
        (folder / "a.db").chmod(0o444)
        folder.chmod(0o555)
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_a_folder_that_may_not_be_written_to_can_only_be_read() -> None:
    with read_only_folder() as folder:
        assert "cannot be opened or created here" in refusal(folder / "b.db")
        assert "may not be written to" in refusal(folder / "a.db")
        with open_database(folder / "a.db", read_only=True) as reader:
            assert counts(reader)["articles"] == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_an_unclosed_database_in_such_a_folder_cannot_even_be_read() -> None:
    with read_only_folder() as folder:
        user = os.geteuid()
        os.seteuid(os.getuid())
        folder.chmod(0o755)
        (folder / "a.db-wal").write_bytes(b"left over")
        folder.chmod(0o555)
        os.seteuid(user)
        assert "It was not closed" in refusal(folder / "a.db", read_only=True)


def test_a_damaged_database_is_refused(path: Path) -> None:
    with open_database(path) as connection:
        harvest(connection, [place("one")])
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\x07" * 3000)
    assert "The database is damaged" in refusal(path)


def test_waiting_for_another_writer_ends(path: Path) -> None:
    with open_database(path) as one, open_database(path, timeout=0.01) as other:
        with transaction(one):
            with pytest.raises(DatabaseError, match="Another program is writing to this database"):
                harvest(other, [place("one")])
            with open_database(path, read_only=True) as reader:
                assert counts(reader)["articles"] == 0
        assert harvest(other, [place("one")]).articles == 1


def test_two_programs_may_make_the_database_at_once(path: Path) -> None:
    code = (
        "import sys; from harvester.store import open_database; open_database(sys.argv[1]).close()"
    )
    makers = [subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT) for _ in range(4)]
    assert [maker.wait() for maker in makers] == [0] * len(makers)


def test_reading_what_is_not_there_says_how_to_make_it(path: Path) -> None:
    assert "There is no harvest here yet" in refusal(path, read_only=True)
    path.touch()
    assert f"harvester run INPUT --db {path}" in refusal(path, read_only=True)
    assert path.stat().st_size == 0


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM articles",
        "ATTACH 'new.db' AS other",
        "VACUUM INTO 'new.db'",
        "CREATE TEMP TABLE mine (a)",
        "UPDATE sqlite_master SET sql = ''",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "SELECT zeroblob(9)",
    ],
)
def test_opened_to_read_it_does_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.chdir(path.parent)
    with open_database(path) as connection:
        harvest(connection, [place("one")])
    with open_database(path, read_only=True) as reader:
        with pytest.raises(Exception, match=r"not authorized|denied|may not be modified"):
            reader.exec_driver_sql(sql)
        assert counts(reader)["articles"] == 1
    assert not (path.parent / "new.db").exists()


def test_a_reader_sees_what_a_running_harvest_has_committed(path: Path) -> None:
    with open_database(path) as writer, open_database(path, read_only=True) as reader:
        assert counts(reader)["articles"] == 0
        harvest(writer, [place("one")])
        assert counts(reader)["articles"] == 1


def test_a_copy_without_its_log_can_be_read(path: Path) -> None:
    with open_database(path) as connection:
        harvest(connection, [place("one")])
    assert not path.with_name("harvest.db-wal").exists()
    copy = path.with_name("copy of 100% #1?.db")
    shutil.copy(path, copy)
    with open_database(copy, read_only=True) as reader:
        assert counts(reader)["articles"] == 1
