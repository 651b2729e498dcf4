"""How much faster several workers are: articles a second of whole runs, tracing included.

    python tests/bench/corpora/workers.py CORPUS… [--workers 2] [--rounds 3]

Runs with one worker and with several take turns, each into a new database; the median of the
ratios is the figure. It takes a machine that does nothing else.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from measured import measured

_RUN = [sys.executable, "-m", "harvester", "run"]


def seconds(corpus: Path, workers: int) -> float:
    """How long a whole run takes, from the start of the program to its end."""
    with tempfile.TemporaryDirectory() as folder:
        words = [*_RUN, str(corpus), "--db", f"{folder}/h.db", "-j", str(workers), "-q"]
        return measured(words).seconds


def main() -> None:
    """Print the ratio for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    for corpus in asked.corpora:
        pairs = [(seconds(corpus, 1), seconds(corpus, asked.workers)) for _ in range(asked.rounds)]
        alone, several = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / many for one, many in pairs)
        print(
            f"{corpus.name}: {alone:.1f} s alone, {several:.1f} s with {asked.workers} workers, "
            f"{ratio:.2f} x",
            flush=True,
        )


if __name__ == "__main__":
    main()
