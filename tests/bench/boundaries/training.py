"""From examples to a model: words, trees, how sure decisions are, and which traits are usual."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from boundaries.examples import Post, Rest, Text, one_of_each, posts, rests
from boundaries.lexicon import side, tenths, weights
from harvester.find.flattened.boundary import choices
from harvester.find.flattened.boundary import model as in_use
from harvester.find.flattened.boundary.agreement import Choice, agree, traits_of
from harvester.find.flattened.boundary.candidates import Candidate
from harvester.find.flattened.boundary.feature_descriptions import NAMES
from harvester.find.flattened.boundary.model import Model, score, strength
from harvester.find.flattened.boundary.register import WordWeights

# The composed texts are there for their languages, the hand-read ones are what people will have;
# in the articles that nobody labelled only what is certain anyway is known.
WEIGHT = {
    "flat-dev": 1.0, "flat-gold-dev": 2.0, "flat-composed-dev": 0.5, "material": 1.5,
    "articles-dev": 0.5, "seeds": 12.0,
}  # fmt: skip
FOLDS = 4
TREES, REST_TREES, FIRST_TREES = 480, 80, 150
_RARE = 0.0001  # the share of what was met, however seldom
_ROUNDING = 0.05  # of log odds, over all trees
SETTINGS = {
    "num_leaves": 40, "learning_rate": 0.1, "min_data_in_leaf": 25, "feature_fraction": 0.3,
    "lambda_l2": 5.0, "max_bin": 63, "verbosity": -1, "num_threads": 2, "seed": 1,
    "deterministic": True,
}  # fmt: skip
REST_SETTINGS = {
    **SETTINGS, "objective": "binary", "num_leaves": 15, "learning_rate": 0.06,
    "feature_fraction": 0.7, "bagging_fraction": 0.8, "bagging_freq": 1,
}  # fmt: skip
_FLATTEST = 1e-6  # what a place counts of which the odds are certain

Bands = tuple[list[float], list[float]]  # the lowest strength of each, and how often it was right
_KIND = NAMES.index("kind")
_NONE = Model((), (0.0,), (0.5,), (), {})


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


class Known(NamedTuple):
    """Examples with the features that words of other sources give them."""

    posts: list[Post]
    rests: list[Rest]
    words: list[dict[str, dict[str, float]]]
    fold_of: dict[str, int]


@contextmanager
def using(model: Model) -> Iterator[None]:
    """Decide by another model than the program's own: one that does not know some texts."""
    own = in_use.load
    vars(in_use)["load"] = lambda: model
    try:
        yield
    finally:
        vars(in_use)["load"] = own


def folds(sources: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The fold of each source, given the set and the source of each text; large ones spread."""
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


def learn_words(known: Sequence[Text]) -> Known:
    """The words of all sources but those of each fold, and examples that are seen by them.

    A text is never seen by words that it taught: else the trees would trust them too much.
    """
    fold_of = folds((text.name, text.source) for text in known)
    sides = [
        (fold_of[text.source], side(text.lang, text.source, text.text, text.bodies.values()))
        for text in one_of_each(known)
    ]
    found = Known([], [], [], fold_of)
    for number in range(FOLDS):
        words = weights(each for fold, each in sides if fold != number)
        found.words.append(words)
        with using(replace(_NONE, words=words)):
            for text in known:
                if fold_of[text.source] == number:
                    found.posts.extend(posts(text))
                    found.rests.extend(rests(text))
    found.words.append(weights(each for _, each in sides))
    return found


def table(examples: Sequence[Post] | Sequence[Rest], places: Callable[[Any], list[int]]) -> Table:
    """Candidates as rows; a source weighs the root of its posts, so that none drowns the others."""
    sizes = Counter((post.name, post.source) for post in examples)
    weight = np.array(
        [WEIGHT[post.name] / sizes[post.name, post.source] ** 0.5 for post in examples]
    )
    owner = np.repeat(np.arange(len(examples)), [len(post.rows) for post in examples])
    x = np.array([row for post in examples for row in post.rows], dtype=np.float32)
    y = np.array([place == post.gold for post in examples for place in places(post)], dtype=int)
    return Table(x, y, owner, (weight / weight.mean())[owner])


def starts(post: Post) -> list[int]:
    """Where a post may begin."""
    return post.starts


def ends(rest: Rest) -> list[int]:
    """Where the rest of a split post may end."""
    return rest.ends


def fit(data: Table, chosen: Any, many: int = TREES) -> Any:
    """Trees that tell which of the chosen places of each post is the right one.

    The odds of all places of a post are shared out between them, as one of them is right: judged
    each by itself, five of a hundred posts of texts that corpora have treated are lost.
    """
    can_be_right = np.bincount(data.post, data.y) > 0
    rows = chosen & can_be_right[data.post]
    share = shared_out(data.post[rows], data.weight[rows])
    known = lightgbm.Dataset(data.x[rows], data.y[rows])
    return lightgbm.train({**SETTINGS, "objective": share}, known, many)


def shared_out(owner: Any, weight: Any) -> Callable[[Any, Any], tuple[Any, Any]]:
    """The gradients of a softmax over the places of each post; those of a post lie together."""
    firsts = np.flatnonzero(np.diff(owner, prepend=-1))
    case = np.repeat(np.arange(len(firsts)), np.diff(firsts, append=len(owner)))

    def gradients(scores: Any, known: Any) -> tuple[Any, Any]:
        odds = np.exp(scores - np.maximum.reduceat(scores, firsts)[case])
        shares = odds / np.add.reduceat(odds, firsts)[case]
        slopes = (shares - known.get_label()) * weight
        return slopes, np.maximum(shares * (1 - shares), _FLATTEST) * weight

    return gradients


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
    split = [node["split_feature"], _threshold(node["threshold"])]
    branches = [_tree(node["left_child"]), _tree(node["right_child"])]
    return [*split, *branches, round(node["internal_value"], 4)]


def _threshold(value: float) -> float:
    """A threshold in nine digits if it stays above the values that it is meant for, else in all.

    Places behind the point would not do: -1e-35 divides 0 from -1.
    """
    short = float(f"{value:.9g}")
    return short if short >= value else value


def usual(examples: Iterable[Post]) -> list[dict[int, float]]:
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
    grown: list[Any],
    usual: list[dict[int, float]],
    bands: Bands = ([0.0], [0.5]),
    words: WordWeights | None = None,
    rest_trees: Sequence[Any] = (),
) -> dict[str, Any]:
    """A model as its file holds it."""
    strengths, confidences = bands
    return {
        "strengths": strengths, "confidences": confidences, "usual": usual,
        "words": tenths(words or {}), "rests": list(rest_trees), "trees": grown,
    }  # fmt: skip


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
    kinds = (int(row[_KIND]) for row in post.rows)
    places = [Candidate(*each) for each in zip(post.starts, kinds, strict=True)]
    return choices(scores.tolist(), places, post.rows)


def _verdict(post: Post, choices: Sequence[Choice]) -> Verdict:
    strong = strength([choice.score for choice in choices])
    if not choices:
        return Verdict(False, strong)
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


def whole(known: Known, judged: Sequence[Verdict], many: int = TREES) -> dict[str, Any]:
    """A model that knows everything, as its file holds it."""
    data, behind = table(known.posts, starts), table(known.rests, ends)
    grown = trees(fit(data, np.ones(len(data.y), dtype=bool), many=many), data)
    rest_trees = rest_forest(behind, np.ones(len(behind.y), dtype=bool))
    calibrated = [v for v, p in zip(judged, known.posts, strict=True) if is_calibrating(p)]
    return stored(grown, usual(known.posts), calibration(calibrated), known.words[-1], rest_trees)


def is_calibrating(post: Post) -> bool:
    """Whether a verdict on this post says how sure a decision is.

    Composed documents of borrowed posts, and those whose labels a model made, prove nothing.
    """
    return post.name not in ("flat-composed-dev", "articles-dev")


def rest_forest(data: Table, chosen: Any) -> list[Any]:
    """Trees that tell where the rest of a split post ends, each place judged by itself."""
    known = lightgbm.Dataset(data.x[chosen], data.y[chosen], weight=data.weight[chosen])
    return trees(lightgbm.train(dict(REST_SETTINGS), known, REST_TREES), data)
