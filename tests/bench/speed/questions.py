"""What it costs to ask: a question from a shell, the views of real articles, two long near copies.

    python tests/bench/all.py SETS --only questions

In CPU seconds. SETS has `data/articles-dev.jsonl.gz`, which is harvested first.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from harvester.pipeline import Reading, run
from harvester.store import open_database
from harvester.trace.matching.comparison import match
from harvester.trace.matching.difference import difference
from speed import Figure

VIEWS = ("reused", "timeline", "first_printed")
COMMAND = (sys.executable, "-m", "harvester")


def shell(*arguments: str) -> float:
    """CPU seconds of a command."""
    before = os.times()
    subprocess.run([*COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    children = after.children_user + after.children_system
    return children - before.children_user - before.children_system


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def near_copies() -> tuple[str, str]:
    """Two texts of a million letters that differ in some hundred words."""
    chance = random.Random(1)
    vocabulary = ["".join(chance.choices("etaoinshrdlu", k=rank % 9 + 2)) for rank in range(20_000)]
    words = chance.choices(vocabulary, [1 / (rank + 3) for rank in range(20_000)], k=160_000)
    other = list(words)
    for _ in range(200):
        other[chance.randrange(len(other))] = "indeed"
        del other[chance.randrange(len(other))]
    return " ".join(words), " ".join(other)


def compare(one: str, other: str) -> None:
    """Whether they match, and what is changed."""
    match(*sorted((one.replace(" ", ""), other.replace(" ", "")), key=len))
    difference(one, other)


def figures(sets: Path, rounds: int) -> Iterator[Figure]:
    """Each figure, the median of some rounds."""
    copies = near_copies()

    def median(work: Callable[[], float]) -> float:
        return statistics.median(work() for _ in range(rounds))

    with TemporaryDirectory() as folder:
        database = Path(folder, "a.db")
        run([sets / "data" / "articles-dev.jsonl.gz"], database, Reading())
        asked = ("query", "SELECT count(*) FROM quotes", "--db", str(database))
        yield Figure("query from a shell, s", median(lambda: shell(*asked)), 0.25)
        yield Figure("help, s", median(lambda: shell("--help")), 0.15)
        with open_database(database, read_only=True) as connection:
            for view in VIEWS:
                sql = f"SELECT * FROM {view}"
                asking = lambda sql=sql: cpu(lambda: connection.exec_driver_sql(sql).all())  # noqa: E731
                yield Figure(f"view {view}, s", median(asking), 0.2)
    yield Figure("two near copies of 1 MB, s", median(lambda: cpu(lambda: compare(*copies))), 2)
