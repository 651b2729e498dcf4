"""Whether the same comes out on Spark as on one machine, what it costs, and how right it is.

    python tests/bench/spark.py equal SETS [--set html-dev] [--sample 300] [--master 'local[2]']
    python tests/bench/spark.py harvesting CORPUS.jsonl [--rounds 5]
    python tests/bench/spark.py tracing [--sizes 100000 300000 1000000]
    python tests/bench/spark.py reuse SETS

`equal` compares every row of quotes, clusters, members and all other tables with those of a
database, and exits with 1 if one differs. `harvesting` prints the ratio to worker processes,
by the clock and in CPU seconds of all processes; `tracing` the time, the bytes that are shuffled
and spilled, the most memory, and what the commonest fingerprints are; `reuse` pairwise precision
and recall, beside passim's. All on two cores, with a heap of 2 GiB.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from on_spark.costs import print_costs
from on_spark.equality import Compared, compared, harvest_alone
from on_spark.growth import print_growth
from on_spark.reuse import print_reuse
from on_spark.sessions import session
from on_spark.sets import NAMES, set_of

MASTERS = ("local[2]", "local-cluster[2,1,2048]")
_SHOWN = 2  # rows that differ


def equal(sets: Path, names: list[str], masters: list[str], sample: int | None) -> int:
    """Print how many rows are equal, and which are not; returns how many are not."""
    n_different = 0
    with TemporaryDirectory() as folder:
        for name in names:
            corpus, database = set_of(sets, name, Path(folder), sample), Path(folder, f"{name}.db")
            harvest_alone(corpus, database)
            for master in masters:
                spark = session(master, 4, is_short=True)
                print(f"{corpus.name} on {master}")
                for each in compared(spark, corpus, database):
                    print_compared(each)
                    n_different += not each.is_equal
                spark.stop()
    return n_different


def print_compared(each: Compared) -> None:
    """A line a table, and some of the rows that differ."""
    told = f"  {each.table:<26} {each.n_both:>9,} rows equal"
    if not each.is_equal:
        told += f", {len(each.only_there):,} on Spark alone, {len(each.only_here):,} not there"
    print(told, flush=True)
    for side, rows in (("Spark", each.only_there), ("alone", each.only_here)):
        for row in sorted(map(repr, rows))[:_SHOWN]:
            print(f"    {side}: {row}")


def main() -> int:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("equal", "harvesting", "tracing", "reuse"))
    parser.add_argument("place", type=Path, nargs="?")
    parser.add_argument("--set", dest="names", choices=NAMES, action="append")
    parser.add_argument("--sample", type=int, help="Only so many lines of each set.")
    parser.add_argument("--master", dest="masters", action="append")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    if asked.what == "equal":
        names, masters = asked.names or [*NAMES], asked.masters or [*MASTERS]
        return min(1, equal(asked.place, names, masters, asked.sample))
    if asked.what == "tracing":
        print_growth(session(MASTERS[0], 16), asked.sizes)
    elif asked.what == "reuse":
        print_reuse(session(MASTERS[0], 4, is_short=True), set_of(asked.place, "reuse-dev", Path()))
    else:
        print_costs(session(MASTERS[0], 2), asked.place, asked.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
