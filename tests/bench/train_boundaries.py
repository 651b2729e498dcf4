"""Trains the model that decides where a flattened post begins, and measures it on unknown sources.

    python tests/bench/train_boundaries.py SETS --evaluate   leave sources out, print the figures
    python tests/bench/train_boundaries.py SETS --evaluate --errors 50   wrong starts at random, too
    python tests/bench/train_boundaries.py SETS --write      train on all, write model.json

SETS is a folder with `data/`, where `flat-dev`, `flat-gold-dev` and `flat-composed-dev` lie. A
source is a repository, an outlet, or the language of a composed text: none is trained on and judged
at once. The figures are those of a whole harvest, over all gold posts with words, missed ones
included. Needs the extra `train`.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
from boundaries.examples import SETS, Post, examples, path_of, records
from boundaries.training import (
    Fold,
    Table,
    Verdict,
    calibration,
    fit,
    left_out,
    stored,
    table,
    trees,
    using,
    usual,
)

from harvester import harvest
from harvester.find.flattened.boundary.feature_descriptions import NAMES
from harvester.records import Article, Quote

MODEL = Path(__file__).parents[2] / "harvester/find/flattened/boundary/model.json"
FLOORS = Path(__file__).parent.parent / "floors.toml"
SURE = 0.9
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_FEWEST = 30  # posts in a group that is printed


class Outcome(NamedTuple):
    """What became of one gold post: the groups it counts in, and how exact it was found."""

    groups: tuple[str, ...]
    is_exact: bool
    is_whole: bool
    confidence: float | None
    text: str
    wanted: int
    got: int | None


def outcomes(sets: Path, folds: Sequence[Fold]) -> Iterator[Outcome]:
    """Every gold post of the sets, harvested by a model that does not know its source."""
    for name in SETS:
        for record in records(sets, name):
            fold = next((f for f in folds if record["source"] in f.sources), folds[0])
            with using(fold.model):
                found = harvest(Article(record["text"], lang=record["lang"]), only="posts")
            for item in record["gold"]:
                if item["body_start"] is not None:
                    yield _outcome(name, record, item, found)


def _outcome(
    name: str, record: dict[str, Any], item: dict[str, Any], found: Sequence[Quote]
) -> Outcome:
    quote = next((quote for quote in found if _is_same(quote, item)), None)
    wanted = (item["body_start"], item["body_end"])
    got = (quote.body_start, quote.body_end) if quote else (None, None)
    groups = (
        name,
        f"{name} flattener {record.get('flattener')}",
        f"{name} language {record['lang']}",
        f"{name} layout {_layout(record['text'], item)}",
    )
    sure = quote.confidence if quote and got[0] is not None else None
    exact, whole = got[0] == wanted[0], got == wanted
    return Outcome(groups, exact, whole, sure, record["text"], wanted[0], got[0])


def _is_same(quote: Quote, item: dict[str, Any]) -> bool:
    """Whether a quote is the gold post: by half of its signature, or else of its words."""
    if quote.kind == "link" or quote.platform != item["platform"]:
        return False
    part = "body" if item["attribution_start"] is None else "attribution"
    start, end = getattr(quote, f"{part}_start"), getattr(quote, f"{part}_end")
    if start is None or end is None:
        return False
    low, high = item[f"{part}_start"], item[f"{part}_end"]
    return bool(2 * (min(end, high) - max(start, low)) >= max(end - start, high - low, 1))


def _layout(text: str, item: dict[str, Any]) -> str:
    """How the post lies in the text."""
    start, end, signature = item["body_start"], item["body_end"], item["attribution_start"]
    if signature is None:
        return "unsigned"
    if signature < start:
        return "signed first"
    if item.get("split_body"):
        return "split"
    if start == end:
        return "without words"
    before = text[max(0, start - 400) : start]
    gap = before[len(before.rstrip(" \t>\xa0\r\n")) :]
    lines = "several lines" if "\n" in text[start:end].strip() else "one line"
    where = "blank line before" if gap.count("\n") > 1 else "line before" if gap.count("\n") else (
        "text start" if start == 0 else "mid-line"
    )  # fmt: skip
    return f"{lines}, {where}"


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """Print exact starts and whole spans per group, and what confidence means; the starts."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        for group in outcome.groups:
            groups[group].append(outcome)
        if outcome.confidence is not None and outcome.confidence >= SURE:
            groups[f"confidence of {SURE} and more"].append(outcome)
    starts = {group: _share(mine) for group, mine in groups.items()}
    for group, mine in sorted(groups.items()):
        if len(mine) >= _FEWEST or "gold" in group or " layout " in group or " " not in group:
            whole = sum(outcome.is_whole for outcome in mine) / len(mine)
            print(f"{group:60} {len(mine):6} posts  start {starts[group]:.3f}  span {whole:.3f}")
    print("\nconfidence    posts   start exact")
    for low, high in pairwise(BANDS):
        mine = [o for o in found if o.confidence is not None and low <= o.confidence < high]
        if mine:
            print(f"{low:.2f}-{min(high, 1):.2f}  {len(mine):8}   {_share(mine):.3f}")
    return starts


def _share(found: Sequence[Outcome]) -> float:
    return sum(outcome.is_exact for outcome in found) / len(found)


def below(starts: dict[str, float]) -> int:
    """How many figures lie below their floors; each is printed."""
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8"))["left-out"]
    print()
    for group, floor in floors.items():
        mark = "ok" if starts[group] >= floor else "BELOW"
        print(f"{mark:5} {group:40} {starts[group]:.4f}  floor {floor}")
    return sum(starts[group] < floor for group, floor in floors.items())


def show_errors(found: Sequence[Outcome], number: int) -> None:
    """Print wrong starts at random: `[[` where a post begins, `{{` where it was taken to."""
    wrong = [outcome for outcome in found if not outcome.is_exact]
    for outcome in Random(1).sample(wrong, min(number, len(wrong))):
        marks = {outcome.wanted: "[["} | ({} if outcome.got is None else {outcome.got: "{{"})
        low, high = max(0, min(marks) - 120), max(marks) + 160
        cuts = [low, *sorted(marks), high]
        pieces = [outcome.text[a:b] + marks.get(b, "") for a, b in pairwise(cuts)]
        print(f"\n-- {'; '.join(outcome.groups[1:])}; confidence {outcome.confidence}")
        print("".join(pieces))


def write(sets: Path, known: Sequence[Post], data: Table, found: Sequence[Verdict]) -> None:
    """Train on everything and write the model, with what made it."""
    judged = [v for v, p in zip(found, known, strict=True) if p.name != "flat-composed-dev"]
    grown = trees(fit(data, np.ones(len(data.y), dtype=bool)), data)
    content = {
        "made": date.today().isoformat(),  # noqa: DTZ011, a day is a day
        "from": {name: fingerprint(sets, name) for name in SETS},
        "posts": len(known),
        "evidence": NAMES,
        **stored(grown, usual(known), calibration(judged)),
    }
    MODEL.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"wrote {MODEL.name}: {MODEL.stat().st_size:,} bytes")


def fingerprint(sets: Path, name: str) -> str:
    """Which data a model was made from."""
    return hashlib.blake2b(path_of(sets, name).read_bytes(), digest_size=10).hexdigest()


def main() -> int:
    """Evaluate, write, or both; 1 if a figure lies below its floor in `tests/floors.toml`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong starts")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    known = list(examples(asked.sets))
    data = table(known)
    found, folds = left_out(known, data)
    failures = 0
    if asked.evaluate:
        became = list(outcomes(asked.sets, folds))
        failures = below(figures(became))
        show_errors(became, asked.errors)
    if asked.write:
        write(asked.sets, known, data, found)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
