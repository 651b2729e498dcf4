"""The wordings of a cluster as a tree: which one the others are most like, and how they differ.

The root is the fullest wording that is to be trusted; each other one hangs from the wording it is
most like. It says what is like what, not who copied from whom: that is a matter of dates.
"""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from harvester.trace.clustered import Relation
from harvester.trace.clusters import Pair
from harvester.trace.matching.wording import Wording, plain

_NEARLY_ALL = 0.8  # of a text: what covers so much of it with other words is an edit of it


class Weight(NamedTuple):
    """What speaks for a wording: that a post is embedded with it, and that several print it."""

    is_embedded: bool
    n_articles: int


class Branch(NamedTuple):
    """How a wording hangs in the tree; the root has no parent."""

    parent: int | None
    relation: Relation
    likeness: float


def tree(
    wordings: Mapping[int, Wording], joined: Iterable[Pair], weights: Mapping[int, Weight]
) -> dict[int, Branch]:
    """The branch of each wording of one cluster, the root first.

    >>> texts = {1: Wording("itrainsagain"), 2: Wording("itrainsagaininrome")}
    >>> from harvester.trace.matching.comparison import match
    >>> pair = Pair(1, 2, match(texts[1].key, texts[2].key))
    >>> tree(texts, [pair], {1: Weight(True, 1), 2: Weight(False, 1)})[2].relation
    'extended'
    """
    around: dict[int, list[Pair]] = {}
    for pair in joined:
        for one in pair[:2]:
            around.setdefault(one, []).append(pair)
    root = max(wordings, key=lambda one: _rank(wordings[one], weights[one]))
    branches = {root: Branch(None, "identical", 1.0)}
    open_ends: list[tuple[float, float, Wording, int, int, Pair]] = []
    latest = root
    while True:
        for pair in around.get(latest, ()):
            other = pair.of(latest)
            if other not in branches:
                ratio = len(wordings[pair.shorter].key) / len(wordings[pair.longer].key)
                texts = -pair.match.likeness, -ratio, _named(wordings[other])
                heappush(open_ends, (*texts, other, latest, pair))
        while open_ends and open_ends[0][3] in branches:
            heappop(open_ends)
        if not open_ends:
            return branches
        *_, latest, parent, pair = heappop(open_ends)
        branches[latest] = Branch(parent, _relation(latest, pair, wordings), pair.match.likeness)


def _rank(words: Wording, weight: Weight) -> tuple[bool, int, int, Wording]:
    """By this the root comes last: an embed, then what two print, then the longest."""
    return (
        weight.is_embedded,
        min(weight.n_articles, 2),
        len(plain(words.key)),
        _named(words),
    )


def _named(words: Wording) -> Wording:
    """The wording with an account that can be compared."""
    return words._replace(account=words.account or "")


def _relation(one: int, pair: Pair, wordings: Mapping[int, Wording]) -> Relation:
    """What a wording is to the one it hangs from."""
    found, whole = pair.match, len(plain(wordings[pair.longer].key))
    is_all = found.end - found.start == whole
    if is_all and found.likeness == 1 and not found.changes:
        return "reformatted"
    if found.end - found.start >= _NEARLY_ALL * whole and found.changes:
        return "edited"
    if one == pair.longer:
        return "extended"
    return "truncated" if found.start == 0 and found.likeness == 1 else "partial"
