"""Measures what the articles that print the same post tell each other about where it begins.

    python tests/bench/consensus.py ARTICLES.jsonl.gz [--show 20]

Each post with the same handle, day and last words in two or more articles is decided once in each
article alone and once by all of them. Prints how often the articles agreed, and what changed.
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from harvester import harvest
from harvester.find.boundary.consensus import Reading, consensus
from harvester.reading import read
from harvester.records import Article, Quote
from harvester.text.fold import fold
from harvester.text.links import without_links

LAST_LETTERS = 16


class Printed(NamedTuple):
    """One printing of a post: the quote, and the text that ends with its words."""

    quote: Quote
    text: str
    start: int

    @property
    def reading(self) -> Reading:
        """What the article alone thinks."""
        sure = min(0.99, self.quote.confidence)
        starts = {self.start: sure}
        if self.quote.runner_up is not None and self.quote.body_start is not None:
            starts[self.start + self.quote.runner_up - self.quote.body_start] = 1 - sure
        return Reading(self.text, starts)


def printed(quote: Quote) -> Printed | None:
    """A flattened post with words, as the store keeps it."""
    if quote.kind != "signature" or not quote.text or quote.body_start != quote.start:
        return None
    return Printed(quote, quote.prefix + quote.text, len(quote.prefix))


def same_posts(path: Path) -> list[list[Printed]]:
    """The printings of each post that stands in two articles or more."""
    groups: dict[tuple[str | None, str | None, str], dict[str, Printed]] = defaultdict(dict)
    for article in read(path):
        for quote in harvest(article) if isinstance(article, Article) else ():
            one = printed(quote)
            if one and quote.posted_at:
                words = fold(without_links(quote.text or ""))[-LAST_LETTERS:]
                key = (quote.handle and quote.handle.lower(), quote.posted_at, words)
                groups[key].setdefault(quote.article_id, one)
    return [list(group.values()) for group in groups.values() if len(group) > 1]


def agrees(group: Sequence[Printed], starts: Sequence[int]) -> bool:
    """Whether all printings have the same words from these starts on."""
    words = {fold(without_links(one.text[at:])) for one, at in zip(group, starts, strict=True)}
    return len(words) == 1


def main() -> None:
    """Print the figures, and some of the changes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--show", type=int, default=0)
    asked = parser.parse_args()
    groups = same_posts(asked.articles)
    alone = sum(agrees(group, [one.start for one in group]) for group in groups)
    together, changes = 0, []
    for group in groups:
        starts = consensus([one.reading for one in group]) or [one.start for one in group]
        together += agrees(group, starts)
        changes += [(one, at) for one, at in zip(group, starts, strict=True) if at != one.start]
    print(f"posts in two or more articles     {len(groups):6}")
    print(f"places                            {sum(map(len, groups)):6}")
    print(f"posts whose articles agreed alone {alone:6}")
    print(f"posts whose articles agree now    {together:6}")
    print(f"places that begin elsewhere now   {len(changes):6}")
    for one, at in changes[: asked.show]:
        low = min(one.start, at)
        print(f"\n  confidence {one.quote.confidence}  @{one.quote.handle}")
        print(f"  alone:    {' '.join(one.text[one.start :].split())[:150]}")
        print(f"  together: {' '.join(one.text[at:].split())[:150]}")
        print(f"  before:   …{' '.join(one.text[max(0, low - 80) : low].split())}")


if __name__ == "__main__":
    main()
