"""Measures what the articles that print the same post tell each other about where it begins.

    python tests/bench/consensus.py ARTICLES.jsonl.gz [--show 20]

Each post with the same handle, day and last words in two or more articles is decided once in each
article alone and once by all of them. Prints how often the articles agreed, and what changed.
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from harvester import harvest
from harvester.reading import read
from harvester.records import Article, Quote
from harvester.text.fold import fold
from harvester.text.links import without_links
from harvester.trace.corrections import Printed, corrections

LAST_LETTERS = 16


def printed(quote: Quote) -> Printed | None:
    """A flattened post with words, as the store keeps it."""
    if quote.kind != "signature" or not quote.text or quote.body_start != quote.start:
        return None
    text, start = quote.prefix + quote.text, len(quote.prefix)
    sure, second = quote.confidence, quote.runner_up
    return Printed(quote.id, quote.article_id, text, start, quote.body_start, sure, second)


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
    together = 0
    changes: list[tuple[Printed, int]] = []
    for group in groups:
        moved = {each.quote_id: each.start - each.start_before for each in corrections(group, {})}
        starts = [one.start + moved.get(one.quote_id, 0) for one in group]
        together += agrees(group, starts)
        changes += [(one, at) for one, at in zip(group, starts, strict=True) if at != one.start]
    print(f"posts in two or more articles     {len(groups):6}")
    print(f"places                            {sum(map(len, groups)):6}")
    print(f"posts whose articles agreed alone {alone:6}")
    print(f"posts whose articles agree now    {together:6}")
    print(f"places that begin elsewhere now   {len(changes):6}")
    for one, at in changes[: asked.show]:
        low = min(one.start, at)
        print(f"\n  confidence {one.confidence}")
        print(f"  alone:    {' '.join(one.text[one.start :].split())[:150]}")
        print(f"  together: {' '.join(one.text[at:].split())[:150]}")
        print(f"  before:   …{' '.join(one.text[max(0, low - 80) : low].split())}")


if __name__ == "__main__":
    main()
