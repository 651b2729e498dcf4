"""Kills runs at random moments, goes on until they are done, and compares with unbroken ones.

    python tests/bench/corpora/kills.py CORPUS [--kills 100] [--workers 2]

A run dies with SIGKILL, its tracing included; the same command goes on. In the end all rows of all
tables must be those of a run in one go. The most work that a kill cost is printed beside it.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harvester.store import open_database

sys.path.insert(0, str(Path(__file__).parents[2]))
from places import contents

RUN = [sys.executable, "-c", "from harvester.cli import main; main()", "run"]


def rows_of(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a sound database, without what tells one run from another."""
    with open_database(database) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        inputs = connection.exec_driver_sql("SELECT path, articles, position, is_done FROM inputs")
        return {**contents(connection), "inputs": sorted(map(tuple, inputs))}


def killed_until_done(
    sources: Sequence[Path],
    database: Path,
    *,
    kills: int,
    chance: random.Random,
    workers: int = 2,
    longest: float = 6.0,
) -> list[float]:
    """Run, kill and run again; how many seconds each of the killed ones was given."""
    words = [*RUN, *map(str, sources), "--db", str(database), "-j", str(workers), "-q"]
    given: list[float] = []
    while True:
        with subprocess.Popen(words, stderr=subprocess.DEVNULL) as running:
            if len(given) == kills:
                running.wait()
                return given
            seconds = chance.uniform(0.5, longest)
            try:
                running.wait(seconds)
            except subprocess.TimeoutExpired:
                running.kill()
                given.append(seconds)
            else:
                return given


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
        expected, done, rounds, wrong = rows_of(unbroken), 0, 0, 0
        while done < asked.kills:
            database = Path(folder) / f"{rounds}.db"
            given = killed_until_done(
                [asked.corpus],
                database,
                kills=asked.kills - done,
                chance=chance,
                workers=asked.workers,
                longest=asked.longest,
            )
            done, rounds = done + len(given), rounds + 1
            is_same = rows_of(database) == expected
            wrong += not is_same
            print(f"{done} kills, {rounds} databases, {wrong} of them differ", flush=True)
            if not given:
                break


if __name__ == "__main__":
    main()
