"""What tracing costs while a database grows: time and room for each quote, and how it changes.

    python tests/bench/tracing.py [--most 1000000] [--step 1000]

Made-up quotes, of words as frequent as those of a language are; three in ten repeat an earlier one,
cut, edited or with other marks. At each size some thousand more are harvested into the database.
The figures are ratios to what the same quotes cost in a database that is empty, in CPU seconds, and
quotes a second; all of one run.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from speed import Figure

from harvester import store
from harvester.normalise import as_one_quote
from harvester.records import Article
from harvester.store import open_database, start_run, write
from harvester.store.connection.handle import Connection

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
VOCABULARY = 60_000
OUTLETS = 400
REPEATED = 0.3
BATCH = 1_000
HELD, STEP = 100_000, 20_000  # quotes when it is measured, and how many come at once


@dataclass
class Quotes:
    """Made-up quotes without end, the same for the same seed."""

    seed: int

    def __iter__(self) -> Iterator[Article]:
        """One text after the other, each an article of some outlet."""
        chance = random.Random(self.seed)
        letters = "etaoinshrdlucmfwypvbgk"
        vocabulary = [
            "".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(VOCABULARY)
        ]
        weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        printed: list[str] = []
        number = 0
        while True:
            number += 1
            if printed and chance.random() < REPEATED:
                words = self._repeated(chance, chance.choice(printed))
            else:
                length = chance.randint(6, 30)
                words = " ".join(chance.choices(vocabulary, cum_weights=weights, k=length))
                printed.append(words)
            yield Article(
                words,
                given_id=f"{self.seed}-{number}",
                outlet=f"outlet-{chance.randrange(OUTLETS)}.example",
                published=f"2019-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                author=f"account{chance.randrange(5_000)}" if chance.random() < 0.3 else None,
            )

    @staticmethod
    def _repeated(chance: random.Random, text: str) -> str:
        words = text.split()
        how = chance.randrange(4)
        if how == 0 and len(words) > 8:
            return " ".join(words[: len(words) // 2]) + "…"
        if how == 1 and len(words) > 10:
            return " ".join(words[3:-2])
        if how == 2:
            words.insert(chance.randrange(len(words)), "indeed")
        return " ".join(words).capitalize() + "!"


def add(connection: Connection, texts: list[Article]) -> tuple[float, float]:
    """Harvests the texts, and returns how long writing and how long tracing took."""
    ready = [as_one_quote(text) for text in texts]
    started = time.process_time()
    run = start_run(connection, version="1", arguments={})
    for start in range(0, len(ready), BATCH):
        write(connection, run, ready[start : start + BATCH], version="1")
    written = time.process_time()
    store.settle(connection)
    return written - started, time.process_time() - written


def rooms(connection: Connection) -> dict[str, int]:
    """How many bytes the tables take that tracing alone needs."""
    rows = connection.exec_driver_sql(
        "SELECT s.tbl_name, sum(pgsize) FROM dbstat d JOIN sqlite_master s ON s.name = d.name "
        "WHERE s.tbl_name IN ('wordings', 'posting_segments', 'posting_pages', 'matches', "
        "'clusters', 'variants', 'cluster_members', 'findings') OR d.name = 'quotes_wording' "
        "GROUP BY 1"
    )
    return {row[0]: row[1] for row in rows}


def memory() -> float:
    """The most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures(_sets: Path, _rounds: int) -> Iterator[Figure]:
    """What tracing costs at a hundred thousand quotes, and what in a database that is empty."""
    texts = iter(Quotes(1))
    with TemporaryDirectory() as folder, open_database(Path(folder, "a.db")) as connection:
        _, first = add(connection, list(islice(texts, STEP)))
        held = STEP
        while held < HELD:
            held += STEP
            add(connection, list(islice(texts, STEP)))
        _, tracing = add(connection, list(islice(texts, STEP)))
        room = sum(rooms(connection).values()) / (held + STEP)
    yield Figure("tracing at 1e5: quotes a second", STEP / tracing, 5_000, is_floor=True)
    yield Figure("tracing at 1e5 / into an empty database", tracing / first, 1.2)
    yield Figure("tracing: bytes a quote", room, 700)
    yield Figure("tracing at 1e5: MiB", memory(), 800)


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=5_000)
    asked = parser.parse_args()
    texts = iter(Quotes(1))
    with TemporaryDirectory() as folder, open_database(Path(folder, "a.db")) as connection:
        first = sum(add(connection, list(islice(texts, asked.step))))
        held = asked.step
        print(f"{'quotes':>9}  a second  writing  tracing  to empty  bytes a quote  MiB")
        for size in (size for size in SIZES if size <= asked.most):
            while held < size:
                held += len(grown := list(islice(texts, min(20_000, size - held))))
                add(connection, grown)
            writing, tracing = add(connection, list(islice(texts, asked.step)))
            held += asked.step
            room = sum(rooms(connection).values()) / held
            total = writing + tracing
            print(
                f"{size:>9,}  {asked.step / total:>8,.0f}  {writing:>7.2f}  {tracing:>7.2f}"
                f"  {total / first:>8.2f}  {room:>13,.0f}  {memory():>4,.0f}",
                flush=True,
            )
        print({name: round(size / held) for name, size in rooms(connection).items()})


if __name__ == "__main__":
    main()
