"""Scores the development sets and compares with the floors, which may only rise.

    python tests/bench/accuracy.py SETS [--set flat-dev] [--all]

SETS is a folder with `data/` (gold sets) and `bench/` (their scorers: `score_posts.py`,
`score_quotes.py`, `score_reuse.py`, `score_entities.py`). Exits with 1 if a figure lies below its
floor in `tests/floors.toml`; `--all` prints every group the scorer knows.
"""

import argparse
import ast
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import regex

FLOORS = Path(__file__).parent.parent / "floors.toml"
# figures of which less is better
CEILINGS = ("neg_fp", "notquote_fp", "neg_lead", "neg_number", "neg_speaker", "neg_template")
HARVESTER = [sys.executable, "-c", "from harvester.cli import main; main()"]


def predictions(sets: Path, gold: Path, folder: Path, what: str = "posts") -> Path:
    """What `harvester scan` finds in a gold set, in the form that the scorer reads."""
    scan = [*HARVESTER, "scan", str(gold)]
    converter = [sys.executable, str(sets / "bench/predict.py"), what]
    found = folder / "found.jsonl"
    with found.open("wb") as out, subprocess.Popen(scan, stdout=subprocess.PIPE) as scanning:
        subprocess.run(converter, stdin=scanning.stdout, stdout=out, check=True)
    return found


def scores(sets: Path, name: str, *, show: bool) -> dict[str, dict[str, Any]]:
    """Every figure of every group, as the scorer computes them."""
    gold = next((sets / "data").glob(f"{name}.jsonl*"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        found = predictions(sets, gold, folder)
        scorer = [sys.executable, str(sets / "bench/score_posts.py"), str(gold), str(found)]
        result = subprocess.run(
            [*scorer, "--json", str(folder / "scores.json")],
            capture_output=True,
            text=True,
            check=True,
        )
        if show:
            print(result.stdout)
        figures: dict[str, dict[str, Any]] = json.loads((folder / "scores.json").read_text())
    return figures


def quotation_scores(sets: Path, name: str, *, show: bool) -> dict[str, dict[str, Any]]:
    """The same for quotations: the figures of all languages and of each."""
    gold = next((sets / "data").glob(f"{name}.jsonl*"))
    with tempfile.TemporaryDirectory() as temporary:
        found = predictions(sets, gold, Path(temporary), "quotes")
        scorer = [sys.executable, str(sets / "bench/score_quotes.py"), str(gold), str(found), "-v"]
        told = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    if show:
        print(told)
    groups = (line.split(None, 1) for line in told.splitlines())
    figures = {group.lower(): ast.literal_eval(values) for group, values in groups}
    for values in figures.values():
        values["notquote_fp"] = int(values["notquote_fp"].split("/")[0])
    return figures


def reuse_scores(sets: Path, name: str, *, show: bool) -> dict[str, dict[str, Any]]:
    """The same for texts that carry the same words: pairs, and what was planted in the set."""
    gold = next((sets / "data").glob(f"{name}.jsonl*"))
    with tempfile.TemporaryDirectory() as temporary:
        found = Path(temporary, "found.jsonl")
        with found.open("wb") as out:
            subprocess.run([*HARVESTER, "cluster", str(gold)], stdout=out, check=True)
        scorer = [sys.executable, str(sets / "bench/score_reuse.py"), str(gold), str(found)]
        told = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    if show:
        print(told)
    pairs = ast.literal_eval(told.splitlines()[0].removeprefix("pair "))
    planted = regex.findall(r"([\w()=]+)=(\d\.\d+)/", told)
    return {"pairs": pairs, "planted": {kind: float(share) for kind, share in planted}}


def entity_scores(sets: Path, name: str, *, show: bool) -> dict[str, dict[str, Any]]:
    """The same for handles, dates, pictures, hashtags and accounts."""
    gold = next((sets / "data").glob(f"{name}.jsonl*"))
    with tempfile.TemporaryDirectory() as temporary:
        found = Path(temporary, "found.jsonl")
        with found.open("wb") as out:
            subprocess.run([*HARVESTER, "scan", "--entities", str(gold)], stdout=out, check=True)
        scorer = [sys.executable, str(sets / "bench/score_entities.py"), str(gold), "--errors"]
        with found.open("rb") as lines:
            told = subprocess.run(scorer, stdin=lines, capture_output=True, text=True, check=True)
    if show:
        print(told.stdout)
    figures = regex.findall(r"\b([PR]) (\d\.\d+)", told.stdout.splitlines()[-1])
    return {"all": {figure: float(value) for figure, value in figures}}


SCORERS = {"quotes": quotation_scores, "reuse": reuse_scores, "entities": entity_scores}


def below(name: str, figures: dict[str, dict[str, Any]], floors: dict[str, Any]) -> int:
    """How many figures lie below their floors; each is printed."""
    failures = 0
    for group, wanted in floors.items():
        for figure, floor in wanted.items():
            value = figures[group][figure]
            value = 0.0 if value is None else value
            failed = value > floor if figure in CEILINGS else value < floor
            failures += failed
            mark = "BELOW" if failed else "ok"
            print(f"{mark:5} {name:18} {group:20} {figure:10} {value:.4f}  floor {floor}")
    return failures


def main() -> int:
    """Print each figure beside its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--set", dest="only")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    failures = 0
    for name, floors in tomllib.loads(FLOORS.read_text()).items():
        if name != "left-out" and asked.only in (None, name):
            score = SCORERS.get(name.split("-")[0], scores)
            failures += below(name, score(asked.sets, name, show=asked.all), floors)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
