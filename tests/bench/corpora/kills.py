"""Kills runs at random moments, goes on until they are done, and compares with unbroken ones.

    python tests/bench/corpora/kills.py CORPUS [--kills 100] [--workers 2]

A run dies with SIGKILL, its tracing included; the same command goes on. In the end all rows of all
tables must be those of a run in one go. What a kill cost is printed, too: the time since the last
transaction, which for the first one of a run begins with the program.
"""

import argparse
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from harvester.store import open_database

sys.path.insert(0, str(Path(__file__).parents[2]))
from places import contents

_MOMENT = 0.02  # seconds between two looks
RUN = [sys.executable, "-c", "from harvester.cli import main; main()", "run"]


def rows_of(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a sound database, without what tells one run from another."""
    with open_database(database) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        inputs = connection.exec_driver_sql("SELECT path, articles, position, is_done FROM inputs")
        return {**contents(connection), "inputs": sorted(map(tuple, inputs))}


class Kill(NamedTuple):
    """After how many seconds a run was killed, and how long before it had written last.

    What is lost by one that had stored no article yet is the time in which a program begins.
    """

    given: float
    lost: float
    has_begun: bool


class Watch:
    """When somebody else wrote last to a database that may not be there yet."""

    def __init__(self, database: Path) -> None:
        self._uri = f"{database.absolute().as_uri()}?mode=ro"
        self._connection: sqlite3.Connection | None = None
        self._version: int | None = None
        self._before: int | None = None
        self.has_begun = False
        self.written = time.monotonic()

    def look(self) -> None:
        """Note a transaction, if there was one since the last look."""
        try:
            if self._connection is None:
                self._connection = sqlite3.connect(self._uri, uri=True)
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return
        if version != self._version:
            self._version, self.written = version, time.monotonic()
            self._note_articles(self._connection)

    def _note_articles(self, connection: sqlite3.Connection) -> None:
        """Note whether more articles are there than at the first look."""
        try:
            count = connection.execute("SELECT count(*) FROM sightings").fetchone()[0]
        except sqlite3.Error:
            return
        self._before = count if self._before is None else self._before
        self.has_begun = count > self._before

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()


def killed_until_done(
    sources: Sequence[Path],
    database: Path,
    *,
    kills: int,
    chance: random.Random,
    workers: int = 2,
    longest: float = 6.0,
) -> list[Kill]:
    """Run, kill and run again; when each of the killed ones was killed, and what it lost."""
    words = [*RUN, *map(str, sources), "--db", str(database), "-j", str(workers), "-q"]
    given: list[Kill] = []
    while True:
        with subprocess.Popen(words, stderr=subprocess.DEVNULL) as running:
            if len(given) == kills:
                running.wait()
                return given
            kill = _killed(running, database, chance.uniform(0.5, longest))
        if kill is None:
            return given
        given.append(kill)


def _killed(running: subprocess.Popen[bytes], database: Path, seconds: float) -> Kill | None:
    """The kill of a run after some seconds; None if it ends before."""
    watch, end = Watch(database), time.monotonic() + seconds
    with closing(watch):
        while time.monotonic() < end:
            if running.poll() is not None:
                return None
            watch.look()
            time.sleep(_MOMENT)
        running.kill()
        return Kill(seconds, time.monotonic() - watch.written, watch.has_begun)


def main() -> None:
    """Kill until so many kills are done; each database must be as the unbroken one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--longest", type=float, default=8.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # no secret
    with tempfile.TemporaryDirectory() as folder:
        unbroken = Path(folder) / "unbroken.db"
        started = time.monotonic()
        subprocess.run([*RUN, str(asked.corpus), "--db", str(unbroken), "-q"], check=False)
        print(f"unbroken: {time.monotonic() - started:.1f} s")
        expected, rounds, wrong = rows_of(unbroken), 0, 0
        kills: list[Kill] = []
        while len(kills) < asked.kills:
            database = Path(folder) / f"{rounds}.db"
            given = killed_until_done(
                [asked.corpus],
                database,
                kills=asked.kills - len(kills),
                chance=chance,
                workers=asked.workers,
                longest=asked.longest,
            )
            kills, rounds = kills + given, rounds + 1
            is_same = rows_of(database) == expected
            wrong += not is_same
            print(f"{len(kills)} kills, {rounds} databases, {wrong} of them differ", flush=True)
            if not given:
                break
        _print("lost by a kill", kills)
        _print("once articles were stored", [kill for kill in kills if kill.has_begun])


def _print(what: str, kills: Sequence[Kill]) -> None:
    lost = [kill.lost for kill in kills] or [0.0]
    print(f"{what} ({len(kills)}): median {statistics.median(lost):.1f}, most {max(lost):.1f} s")


if __name__ == "__main__":
    main()
