"""Every ratio of speed that is promised, in one run.

    python tests/bench/all.py SETS [--only pages] [--rounds 5] [--keep]

SETS is a folder with `data/`. Each benchmark yields its figures; a new one is named in
`BENCHMARKS`. `--keep` adds them to `history.tsv`, with date and commit, so that a change can be
seen. Exits with 1 if a figure does not keep its bar.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pages
import tracing
from speed import Figure, articles, questions, quotations

BENCHMARKS: dict[str, Callable[[Path, int], Iterator[Figure]]] = {
    "articles": articles.figures,
    "pages": pages.figures,
    "questions": questions.figures,
    "quotations": quotations.figures,
    "tracing": tracing.figures,
}
HISTORY = Path(__file__).with_name("history.tsv")


def commit() -> str:
    """The commit that is measured; a plus says that files differ from it."""
    said = ["git", "describe", "--always", "--abbrev=10", "--dirty=+", "--exclude=*"]
    result = subprocess.run(said, capture_output=True, text=True, check=True, cwd=HISTORY.parent)
    return result.stdout.strip()


def keep(figures: list[Figure]) -> None:
    """Add figures to the history."""
    today, measured = datetime.now(UTC).date().isoformat(), commit()
    with HISTORY.open("a", encoding="utf-8") as history:
        for figure in figures:
            print(today, measured, figure.name, f"{figure.value:.4g}", sep="\t", file=history)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--only", choices=BENCHMARKS, action="append")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    figures = []
    for name in asked.only or BENCHMARKS:
        for figure in BENCHMARKS[name](asked.sets, asked.rounds):
            figures.append(figure)
            word, sign = ("misses", "ok")[figure.is_kept], "<>"[figure.is_floor]
            print(f"{word:6} {figure.name:40} {figure.value:10.4g}   bar {sign}= {figure.bar:g}")
    if asked.keep:
        keep(figures)
    return 0 if all(figure.is_kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
