"""How well copies of articles are told from other articles, on JSON lines of real articles.

    python tests/bench/copies.py ARTICLES.jsonl.gz

Prints the pairs of articles that are called copies, how many damaged articles are still known, and
what a sketch costs.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from harvester.trace.matching.copies import Sketch, are_copies, sketch


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def without_ends(text: str, _other: str) -> str:
    return "\n\n".join(paragraphs(text)[1:-1])


def with_a_fifth_added(text: str, other: str) -> str:
    return other[: len(text) // 10] + "\n" + text + "\n" + other[-len(text) // 10 :]


def flattened(text: str, other: str) -> str:
    return f"Menu Home Sign in {other[:80]} " + " ".join(text.split()) + " Read more Share this"


def retyped(text: str, _other: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("’", "'").replace("—", " - ").upper()


def first_two_thirds(text: str, _other: str) -> str:
    return text[: len(text) * 2 // 3]


def all_at_once(text: str, other: str) -> str:
    return flattened(with_a_fifth_added(without_ends(text, ""), other), other)


DAMAGE: tuple[Callable[[str, str], str], ...] = (
    without_ends, with_a_fifth_added, flattened, retyped, first_two_thirds, all_at_once,
)  # fmt: skip


def called_copies(sketches: list[Sketch]) -> Iterator[tuple[int, int]]:
    """All pairs that share a hash and are called copies."""
    places: dict[int, list[int]] = {}
    for place, each in enumerate(sketches):
        for number in each:
            places.setdefault(number, []).append(place)
    pairs = {pair for group in places.values() for pair in combinations(group, 2)}
    return (pair for pair in sorted(pairs) if are_copies(*(sketches[place] for place in pair)))


def main(path: str) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles: list[dict[str, Any]] = [json.loads(line) for line in lines]
    texts = [article["text"] for article in articles]
    started = time.perf_counter()
    sketches = [sketch(text[:3000]) for text in texts]
    cost = (time.perf_counter() - started) / len(texts)
    print(f"{cost * 1e6:.0f} µs a sketch of 3000 characters; {sum(map(bool, sketches))} known")
    sketches = [sketch(text) for text in texts]
    for one, other in called_copies(sketches):
        for place in (one, other):
            article = articles[place]
            print(article["published"], article["outlet"], article["title"], sep=" | ")
        print()
    shifted = texts[1:] + texts[:1]
    for damage in DAMAGE:
        damaged = [sketch(damage(*pair)) for pair in zip(texts, shifted, strict=True)]
        known = sum(are_copies(*pair) for pair in zip(sketches, damaged, strict=True))
        print(f"{damage.__name__:20} recall {known / len(texts):.4f}")


if __name__ == "__main__":
    main(sys.argv[1])
