"""Where little is allowed: few open files, little memory, no UTF-8, no room, company."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import START, Told
from files import write
from harvester.store import counts, faults, open_database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such limits")
FILES = 60


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    for number in range(FILES):
        post = f"Rain {number}.\n— Ада (@ada_q{number}) March 23, 2019"
        write(tmp_path / "crawl" / f"ц{number}.txt", post)
    return tmp_path / "crawl"


def limited(words: list[str], limit: Callable[[], None] | None = None, **changes: str) -> Told:
    """How a command ends under a limit, or with other environment variables."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"}
    done = subprocess.run(
        [*START, *words],
        capture_output=True,
        check=False,
        timeout=300,
        preexec_fn=limit,
        env=known | changes,
    )
    return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


def run(folder: Path, workers: int = 2) -> list[str]:
    return ["run", str(folder), "--db", f"{folder.parent}/h.db", "-j", str(workers)]


def stored(folder: Path) -> int:
    with open_database(folder.parent / "h.db", read_only=True) as connection:
        assert faults(connection) == []
        return counts(connection)["articles"]


def to_few_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def to_little_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))


def to_short_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))


@pytest.mark.parametrize("limit", [to_few_files, to_little_memory])
def test_a_run_lives_with_little(crawl: Path, limit: Callable[[], None]) -> None:
    told = limited(run(crawl), limit)
    assert (told.code, "Error" in told.err) == (0, False)
    assert stored(crawl) == FILES


def test_names_and_texts_are_told_whatever_the_locale_says(crawl: Path) -> None:
    told = limited(["scan", str(crawl / "ц1.txt")], LC_ALL="C")
    assert (told.code, told.lines[0]["author_name"]) == (0, "Ада")


def test_where_there_is_no_room_what_was_stored_stays_sound(crawl: Path) -> None:
    assert limited(run(crawl, 1)).code == 0
    for number in range(4_000):
        post = f"Storm {number} over the pier.\n— Bo (@bo_l{number}) March 24, 2019"
        write(crawl / f"{number}.txt", post)
    told = limited(run(crawl, 1), to_short_files)
    assert told.code == 4
    assert "Traceback" not in told.err
    assert stored(crawl) >= FILES


def test_two_runs_at_once_lose_nothing(crawl: Path) -> None:
    running = [subprocess.Popen([*START, *run(crawl, 1), "-q"]) for _ in range(2)]
    assert [each.wait(120) for each in running] == [0, 0]
    assert stored(crawl) == FILES


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no device that is always full")
def test_output_that_has_no_room_is_told(crawl: Path) -> None:
    words = [*START, "scan", str(crawl)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8"
        )
    assert told.returncode == 2
    assert told.stderr.startswith("Error: output: No more can be written (No space left on device)")


def without_streams() -> None:
    for descriptor in range(3):
        os.close(descriptor)


def test_streams_that_are_closed_do_no_harm(crawl: Path) -> None:
    for words in (["scan", str(crawl)], ["scan"], run(crawl)):
        done = subprocess.run([*START, *words], check=False, preexec_fn=without_streams)
        assert done.returncode == 0
    assert stored(crawl) == FILES


def test_who_reads_only_the_first_lines_is_told_nothing_else(crawl: Path) -> None:
    assert limited(run(crawl)).code == 0
    words = [*START, "export", "quotes", "--db", f"{crawl.parent}/h.db"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        assert reading.stdout
        assert reading.stderr
        assert reading.stdout.readline()
        reading.stdout.close()
        assert reading.stderr.read() == b""
    assert reading.returncode == 0
