"""Models that do not know some sources and layouts, and what they decide there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from boundaries.examples import Post, Rest
from boundaries.training import (
    FOLDS,
    Known,
    Table,
    Verdict,
    calibration,
    ends,
    fit,
    is_calibrating,
    rest_forest,
    starts,
    stored,
    table,
    trees,
    usual,
    verdicts,
)
from harvester.find.flattened.boundary.model import Model


class Fold(NamedTuple):
    """A model, and the sources and layouts that it does not know."""

    model: Model
    sources: frozenset[str]
    layouts: frozenset[str]


def left_out(known: Known, layouts: Sequence[str]) -> tuple[list[Verdict], list[Fold]]:
    """The decision at each post by a model that does not know its source, and these models.

    Each model does not know some of the layouts of composed documents, either.
    """
    data, behind = table(known.posts, starts), table(known.rests, ends)
    places = [known.fold_of[post.source] for post in known.posts]
    unseen = [frozenset(layouts[number::FOLDS]) for number in range(FOLDS)]
    scores = np.zeros(len(data.y))
    models = []
    for number in range(FOLDS):
        out = np.array(places)[data.post] == number
        chosen = _chosen(known.posts, data, number, unseen[number], known.fold_of)
        trained = fit(data, chosen)
        scores[out] = trained.predict(data.x[out], raw_score=True)
        mine = [p for p, fold in zip(known.posts, places, strict=True) if fold != number]
        rest_trees = rest_forest(
            behind, _chosen(known.rests, behind, number, unseen[number], known.fold_of)
        )
        shape = stored(
            trees(trained, data), usual(mine), words=known.words[number], rest_trees=rest_trees
        )
        models.append(Model.of(shape))
    apart = np.split(scores, np.cumsum([len(post.rows) for post in known.posts])[:-1])
    found = _judged(known.posts, apart, np.array(places), models)
    return found, list(_calibrated(known, found, places, models, unseen))


def _chosen(
    examples: Sequence[Post] | Sequence[Rest],
    data: Table,
    number: int,
    layouts: frozenset[str],
    fold_of: Mapping[str, int],
) -> Any:
    """The rows of all sources and layouts but those of a fold."""
    kept = [fold_of[post.source] != number and post.layout not in layouts for post in examples]
    return np.array(kept)[data.post]


def _judged(
    examples: Sequence[Post], scores: Sequence[Any], fold: Any, models: Sequence[Model]
) -> list[Verdict]:
    found: list[Verdict] = [Verdict(False, 0.0)] * len(examples)
    for number, model in enumerate(models):
        mine: list[int] = np.flatnonzero(fold == number).tolist()
        decided = verdicts([examples[i] for i in mine], [scores[i] for i in mine], model)
        for place, verdict in zip(mine, decided, strict=True):
            found[place] = verdict
    return found


def _calibrated(
    known: Known,
    found: Sequence[Verdict],
    places: Sequence[int],
    models: Sequence[Model],
    unseen: Sequence[frozenset[str]],
) -> Iterator[Fold]:
    """Each model with confidences from the other folds."""
    for number, model in enumerate(models):
        others = [
            verdict
            for verdict, post, mine in zip(found, known.posts, places, strict=True)
            if mine != number and is_calibrating(post)
        ]
        strengths, confidences = calibration(others)
        calibrated = replace(model, strengths=tuple(strengths), confidences=tuple(confidences))
        sources = frozenset(source for source, fold in known.fold_of.items() if fold == number)
        yield Fold(calibrated, sources, unseen[number])
