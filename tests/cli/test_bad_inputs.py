"""Bad input ends nothing: each gets its message and exit code, and all the others are harvested."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import Command, Told
from harvester import Article, Quote
from harvester.find import Deciding
from harvester.normalise import harvesting
from harvester.records import Only

NOBODY = 65534
Bad = tuple[str, bytes]

EMPTY: Bad = ("empty.txt", b"")
BINARY: Bad = ("binary.txt", bytes(range(256)) * 50)


def post(handle: str) -> str:
    return f"Rain again— Ada Quist (@{handle}) March 23, 2019"


def five_lines_of_which_the_third_is_broken() -> bytes:
    lines = [json.dumps({"id": f"a{n}", "text": post(f"line{n}")}) for n in range(1, 6)]
    lines[2] = lines[2][:-9]
    return "\n".join(lines).encode()


BROKEN: Bad = ("five.jsonl", five_lines_of_which_the_third_is_broken())


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others may use too, with two good articles around whatever a test puts in."""
    with TemporaryDirectory() as name:
        place = Path(name, "crawl")
        place.mkdir()
        (place / "a.txt").write_text(post("first"), encoding="utf-8")
        (place / "z.txt").write_text(post("last"), encoding="utf-8")
        for path in (Path(name), place):
            path.chmod(0o777)
        yield place


def run(command: Command, folder: Path) -> Told:
    return command("run", folder, "--db", folder.parent / "h.db")


def handles(command: Command, folder: Path) -> list[str]:
    sql = "SELECT DISTINCT handle FROM quotes ORDER BY handle"
    told = command("query", sql, "--db", folder.parent / "h.db")
    return [row["handle"] for row in told.lines]


@pytest.mark.parametrize(
    ("bad", "code", "message"),
    [
        (EMPTY, 0, "Warning: {path}: Empty: there is no text in it."),
        (BINARY, 3, "Error: {path}: Not a text: it holds binary data."),
        (BROKEN, 3, "Error: {path}:3: Not JSON: Unterminated string"),
    ],
    ids=["an empty file", "a binary file", "broken JSON in line 3 of 5"],
)
def test_a_bad_file_is_told_and_the_others_are_harvested(
    command: Command, folder: Path, bad: Bad, code: int, message: str
) -> None:
    name, content = bad
    path = folder / name
    path.write_bytes(content)
    told = run(command, folder)
    assert told.code == code
    assert message.format(path=path) in told.err
    assert {"first", "last"} <= set(handles(command, folder))


def test_the_four_good_lines_of_five_are_harvested(command: Command, folder: Path) -> None:
    (folder / BROKEN[0]).write_bytes(BROKEN[1])
    assert run(command, folder).code == 3
    assert handles(command, folder) == ["first", "last", "line1", "line2", "line4", "line5"]
    [problem] = command("query", "problems", "--db", folder.parent / "h.db").lines
    assert (problem["code"], problem["source"]) == ("bad-json", f"{folder / BROKEN[0]}:3")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything: for a while this process is somebody else."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_a_folder_without_permission_is_told_and_the_others_are_harvested(
    command: Command, folder: Path
) -> None:
    closed = folder / "closed"
    closed.mkdir()
    (closed / "b.txt").write_text(post("hidden"), encoding="utf-8")
    assert command("scan", folder / "a.txt").code == 0  # all that is needed is loaded now
    closed.chmod(0)
    try:
        with as_nobody():
            assert not os.access(closed, os.R_OK, effective_ids=True)
            told = run(command, folder)
            found = handles(command, folder)
    finally:
        closed.chmod(0o755)
    assert told.code == 3
    assert f"Error: {closed}: Cannot be read: Permission denied." in told.err
    assert found == ["first", "last"]


def test_a_file_of_a_dead_link_is_told_and_the_others_are_harvested(
    command: Command, folder: Path
) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    told = run(command, folder)
    assert told.code == 3
    assert f"Error: {folder / 'gone.txt'}: Cannot be read: No such file" in told.err
    assert handles(command, folder) == ["first", "last"]


def test_all_bad_inputs_at_once_leave_every_good_one(command: Command, folder: Path) -> None:
    for name, content in (EMPTY, BINARY, BROKEN):
        (folder / name).write_bytes(content)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    told = run(command, folder)
    assert told.code == 3
    assert "4 problems" in told.err
    assert len(handles(command, folder)) == 6
    assert command("doctor", "--db", folder.parent / "h.db").code == 0


def test_what_is_not_a_database_is_refused_before_anything_is_read(
    command: Command, folder: Path
) -> None:
    database = folder.parent / "h.db"
    database.write_text("Buy milk. " * 99, encoding="utf-8")
    before = database.read_bytes()
    told = run(command, folder)
    assert told.code == 4
    assert f"Error: {database}: This file is not a SQLite database." in told.err
    assert database.read_bytes() == before


def test_a_bad_article_is_a_problem_of_its_own(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_once(
        article: Article, *, only: Only | None = None, key: str | None = None
    ) -> Deciding[list[Quote]]:
        if "first" in article.text:
            raise ZeroDivisionError("a fault")
        return harvesting(article, only=only, key=key)

    monkeypatch.setattr("harvester.normalise.harvesting", fails_once)
    told = run(command, folder)
    assert told.code == 3
    assert "ZeroDivisionError: a fault" in told.err
    assert "please report it" in told.err
    assert handles(command, folder) == ["last"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.binary(max_size=400)
    | st.binary(max_size=200).map(lambda rest: b"<html><p>" + rest)
    | st.binary(max_size=200).map(lambda rest: b'{"text": "' + rest)
    | st.binary(max_size=200).map(lambda rest: b"\x1f\x8b\x08" + rest),
    suffix=st.sampled_from([".txt", ".html", ".jsonl", ".jsonl.gz", ".json", ""]),
)
def test_no_bytes_make_a_scan_fail(
    command: Command, tmp_path: Path, content: bytes, suffix: str
) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    told = command("scan", path)
    assert told.code in (0, 3)
    assert (told.code == 3) == ("Error: " in told.err)
