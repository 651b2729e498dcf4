"""What a quotation costs, in news as it is printed: milliseconds of CPU.

    python tests/bench/all.py SETS --only quotations

SETS has `data/`. Marks, speakers and names are found in every article of a sample that has
quotations in several languages and in one whose quotations were labelled by hand.
"""

import statistics
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from harvester.find.quotations import quotations
from harvester.reading import read
from harvester.records import Article
from speed import Figure

_SAMPLES = {"articles-dev.jsonl.gz": 300, "quotes-dev.jsonl": 300, "polnear-dev.jsonl.gz": 300}
_BAR = 0.1


def figures(sets: Path, rounds: int) -> Iterator[Figure]:
    """One figure for all of the samples."""
    held = [article for name in _SAMPLES for article in _articles(sets / "data" / name)]
    found = _all(held)  # what is loaded once is no quotation's cost
    spent = statistics.median(_cpu(held) for _ in range(rounds))
    yield Figure("a quotation, ms", 1e3 * spent / max(1, found), _BAR)


def _articles(source: Path) -> Iterator[Article]:
    read_so_far = islice(read(source), _SAMPLES[source.name])
    return (each for each in read_so_far if isinstance(each, Article))


def _all(held: list[Article]) -> int:
    """How many quotations there are."""
    return sum(1 for article in held for _ in quotations(article))


def _cpu(held: list[Article]) -> float:
    start = time.process_time()
    _all(held)
    return time.process_time() - start
