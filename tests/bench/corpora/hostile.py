"""What texts made to hang a harvest cost: CPU seconds a megabyte, the dearest first.

    python tests/bench/corpora/hostile.py [--size 1000000] [--only TEXT] [--top 12]

Each text repeats one thing of `tests/cases/hostile.toml`, which has all that a pattern of the
project looks for. The bar is 5 s a megabyte; exits with 1 if a text is above it.
"""

import argparse
import sys
import time
import tomllib
from pathlib import Path

from harvester import Article, harvest
from harvester.normalise import entities

BAR = 5.0  # CPU seconds a megabyte
CASES = Path(__file__).parents[2] / "cases" / "hostile.toml"


def cost(unit: str, size: int) -> float:
    """CPU seconds a megabyte of a text of so many bytes that repeats one thing."""
    text = unit * (size // len(unit.encode()))
    article = Article(text)
    started = time.process_time()
    entities(article, harvest(article))
    return (time.process_time() - started) / (len(text.encode()) / 1e6)


def main() -> int:
    """Print what each costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of each text")
    parser.add_argument("--only", help="those that hold this text")
    parser.add_argument("--top", type=int, default=12)
    asked = parser.parse_args()
    units = tomllib.loads(CASES.read_text(encoding="utf-8"))["units"]
    wanted = [unit for unit in units if not asked.only or asked.only in unit]
    cost(wanted[0], 10_000)  # what is loaded once
    costs = sorted(((cost(unit, asked.size), unit) for unit in wanted), reverse=True)
    for seconds, unit in costs[: asked.top]:
        print(f"{seconds:8.2f} s/MB  {unit!r}")
    above = sum(seconds > BAR for seconds, _ in costs)
    print(f"{len(costs)} texts, {above} above {BAR:g} s/MB")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
