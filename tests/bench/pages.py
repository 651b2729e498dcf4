"""What a page costs: reading and harvesting it, as a ratio to lxml's parsing of the same bytes.

    python tests/bench/pages.py PAGES.jsonl.gz [--rounds 5]

PAGES holds an object a line with `html`. All is measured in one process, in turn, in CPU seconds;
the median of the ratios is the figure. A parser that calls Python for each element and does nothing
there is measured, too: what lies above that is harvester's own.
"""

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from lxml import etree, html
from speed import Figure

from harvester.normalise import harvest
from harvester.reading.html.page import html_to_article


class Silence:
    """Hears every element and every text of a page, and keeps nothing."""

    def start(self, tag: str, attributes: object) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """There is text."""

    def close(self) -> None:
        """The page ends."""


def parse(page: bytes) -> object:
    """What a page costs whoever only parses it."""
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def hear(page: bytes) -> object:
    """What a page costs whoever only hears of its elements."""
    parser = etree.HTMLParser(target=cast("Any", Silence()), encoding="utf-8", huge_tree=True)
    parser.feed(page)
    return parser.close()


def read(page: bytes) -> object:
    """What it costs to make an article of a page."""
    return html_to_article(page.decode("utf-8"))


def all_of_it(page: bytes) -> object:
    """What it costs to find the posts of a page."""
    return harvest(html_to_article(page.decode("utf-8")))


def cpu(work: Callable[[bytes], object], pages: Iterable[bytes]) -> float:
    """CPU seconds of one kind of work on all pages."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def ratios(pages: list[bytes], rounds: int) -> dict[str, float]:
    """What each kind of work costs, in what lxml's parsing of the same pages costs; medians."""
    works = {"events alone": hear, "reading": read, "reading and harvesting": all_of_it}
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        alone = cpu(parse, pages)
        for name, work in works.items():
            found[name].append(cpu(work, pages) / alone)
    return {name: statistics.median(values) for name, values in found.items()}


def loaded(path: Path) -> list[bytes]:
    """The pages of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["html"].encode() for line in lines]


def figures(sets: Path, rounds: int) -> Iterator[Figure]:
    """What the speed of pages is judged by."""
    found = ratios(loaded(sets / "data/html-dev.jsonl.gz"), rounds)
    yield Figure("pages: reading / lxml parse", found["reading"], 1.0)
    yield Figure("pages: all / lxml parse", found["reading and harvesting"], 2.0)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    pages = loaded(asked.pages)
    size = sum(map(len, pages)) / 1e6
    each = cpu(parse, pages) * 1000 / len(pages)
    print(f"{len(pages)} pages, {size:.1f} MB; lxml alone: 1.00 ({each:.2f} ms a page)")
    for name, ratio in ratios(pages, asked.rounds).items():
        print(f"{name}: {ratio:.2f}")


if __name__ == "__main__":
    main()
