"""Trains the model that decides where a flattened post begins, and measures it on unknown sources.

    python tests/bench/train_boundaries.py SETS --evaluate   leave sources out, print the figures
    python tests/bench/train_boundaries.py SETS --evaluate --errors 50   wrong starts at random, too
    python tests/bench/train_boundaries.py SETS --write      train on all, write model.json

SETS is a folder with `data/`, where `flat-dev`, `flat-gold-dev`, `flat-composed-dev` and
`articles-dev` lie; the rest is material of our own, beside this file. A source is a repository, an
outlet, the language of a composed text, or a topic of the material: none is trained on and judged
at once, nor are the layouts of the material. Articles that nobody labelled are read by a first
model, and where it is sure they teach the second one what to do when lines are gone. The figures
are those of a whole harvest, over all gold posts with words, missed ones included. Needs the extra
`train`.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from boundaries.examples import SETS, UNLABELLED, Text, opened, path_of, sure_texts, texts
from boundaries.layouts import LAYOUTS
from boundaries.left_out import left_out
from boundaries.material import FOLDER
from boundaries.outcomes import figures, outcomes, show_errors
from boundaries.training import FIRST_TREES, Known, Verdict, learn_words, using, whole

from harvester import harvest
from harvester.find.flattened.boundary.feature_descriptions import NAMES
from harvester.find.flattened.boundary.model import Model
from harvester.records import Article, Quote

MODEL = Path(__file__).parents[2] / "harvester/find/flattened/boundary/model.json"
FLOORS = Path(__file__).parent.parent / "floors.toml"


def known_texts(sets: Path) -> list[Text]:
    """All texts with their posts; those that nobody labelled as a first model reads them."""
    labelled = list(texts(sets))
    first = learn_words(labelled)
    model = Model.of(whole(first, [Verdict(True, 1.0)] * len(first.posts), FIRST_TREES))
    return labelled + list(sure_texts(sets, _harvested(sets, model)))


def _harvested(sets: Path, model: Model) -> Iterator[tuple[dict[str, Any], list[Quote]]]:
    with opened(path_of(sets, UNLABELLED)) as file, using(model):
        for line in file:
            record = json.loads(line)
            found = harvest(Article(record["text"], lang=record["lang"]), only="posts")
            yield record, [quote for quote in found if quote.kind in ("signature", "unsigned")]


def below(told: Mapping[str, float]) -> int:
    """How many figures lie below their floors; each is printed."""
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8"))["left-out"]
    print()
    for group, floor in floors.items():
        mark = "ok" if told[group] >= floor else "BELOW"
        print(f"{mark:5} {group:50} {told[group]:.4f}  floor {floor}")
    return sum(told[group] < floor for group, floor in floors.items())


def write(sets: Path, known: Known, found: Sequence[Verdict]) -> None:
    """Train on everything and write the model, with what made it."""
    content = {
        "made": date.today().isoformat(),  # noqa: DTZ011, a day is a day
        "from": {name: fingerprint(path_of(sets, name)) for name in (*SETS, UNLABELLED)}
        | {"material": fingerprint(*sorted(FOLDER.glob("*.toml")))},
        "posts": len(known.posts),
        "features": NAMES,
        **whole(known, found),
    }
    packed = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    MODEL.write_text(packed + "\n", encoding="utf-8")
    print(f"wrote {MODEL.name}: {MODEL.stat().st_size:,} bytes")


def fingerprint(*paths: Path) -> str:
    """Which data a model was made from."""
    seen = hashlib.blake2b(digest_size=10)
    for path in paths:
        seen.update(path.read_bytes())
    return seen.hexdigest()


def main() -> int:
    """Evaluate, write, or both; 1 if a figure lies below its floor in `tests/floors.toml`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong starts")
    parser.add_argument("--group", default="", help="of this group only")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    known = learn_words(known_texts(asked.sets))
    found, folds = left_out(known, list(LAYOUTS))
    failures = 0
    if asked.evaluate:
        became = list(outcomes(asked.sets, folds))
        failures = below(figures(became))
        show_errors(became, asked.errors, asked.group)
    if asked.write:
        write(asked.sets, known, found)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
