"""From examples to a model: trees, how sure their decisions are, and which traits are usual."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from boundaries.examples import Post
from harvester.find.flattened.boundary import choices
from harvester.find.flattened.boundary import model as in_use
from harvester.find.flattened.boundary.agreement import Choice, agree, traits_of
from harvester.find.flattened.boundary.candidates import Candidate
from harvester.find.flattened.boundary.model import Model, score, strength

# The composed texts are there for their languages, the hand-read ones are what people will have.
WEIGHT = {
    "flat-dev": 1.0, "flat-gold-dev": 2.0, "flat-composed-dev": 0.5, "material": 1.0, "seeds": 12.0,
}  # fmt: skip
FOLDS = 8
TREES = 200
_RARE = 0.0001  # the share of what was met, however seldom
_ROUNDING = 0.05  # of log odds, over all trees
SETTINGS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.08, "min_data_in_leaf": 25,
    "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
    "verbosity": -1, "num_threads": 2, "seed": 1, "deterministic": True,
}  # fmt: skip


Bands = tuple[list[float], list[float]]  # the lowest strength of each, and how often it was right


class Table(NamedTuple):
    """All candidates of all posts, and to which post each belongs."""

    x: Any
    y: Any
    post: Any
    weight: Any


class Verdict(NamedTuple):
    """Whether the best candidate of a post was right, and how strong it was."""

    is_right: bool
    strength: float


def table(examples: Sequence[Post]) -> Table:
    """Candidates as rows; a source weighs the root of its posts, so that none drowns the others."""
    sizes = Counter((post.name, post.source) for post in examples)
    weight = np.array(
        [WEIGHT[post.name] / sizes[post.name, post.source] ** 0.5 for post in examples]
    )
    owner = np.repeat(np.arange(len(examples)), [len(post.rows) for post in examples])
    x = np.array([row for post in examples for row in post.rows], dtype=np.float32)
    y = np.array([start == post.gold for post in examples for start in post.starts], dtype=int)
    return Table(x, y, owner, (weight / weight.mean())[owner])


@contextmanager
def using(model: Model) -> Iterator[None]:
    """Decide by another model than the program's own: one that does not know some texts."""
    own = in_use.load
    vars(in_use)["load"] = lambda: model
    try:
        yield
    finally:
        vars(in_use)["load"] = own


def folds(sources: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The fold of each source, given the set and the source of each post; large ones spread."""
    by_set: dict[str, Counter[str]] = defaultdict(Counter)
    for name, source in sources:
        by_set[name][source] += 1
    return {
        source: number % FOLDS
        for counted in by_set.values()
        for number, (source, _) in enumerate(
            sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        )
    }


def fit(data: Table, chosen: Any) -> Any:
    """Trees that know the chosen rows."""
    known = lightgbm.Dataset(data.x[chosen], data.y[chosen], weight=data.weight[chosen])
    return lightgbm.train(SETTINGS, known, TREES)


def trees(trained: Any, data: Table) -> list[Any]:
    """The trees of the library in the form that `boundary.model` reads, found to say the same."""
    grown = [_tree(each["tree_structure"]) for each in trained.dump_model()["tree_info"]]
    rows = data.x[:: max(1, len(data.x) // 2000)]
    told = trained.predict(rows, raw_score=True)
    shipped = Model.of(stored(grown, [])).trees
    ours = [score(shipped, row) for row in rows.tolist()]
    if np.abs(told - ours).max() > _ROUNDING:
        raise ValueError("the trees as they are stored decide otherwise than those of the library")
    return grown


def _tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    # Nine digits tell all values apart; places behind the point do not: -1e-35 divides 0 from -1.
    split = [node["split_feature"], float(f"{node['threshold']:.9g}")]
    branches = [_tree(node["left_child"]), _tree(node["right_child"])]
    return [*split, *branches, round(node["internal_value"], 4)]


def usual(examples: Sequence[Post]) -> list[dict[int, float]]:
    """How often each trait of a beginning has which value."""
    rows = (row for post in examples for row, start in zip(post.rows, post.starts, strict=True)
            if start == post.gold)  # fmt: skip
    counts: list[Counter[int]] = [
        Counter(values) for values in zip(*map(traits_of, rows), strict=True)
    ]
    return [
        {value: max(_RARE, round(count / each.total(), 4)) for value, count in sorted(each.items())}
        for each in counts
    ]


def stored(
    grown: list[Any], usual: list[dict[int, float]], bands: Bands = ([0.0], [0.5])
) -> dict[str, Any]:
    """A model as its file holds it."""
    strengths, confidences = bands
    return {"strengths": strengths, "confidences": confidences, "usual": usual, "trees": grown}


def verdicts(examples: Sequence[Post], scores: Sequence[Any], model: Model) -> list[Verdict]:
    """The decision at each post, the posts of a document speaking for each other."""
    documents: dict[str, list[int]] = defaultdict(list)
    for number, post in enumerate(examples):
        documents[f"{post.name} {post.document}"].append(number)
    found: dict[int, Verdict] = {}
    with using(model):
        for numbers in documents.values():
            ranked = agree([_ranked(examples[number], scores[number]) for number in numbers])
            for number, choices in zip(numbers, ranked, strict=True):
                found[number] = _verdict(examples[number], choices)
    return [found[number] for number in range(len(examples))]


def _ranked(post: Post, scores: Any) -> list[Choice]:
    return choices(scores.tolist(), [Candidate(start, 0) for start in post.starts], post.rows)


def _verdict(post: Post, choices: Sequence[Choice]) -> Verdict:
    if not choices:
        return Verdict(False, 0.0)
    strong = strength([choice.score for choice in choices])
    return Verdict(choices[0].place.start == post.gold, strong)


def calibration(found: Sequence[Verdict]) -> Bands:
    """Bands of strength by their lowest, and how often decisions in them were right, rising."""
    ordered = sorted(found, key=lambda verdict: verdict.strength)
    bands = np.array_split(np.array([[v.strength, v.is_right] for v in ordered]), 40)
    pools: list[list[float]] = []  # each: lowest strength, right, number
    for band in bands:
        if not len(band):
            continue
        pools.append([float(band[0][0]), float(band[:, 1].sum()), float(len(band))])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            _, right, number = pools.pop()
            pools[-1][1] += right
            pools[-1][2] += number
    # One right and one wrong more: a band without a mistake is not a certainty.
    rates = [min(0.999, round((right + 1) / (number + 2), 3)) for _, right, number in pools]
    return [round(lowest, 4) for lowest, _, _ in pools], rates


class Fold(NamedTuple):
    """A model and the sources that it does not know."""

    model: Model
    sources: frozenset[str]


def left_out(examples: Sequence[Post], data: Table) -> tuple[list[Verdict], list[Fold]]:
    """The decision at each post by a model that does not know its source, and these models."""
    fold_of = folds([(post.name, post.source) for post in examples])
    fold = np.array([fold_of[post.source] for post in examples])
    ends = np.cumsum([len(post.rows) for post in examples])
    scores = np.zeros(len(data.y))
    models = []
    for number in range(FOLDS):
        out = fold[data.post] == number
        trained = fit(data, ~out)
        scores[out] = trained.predict(data.x[out], raw_score=True)
        known = [post for post in examples if fold_of[post.source] != number]
        models.append(Model.of(stored(trees(trained, data), usual(known))))
    apart = np.split(scores, ends[:-1])
    found = _judged(examples, apart, fold, models)
    return found, list(_calibrated(examples, found, fold, models, fold_of))


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
    examples: Sequence[Post],
    found: Sequence[Verdict],
    fold: Any,
    models: Sequence[Model],
    fold_of: dict[str, int],
) -> Iterator[Fold]:
    """Each model with confidences from the other folds."""
    for number, model in enumerate(models):
        others = [
            verdict
            for verdict, post, mine in zip(found, examples, fold, strict=True)
            if mine != number and post.name != "flat-composed-dev"
        ]
        strengths, confidences = calibration(others)
        calibrated = model._replace(strengths=tuple(strengths), confidences=tuple(confidences))
        yield Fold(calibrated, frozenset(s for s, each in fold_of.items() if each == number))
