"""Runs each bad input of a folder beside three good ones, and holds it against what is expected.

    python tests/bench/corpora/bad_inputs.py FOLDER [--only NAME…]

FOLDER holds a `manifest.json` with `good` (files that must always be harvested, with how many posts
each has) and `cases`: `file class expect exit error_has posts max_rss_mb max_s`, null where all is
well. It prints a line for each case that behaves otherwise, with what was said.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from measured import Ended, measured

_RUN = [sys.executable, "-m", "harvester", "run"]
# 4 articles, 4 posts, 1 quotation (3 articles …   not: 0 articles and 0 quotes new
_SUMMARY = re.compile(r"([\d,]+) posts?\b")


class Outcome(NamedTuple):
    """What became of a run over a bad file and the good ones; `posts` are those of the bad one."""

    ended: Ended
    posts: int


def outcome_of(case: dict[str, Any], folder: Path, good: dict[str, int]) -> Outcome:
    """Run the case: the bad file among the good ones, or as the database where it is one."""
    with tempfile.TemporaryDirectory() as name:
        place, database = Path(name, "in"), Path(name, "h.db")
        place.mkdir()
        for each in good:
            shutil.copy(folder / each, place / each)
        bad = place / case["file"]
        shutil.copy(folder / case["file"], bad)
        words = [*_RUN, str(place), "--db", str(database)]
        if case["file"].endswith(".db"):
            words = [*_RUN, *(str(place / each) for each in good), "--db", str(bad)]
        if case["file"].endswith(".toml"):
            words += ["--fields", str(bad)]
        ended = measured(words)
        told = _SUMMARY.search(ended.err)
        return Outcome(ended, int(told[1].replace(",", "")) - sum(good.values()) if told else 0)


def differences(case: dict[str, Any], found: Outcome) -> Iterator[str]:
    """What is not as expected, a phrase each."""
    ended, said = found.ended, found.ended.err
    if case.get("exit") is not None and ended.code != case["exit"]:
        yield f"exit {ended.code} instead of {case['exit']}"
    if "Traceback" in said:
        yield "a traceback"
    words = case.get("error_has") or []
    if words and not any(word.lower() in said.lower() for word in words):
        yield f"none of {words} is said"
    if case.get("posts") is not None and found.posts != case["posts"]:
        yield f"{found.posts} posts instead of {case['posts']}"
    if case["expect"] != "refuse" and found.posts < 0:
        yield "a good file was lost"
    if ended.peak > case["max_rss_mb"]:
        yield f"{ended.peak:.0f} MB"
    if ended.seconds > case.get("max_s", 60):
        yield f"{ended.seconds:.1f} s"


def main() -> None:
    """Run all cases and print those that differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", help="names of files")
    asked = parser.parse_args()
    manifest = json.loads((asked.folder / "manifest.json").read_text(encoding="utf-8"))
    cases = [one for one in manifest["cases"] if not asked.only or one["file"] in asked.only]
    started, different = time.monotonic(), 0
    for case in cases:
        found = outcome_of(case, asked.folder, manifest["good"])
        if wrong := [*differences(case, found)]:
            different += 1
            print(f"{case['file']!r} ({case['what']}): {'; '.join(wrong)}")
            print(f"    exit {found.ended.code}, {found.posts} posts: {found.ended.err[-300:]!r}")
    print(f"{len(cases)} cases, {different} differ, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
