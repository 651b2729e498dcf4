"""Trains the model that decides where a flattened post begins, and measures it on unknown sources.

    python tests/bench/train_boundaries.py SETS --evaluate   leave sources out, print the figures
    python tests/bench/train_boundaries.py SETS --write      train on all, write model.json

SETS is a folder with `data/`, where `flat-dev`, `flat-gold-dev` and `flat-composed-dev` lie. A
source is a repository, an outlet, or the language of a composed text: none is trained on and judged
at once. Needs the extra `train`.
"""

import argparse
import gzip
import hashlib
import json
import tomllib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
import regex

from harvester.find.boundary import gather, learn
from harvester.find.boundary.meaning import NAMES
from harvester.find.signatures import signatures
from harvester.reading import read
from harvester.records import Article

SEEDS = Path(__file__).parents[2] / "seeds"
SETS = {"flat-dev": "repo", "flat-gold-dev": "outlet", "flat-composed-dev": "lang"}
# The composed texts are there for their languages, the hand-read ones are what people will have.
WEIGHT = {"flat-dev": 1.0, "flat-gold-dev": 5.0, "flat-composed-dev": 0.5, "seeds": 24.0}
# What other scrapers make of the same text: no blank lines, or no lines at all.
# It teaches what tells a post when the layout is gone.
FLATTER = {
    "as it is": None,
    "lines": (regex.compile(r"\s*\n\s*"), "\n"),
    "one line": (regex.compile(r"\s+"), " "),
}
FOLDS = 8
TREES = 150
MODEL = Path(__file__).parents[2] / "harvester/find/boundary/model.json"
SETTINGS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.08, "min_data_in_leaf": 25,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
    "verbosity": -1, "num_threads": 2, "seed": 1, "deterministic": True,
}  # fmt: skip


class Post(NamedTuple):
    """One post with its candidates; `is_gold` if it counts in the figures, too."""

    name: str
    source: str
    flattener: str
    lang: str
    is_gold: bool
    gold: int
    starts: list[int]
    rows: list[list[float]]


class Text(NamedTuple):
    """A text with the places of its posts: attribution start to body start."""

    text: str
    lang: str
    bodies: dict[int, int]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, packed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        yield from map(json.loads, file)


def flatter(text: Text, how: str) -> Text:
    """The same text as another scraper would leave it."""
    rule = FLATTER[how]
    if rule is None:
        return text
    pattern, replacement = rule
    parts, ends, moved = [], [0], [0]
    last = new = 0
    for match in pattern.finditer(text.text):
        parts += [text.text[last : match.start()], replacement]
        new += match.start() - last + len(replacement)
        last = match.end()
        ends.append(last)
        moved.append(new)
    parts.append(text.text[last:])

    def to(position: int) -> int:
        segment = bisect_right(ends, position) - 1
        return moved[segment] + position - ends[segment]

    return Text("".join(parts), text.lang, {to(a): to(b) for a, b in text.bodies.items()})


def labelled(record: dict[str, Any]) -> Text:
    """A gold record: its signed posts whose words stand before the signature, in one piece."""
    bodies = {
        item["attribution_start"]: item["body_start"]
        for item in record["gold"]
        if None not in (item["attribution_start"], item["body_start"])
        and item["body_start"] < item["attribution_start"]
        and not item.get("split_body")
    }
    return Text(record["text"], record["lang"], bodies)


def cases(text: Text) -> Iterator[tuple[int, list[int], list[list[float]]]]:
    """Each post of a text with its candidates and their evidence."""
    found = list(signatures(text.text, lang=text.lang))
    habits = learn(text.text, found)
    wall = 0
    for signature in found:
        if signature.start in text.bodies:
            case = gather(text.text, signature, wall, habits)
            yield text.bodies[signature.start], [place.start for place in case.places], case.rows
        wall = signature.end


def samples() -> Iterator[tuple[str, Text]]:
    """The project's own sample articles: they teach what the sets lack, and count in no figure."""
    for folder in sorted(path for path in SEEDS.iterdir() if path.is_dir()):
        declared = tomllib.loads((folder / "expected.toml").read_text("utf-8"))["article"]
        (path,) = folder.glob("article*")
        found = [item for item in read(path) if isinstance(item, Article) and not item.anchors]
        for article, wanted in zip(found, declared, strict=False):
            bodies = {}
            for quote in wanted.get("quote", []):
                end = article.text.find(quote.get("attribution", "\0"))
                start = article.text.rfind(quote.get("text", "\0"), 0, end)
                if 0 <= start < end:
                    bodies[end] = start
            yield folder.name, Text(article.text, article.lang or "", bodies)


def own_posts() -> Iterator[Post]:
    """The posts of the sample articles, also as other scrapers would leave them."""
    for name, text in samples():
        for how in FLATTER:
            for gold, starts, rows in cases(flatter(text, how)):
                yield Post("seeds", f"seeds:{name}", "", text.lang, False, gold, starts, rows)


def posts(sets: Path, name: str) -> Iterator[Post]:
    """The posts of a set; hand-read articles also as other scrapers would leave them."""
    (path,) = (sets / "data").glob(f"{name}.jsonl*")
    for record in lines(path):
        source = f"{name}:{record.get(SETS[name]) or record['id']}"
        for how in FLATTER if name == "flat-gold-dev" else ("as it is",):
            for gold, starts, rows in cases(flatter(labelled(record), how)):
                is_gold = how == "as it is"
                flattener = str(record.get("flattener"))
                yield Post(name, source, flattener, record["lang"], is_gold, gold, starts, rows)


class Table(NamedTuple):
    """All candidates of all posts, and to which post each belongs."""

    x: Any
    y: Any
    post: Any
    weight: Any


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


def fit(data: Table, chosen: Any) -> Any:
    """A model of the chosen rows."""
    known = lightgbm.Dataset(data.x[chosen], data.y[chosen], weight=data.weight[chosen])
    return lightgbm.train(SETTINGS, known, TREES)


def folds(examples: Sequence[Post]) -> Any:
    """The fold of each post: whole sources, large ones spread over the folds."""
    by_set: dict[str, Counter[str]] = defaultdict(Counter)
    for post in examples:
        by_set[post.name][post.source] += 1
    fold = {
        source: number % FOLDS
        for sources in by_set.values()
        for number, (source, _) in enumerate(
            sorted(sources.items(), key=lambda pair: (-pair[1], pair[0]))
        )
    }
    return np.array([fold[post.source] for post in examples])


def judged(examples: Sequence[Post], data: Table) -> Any:
    """The log odds of each candidate, by a model that did not know its source."""
    scores = np.zeros(len(data.y))
    fold = folds(examples)[data.post]
    for number in range(FOLDS):
        out = fold == number
        scores[out] = fit(data, ~out).predict(data.x[out], raw_score=True)
    return scores


class Verdict(NamedTuple):
    """Whether the best candidate of a post was right, and how strong it was."""

    is_right: bool
    strength: float


def verdicts(examples: Sequence[Post], data: Table, scores: Any) -> list[Verdict]:
    """The decision for each post."""
    found: list[Verdict] = []
    odds = 1 / (1 + np.exp(-scores))
    ends = np.cumsum([len(post.rows) for post in examples])
    for post, end in zip(examples, ends, strict=True):
        mine = odds[end - len(post.rows) : end]
        best = int(np.argmax(mine)) if len(mine) else -1
        right = best >= 0 and post.starts[best] == post.gold
        found.append(Verdict(right, float(mine[best] / mine.sum()) if len(mine) else 0.0))
    return found


def calibration(found: Sequence[Verdict]) -> tuple[list[float], list[float]]:
    """Bands of strength by their lowest, and how often decisions in them were right, rising."""
    ordered = sorted(found, key=lambda verdict: verdict.strength)
    bands = [
        band
        for band in np.array_split(np.array([[v.strength, v.is_right] for v in ordered]), 40)
        if len(band)
    ]
    pools: list[list[float]] = []  # each: lowest strength, right, number
    for band in bands:
        pools.append([float(band[0][0]), float(band[:, 1].sum()), float(len(band))])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            _, right, number = pools.pop()
            pools[-1][1] += right
            pools[-1][2] += number
    # One right and one wrong more: a band without a mistake is not a certainty.
    rates = [min(0.999, round((right + 1) / (number + 2), 3)) for _, right, number in pools]
    return [round(lowest, 4) for lowest, _, _ in pools], rates


def report(examples: Sequence[Post], found: Sequence[Verdict]) -> None:
    """Print the share of exact starts per set, flattener and language, and the reliability."""
    groups: dict[str, list[bool]] = defaultdict(list)
    measured = [
        (post, verdict) for post, verdict in zip(examples, found, strict=True) if post.is_gold
    ]
    found = [verdict for _, verdict in measured]
    for post, verdict in measured:
        for group in (post.name, f"{post.name} {post.flattener}", f"{post.name} lang {post.lang}"):
            groups[group].append(verdict.is_right)
    for group, right in sorted(groups.items()):
        if len(right) >= 30 or " " not in group:
            print(f"{group:45} {len(right):6} posts  start exact {sum(right) / len(right):.3f}")
    strengths, confidences = calibration(found)
    print("\nconfidence   posts   start exact")
    told = [confidences[max(0, bisect_right(strengths, v.strength) - 1)] for v in found]
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        right = [v.is_right for v, sure in zip(found, told, strict=True) if low <= sure < high]
        if right:
            print(f"{low:.2f}-{min(high, 1):.2f}  {len(right):8}   {sum(right) / len(right):.3f}")


def tree(node: dict[str, Any]) -> Any:
    """A tree of the library in the form that `boundary.model` reads."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    split = [node["split_feature"], round(node["threshold"], 5)]
    return [
        *split,
        tree(node["left_child"]),
        tree(node["right_child"]),
        round(node["internal_value"], 4),
    ]


def write(sets: Path, examples: Sequence[Post], data: Table, found: Sequence[Verdict]) -> None:
    """Train on everything and write the model, with what made it."""
    model = fit(data, np.ones(len(data.y), dtype=bool)).dump_model()
    strengths, confidences = calibration(
        [v for v, p in zip(found, examples, strict=True) if p.name != "flat-composed-dev"]
    )
    content = {
        "made": date.today().isoformat(),  # noqa: DTZ011, a day is a day
        "from": {name: fingerprint(sets, name) for name in SETS},
        "posts": sum(post.is_gold for post in examples),
        "evidence": NAMES,
        "strengths": strengths,
        "confidences": confidences,
        "trees": [tree(each["tree_structure"]) for each in model["tree_info"]],
    }
    MODEL.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"wrote {MODEL.name}: {MODEL.stat().st_size:,} bytes")


def fingerprint(sets: Path, name: str) -> str:
    """Which data a model was made from."""
    (path,) = (sets / "data").glob(f"{name}.jsonl*")
    return hashlib.blake2b(path.read_bytes(), digest_size=10).hexdigest()


def main() -> None:
    """Evaluate, write, or both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    examples = [post for name in SETS for post in posts(asked.sets, name)] + list(own_posts())
    data = table(examples)
    found = verdicts(examples, data, judged(examples, data))
    if asked.evaluate:
        report(examples, found)
    if asked.write:
        write(asked.sets, examples, data, found)


if __name__ == "__main__":
    main()
