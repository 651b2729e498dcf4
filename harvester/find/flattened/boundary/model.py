"""The learned part of the decision: small regression trees, kept as data, evaluated by a few lines.

`model.json` is made by `tests/bench/train_boundaries.py`; it says when, from what, and with which
evidence. A tree is a leaf, which is a number, or a split: evidence, threshold, the tree for values
up to it, the tree for values above, and the mean over both.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate, chain, islice, pairwise
from math import exp
from typing import Any

from harvester.find.flattened.boundary.feature_descriptions import NAMES
from harvester.find.flattened.boundary.forest import Forest, planted, sums_of

Row = Sequence[float]
OUT = float("-inf")  # the score of a place that fell behind early
# After so many trees only so many of the best places go on, and behind the second none that is so
# far from the first, in log odds: one in 1,500 decisions changes by it, and three quarters of the
# time are saved.
_ROUNDS = ((20, 8, 6.0), (60, 6, 5.0), (150, 5, 5.0))


@dataclass(frozen=True)
class Model:
    """Trees that judge a candidate, and how often a judgement of each strength was right.

    `usual` says how often each trait of a beginning has which value over all documents.
    """

    trees: tuple[Any, ...]
    strengths: tuple[float, ...]
    confidences: tuple[float, ...]
    usual: tuple[dict[int, float], ...]
    about: dict[str, Any]
    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    rests: tuple[Any, ...] = ()

    @cached_property
    def lexicons(self) -> dict[Any, Any]:
        """What was looked up of the words of each language."""
        return {}

    @cached_property
    def stages(self) -> list[Forest]:
        """The trees of all rounds, and those that only the best places come to, by pairs."""
        ends = [0, *(until for until, _, _ in _ROUNDS), len(self.trees)]
        rounds = [self.trees[low:high] for low, high in pairwise(ends)]
        return [planted(*rounds[number : number + 2]) for number in range(0, len(rounds), 2)]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Model":
        """The model of what a file holds, where trees are lists and the values of traits text."""
        learned = ("trees", "strengths", "confidences", "usual", "words", "rests")
        return cls(
            trees=tuple(map(_frozen, stored["trees"])),
            strengths=tuple(stored["strengths"]),
            confidences=tuple(stored["confidences"]),
            usual=tuple({int(v): share for v, share in each.items()} for each in stored["usual"]),
            about={key: value for key, value in stored.items() if key not in learned},
            rests=tuple(map(_frozen, stored.get("rests", ()))),
            words={
                code: {word: tenths / 10 for word, tenths in weights.items()}
                for code, weights in stored.get("words", {}).items()
            },
        )


@cache
def load() -> Model:
    """The model that comes with the program."""
    stored = json.loads((files(__package__) / "model.json").read_text(encoding="utf-8"))
    if tuple(stored["features"]) != NAMES:
        raise ValueError("model.json was trained on other features: train it again")
    return Model.of(stored)


def _frozen(tree: Any) -> Any:
    if not isinstance(tree, list):
        return tree
    name, threshold, low, high, mean = tree
    return (name, threshold, _frozen(low), _frozen(high), mean)


def scores(model: Model, rows: Sequence[Row]) -> list[float]:
    """The log odds of each candidate, up to a sum that all of a case have in common.

    Those that fell behind early have minus infinity.

    >>> stump = (0, 0.5, -1.0, 1.0, 0.0)
    >>> scores(Model((stump,), (), (), (), {}), [[0.0], [1.0]])
    [-1.0, 1.0]
    """
    return scores_of(model, [rows])[0]


def scores_of(model: Model, cases: Sequence[Sequence[Row]]) -> list[list[float]]:
    """The scores of several cases, as `scores` gives them: all together cost less than each."""
    import numpy

    cuts = [*pairwise(accumulate(map(len, cases), initial=0))]
    some = [numpy.asarray(case, dtype=numpy.float64) for case in cases if len(case)]
    rows = numpy.concatenate(some) if some else numpy.empty((0, 0))
    totals = [0.0] * len(rows)
    rounds = iter(_ROUNDS)
    for forest in model.stages:
        left = [place for place, total in enumerate(totals) if total > OUT]
        for sums in sums_of(forest, rows[left]):
            for place, grown in zip(left, sums, strict=True):
                totals[place] += grown
            for _, most, behind in islice(rounds, 1):
                ahead = (_ahead(totals[slice(*cut)], most, behind) for cut in cuts)
                totals = [*chain.from_iterable(ahead)]
    return [totals[slice(*cut)] for cut in cuts]


def _ahead(totals: list[float], most: int, behind: float) -> Iterator[float]:
    """The scores of one case, without those that fell behind its best."""
    best = sorted(totals, reverse=True)[:most]
    enough = min(max(best[-1], best[0] - behind), *best[:2]) if best else 0.0
    return (total if total >= enough else OUT for total in totals)


def score(trees: tuple[Any, ...], row: Row) -> float:
    """The sum of the leaves; this loop is where the time goes, so it calls nothing."""
    total, split = 0.0, tuple  # a local name is found sooner
    for tree in trees:
        node = tree
        while type(node) is split:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node
    return total


def contributions(model: Model, row: Row) -> dict[str, float]:
    """How much each piece of evidence moved the score of a candidate, by its name.

    The sum over the path in every tree of what each split changed.
    """
    moved: dict[str, float] = {}
    for tree in model.trees:
        node = tree
        while type(node) is tuple:
            after = node[2] if row[node[0]] <= node[1] else node[3]
            mean = after[4] if type(after) is tuple else after
            moved[NAMES[node[0]]] = moved.get(NAMES[node[0]], 0.0) + mean - node[4]
            node = after
    return moved


def strength(ranked: Sequence[float]) -> float:
    """The share of the best candidate in the odds of all, from their log odds, the best first.

    >>> strength([2.0, 2.0]), strength([2.0]), strength([])
    (0.5, 1.0, 0.0)
    """
    return 1 / sum(exp(score - ranked[0]) for score in ranked) if ranked else 0.0


def confidence(model: Model, strength: float) -> float:
    """How often a decision of this strength was right, on sources that the model did not know."""
    return model.confidences[max(0, bisect_right(model.strengths, strength) - 1)]
