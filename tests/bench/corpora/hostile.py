"""What texts made to hang a harvest cost: CPU seconds a megabyte, the dearest first.

    python tests/bench/corpora/hostile.py [--size 1000000] [--only TEXT] [--top 12] [--search 600]

Each text repeats one thing of `tests/cases/hostile.toml`, which has all that a pattern of the
project looks for. The bar is 5 s a megabyte; exits with 1 if a text is above it. `--search` tries
so many seconds what two to five of its pieces make, repeated.
"""

import argparse
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from itertools import product, takewhile
from pathlib import Path

from harvester import Article, harvest
from harvester.normalise import entities

BAR = 5.0  # CPU seconds a megabyte
SHORT = 12_000  # bytes: enough to see what grows faster than its length
CASES = Path(__file__).parents[2] / "cases" / "hostile.toml"


def cost(unit: str, size: int) -> float:
    """CPU seconds a megabyte of a text of so many bytes that repeats one thing."""
    text = unit * (size // len(unit.encode()))
    article = Article(text)
    started = time.process_time()
    entities(article, harvest(article))
    return (time.process_time() - started) / (len(text.encode()) / 1e6)


def made(pieces: list[str], seed: int) -> Iterator[str]:
    """Every two pieces, in any order, and then three to five of them without end."""
    chance = random.Random(seed)
    pairs = [one + other for one, other in product(pieces, pieces)]
    chance.shuffle(pairs)
    yield from pairs
    while True:
        yield "".join(chance.choices(pieces, k=chance.randint(3, 5)))


def search(pieces: list[str], seconds: float, seed: int) -> int:
    """Print which texts are above the bar, also in twice the length; how many there are."""
    end = time.monotonic() + seconds
    tries, above = 0, 0
    for unit in takewhile(lambda _: time.monotonic() < end, made(pieces, seed)):
        tries += 1
        if cost(unit, SHORT) > BAR and (costs := cost(unit, 2 * SHORT)) > BAR:
            above += 1
            print(f"{costs:8.2f} s/MB  {unit!r}", flush=True)
    print(f"{tries} texts, {above} above {BAR:g} s/MB")
    return above


def main() -> int:
    """Print what each costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of each text")
    parser.add_argument("--only", help="those that hold this text")
    parser.add_argument("--top", type=int, default=12)
    parser.add_argument("--search", type=float, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    known = tomllib.loads(CASES.read_text(encoding="utf-8"))
    units = known["units"]
    wanted = [unit for unit in units if not asked.only or asked.only in unit]
    cost("".join(units), 10_000)  # what is loaded once
    if asked.search:
        return 1 if search(known["pieces"], asked.search, asked.seed) else 0
    costs = sorted(((cost(unit, asked.size), unit) for unit in wanted), reverse=True)
    for seconds, unit in costs[: asked.top]:
        print(f"{seconds:8.2f} s/MB  {unit!r}")
    above = sum(seconds > BAR for seconds, _ in costs)
    print(f"{len(costs)} texts, {above} above {BAR:g} s/MB")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
