"""JSON lines end to end into SQLite, as a ratio to decoding the same lines with orjson alone.

    python tests/bench/throughput.py CORPUS.jsonl [--rounds 3]

Both are measured in one process, in turn, in CPU seconds; the median of the ratios is the figure.
What the time is spent on is printed below it.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from harvester.find.quotations import quotations
from harvester.normalise import harvest
from harvester.pipeline import Reading, run
from harvester.reading import read
from harvester.records import Article


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds that a piece of work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def decode(corpus: Path) -> int:
    """The reference: each line to a dictionary, and nothing else."""
    with corpus.open("rb") as lines:
        return sum(1 for line in lines if orjson.loads(line))


def end_to_end(corpus: Path) -> None:
    """The whole run, into a new database."""
    with tempfile.TemporaryDirectory() as folder:
        run([corpus], Path(folder) / "harvest.db", Reading())


def articles(corpus: Path) -> list[Article]:
    """All articles, read."""
    return [item for item in read(corpus) if isinstance(item, Article)]


def main() -> None:
    """Print the ratio and its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    megabytes = asked.corpus.stat().st_size / 1e6
    pairs = [
        (cpu(lambda: decode(asked.corpus)), cpu(lambda: end_to_end(asked.corpus)))
        for _ in range(asked.rounds)
    ]
    reference, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"corpus        {megabytes:8.1f} MB, {decode(asked.corpus):,} articles")
    print(f"orjson alone  {reference:8.2f} s   {megabytes / reference:7.1f} MB/s")
    print(f"end to end    {whole:8.2f} s   {megabytes / whole:7.1f} MB/s   ratio {ratio:.2f}")
    reading = cpu(lambda: articles(asked.corpus))
    held = articles(asked.corpus)
    finding = cpu(lambda: [harvest(article) for article in held])
    print(f"  reading     {reading:8.2f} s   of which orjson {reference:.2f} s")
    print(f"  harvesting  {finding:8.2f} s   {megabytes / max(finding, 1e-9):7.1f} MB/s")
    print(f"  storing     {max(0.0, whole - reading - finding):8.2f} s   the rest")
    print_quotations(held, megabytes / reference)


def print_quotations(held: list[Article], reference: float) -> None:
    """The finder of quotations alone, in megabytes of text, beside orjson alone."""
    text = sum(len(article.text.encode("utf-8", "replace")) for article in held) / 1e6
    found = sum(1 for article in held for _ in quotations(article))
    rounds = [cpu(lambda: [list(quotations(article)) for article in held]) for _ in range(3)]
    speed = text / max(min(rounds), 1e-9)
    share = speed / reference
    print(f"quotations    {found:8,} found  {speed:7.1f} MB/s of text, {share:.2f} of orjson alone")


if __name__ == "__main__":
    main()
