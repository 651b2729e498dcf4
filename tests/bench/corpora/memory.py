"""How much memory a run takes on a corpus of gigabytes that is made for it: flat, or growing.

    python tests/bench/corpora/memory.py [--gigabytes 2] [--workers 2] [--folder /tmp]

The corpus is JSON lines, most of it texts without posts, every fiftieth with one, every hundredth a
page. It prints a line for each twentieth of the run: megabytes resident of the largest worker and
of the program itself. The bar is 400 MB a worker. Linux alone.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from measured import resident

BAR = 400.0  # MB a worker
_GB = 10**9
_REPORT = (
    "the harbour council met on a wet morning and talked about nets boats ropes sails stairs lamps "
    "while gulls walked along the wall where nobody had painted the gate for years so that salt "
    "came through it and children wrote numbers into the rust until the rain took them away again"
)


class Held(NamedTuple):
    """Megabytes in memory, after some seconds."""

    seconds: float
    worker: float
    parent: float


def made(path: Path, size: int, chance: random.Random) -> int:
    """Write a corpus of so many bytes; how many articles it has."""
    paragraphs = [_paragraph(chance) for _ in range(2_000)]
    count = written = 0
    with path.open("w", encoding="utf-8") as lines:
        while written < size:
            text = "\n".join(chance.choices(paragraphs, k=12))
            written += lines.write(_line(count, text))
            count += 1
    return count


def _line(number: int, text: str) -> str:
    known = {"id": f"m{number}", "url": f"https://paper{number % 90}.example/{number}"}
    if number % 100 == 1:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
        return json.dumps({**known, "html": f"<html><title>{number}</title>{body}</html>"}) + "\n"
    if number % 50 == 0:
        text += f"\nBoat {number} is late\n— Ada Quist (@ada_q{number % 997}) March 23, 2019\n"
    return json.dumps({**known, "text": text}) + "\n"


def _paragraph(chance: random.Random) -> str:
    words = chance.choices(_REPORT.split(), k=chance.randint(30, 90))
    return " ".join(words).capitalize() + "."


def watched(words: list[str], every: float = 1.0) -> Iterator[Held]:
    """What a command and the processes below it hold in memory, until it ends."""
    started = time.monotonic()
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            below = [resident(pid) for pid in _children(running.pid)]
            seconds = time.monotonic() - started
            yield Held(seconds, max(below, default=0.0), resident(running.pid))
            time.sleep(every)


def _children(pid: int) -> Iterator[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        found = [int(child) for child in path.read_text(encoding="ascii").split()]
    except OSError:
        return
    for child in found:
        yield child
        yield from _children(child)


def main() -> int:
    """Print the curve; 1 if a worker is above the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=2.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where there is room for it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        corpus = Path(folder) / "corpus.jsonl"
        count = made(corpus, int(asked.gigabytes * _GB), random.Random(1))
        print(f"{corpus.stat().st_size / _GB:.2f} GB, {count:,} articles", flush=True)
        words = [sys.executable, "-m", "harvester", "run", str(corpus), "-q"]
        words += ["--db", f"{folder}/h.db", "-j", str(asked.workers)]
        held = list(watched(words))
    for one in held[:: max(1, len(held) // 20)]:
        print(f"{one.seconds:8.0f} s  worker {one.worker:6.0f} MB  program {one.parent:6.0f} MB")
    most = max(one.worker for one in held)
    print(f"most: worker {most:.0f} MB, program {max(one.parent for one in held):.0f} MB")
    return 1 if most > BAR else 0


if __name__ == "__main__":
    sys.exit(main())
