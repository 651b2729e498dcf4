"""What a page costs: reading and harvesting it, as a ratio to lxml's parsing of the same bytes.

    python tests/bench/pages.py PAGES.jsonl.gz [--rounds 5]

PAGES holds an object a line with `html`. All is measured in one process, in turn, in CPU seconds;
the median of the ratios is the figure. Lexbor's parsing is measured, too: what lies above that is
harvester's own. Of the ways that were tried, in the same measure: lxml's events for every element
and text 4.0, of which the events 1.1; resiliparse's parsing and layout, without an anchor, 1.0;
lexbor's tree, its text, and marks in it for what matters, which is what is there, 2.5.
Peers are measured if they are installed: see `peers`.
"""

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import peers
from lxml import html
from selectolax.lexbor import LexborHTMLParser
from speed import Figure

from harvester.normalise import harvest
from harvester.reading.html.page import html_to_article


def parse(page: bytes) -> object:
    """What a page costs whoever only parses it."""
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def grow(page: bytes) -> object:
    """What a page costs whoever only makes the tree of it that reading begins with."""
    return LexborHTMLParser(page, options=1)


def read(page: bytes) -> object:
    """What it costs to make an article of a page."""
    return html_to_article(page.decode("utf-8"))


def all_of_it(page: bytes) -> object:
    """What it costs to find the posts of a page."""
    return harvest(html_to_article(page.decode("utf-8")))


WORKS: Mapping[str, Callable[[bytes], object]] = {
    "lxml alone": parse,
    "lexbor alone": grow,
    "reading": read,
    "reading and harvesting": all_of_it,
}


ONE_IN = 5  # pages that peers are given, who take tens of times as long

Works = Mapping[str, Callable[[bytes], object]]


def peer_works() -> Works:
    """Finding embeds with each of the peers that are installed."""

    def using(find: peers.Finder) -> Callable[[bytes], object]:
        return lambda page: find(page.decode("utf-8"))

    others = (each for each in peers.PEERS if each[1] != "harvester" and find_spec(each[1]))
    return {name: using(find) for name, _, find in others}


def cpu(pages: Iterable[bytes], works: Works) -> dict[str, float]:
    """CPU seconds of each kind of work, done on each page in turn, so that load falls on all."""
    spent = dict.fromkeys(works, 0.0)
    for page in pages:
        for name, work in works.items():
            start = time.process_time()
            with suppress(Exception):  # a peer that fails on a page has taken its time there, too
                work(page)
            spent[name] += time.process_time() - start
    return spent


def ratios(pages: list[bytes], rounds: int) -> dict[str, float]:
    """What each kind of work costs, in what lxml's parsing of the same pages costs; medians."""
    cpu(pages, WORKS)  # what is loaded and compiled where it is first met is none of a page's cost
    measured = [cpu(pages, WORKS) for _ in range(rounds)]
    return {
        name: statistics.median(each[name] / each["lxml alone"] for each in measured)
        for name in WORKS
    }


def of_fastest_peer(pages: list[bytes], rounds: int) -> float | None:
    """What the fastest peer costs, in what harvesting the same pages costs; None without peers."""
    works = {**peer_works(), "harvester": all_of_it}
    if len(works) == 1:
        return None
    cpu(pages[:3], works)  # what each of them loads at its first page is none of a page's cost
    measured = [cpu(pages, works) for _ in range(rounds)]
    return statistics.median(
        min(spent for name, spent in each.items() if name != "harvester") / each["harvester"]
        for each in measured
    )


def loaded(path: Path) -> list[bytes]:
    """The pages of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["html"].encode() for line in lines]


def figures(sets: Path, rounds: int) -> Iterator[Figure]:
    """What the speed of pages is judged by."""
    pages = loaded(sets / "data/html-dev.jsonl.gz")
    found = ratios(pages, rounds)
    yield Figure("pages: reading / lxml parse", found["reading"], 1.0)
    yield Figure("pages: all / lxml parse", found["reading and harvesting"], 2.0)
    times = of_fastest_peer(pages[::ONE_IN], rounds)
    if times is not None:
        yield Figure("pages: fastest peer / all", times, 40, is_floor=True)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    pages = loaded(asked.pages)
    print(f"{len(pages)} pages, {sum(map(len, pages)) / 1e6:.1f} MB")
    for name, ratio in ratios(pages, asked.rounds).items():
        print(f"{name}: {ratio:.2f}")
    times = of_fastest_peer(pages[::ONE_IN], asked.rounds)
    print("no peer is installed" if times is None else f"fastest peer / all: {times:.1f}")


if __name__ == "__main__":
    main()
