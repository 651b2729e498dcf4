"""What an article costs: lines of JSON, text without any mark, a signed post.

    python tests/bench/speed/articles.py SETS --against PATH [--rounds 1]

measures `harvester run` of articles-dev from end to end against another checkout, in turn, each in
a process and in the environment `.venv` of its own. SETS is a folder with `data/` and with
`bench/make_corpus.py`, which writes the lines. All is in CPU seconds, and each figure a median of
rounds.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import orjson

sys.path.insert(0, str(Path(__file__).parents[1]))  # where `speed` lies, if this file is run

from harvester.normalise import harvest_all
from harvester.pipeline import Reading, run
from harvester.reading import read
from harvester.records import Article
from speed import Figure

_LINES = 3_000
_ARTICLES = 300
_SENTENCE = "The harbour of Brinewick lay quiet while the mayor counted boats and nobody came. "
_UNMARKED = (_SENTENCE * 6 + "\n") * 5  # 2.5 KB, as an article has them
_TEXTS = 2_000


def figures(sets: Path, rounds: int) -> Iterator[Figure]:
    """All of them but the comparison with another checkout."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _lines(_corpus(sets, Path(folder)), rounds)
    yield from _parts(sets, rounds)
    unmarked = [Article(_UNMARKED)] * _TEXTS
    spent = _median(lambda: [*harvest_all(unmarked)], rounds)
    speed = len(_UNMARKED) * _TEXTS / spent / 1e9
    yield Figure("text without marks: GB a second", speed, 1.0, is_floor=True)


def _corpus(sets: Path, folder: Path) -> Path:
    """A file of lines, made anew."""
    made = [str(sets / "bench" / "make_corpus.py"), str(folder / "corpus")]
    asked = ["--docs", str(_LINES), "--format", "jsonl"]
    subprocess.run([sys.executable, *made, *asked], check=True, capture_output=True)
    return next((folder / "corpus" / "jsonl").iterdir())


def _lines(corpus: Path, rounds: int) -> Iterator[Figure]:
    works = (lambda: _decode(corpus), lambda: _posts(corpus), lambda: _everything(corpus))
    for work in works:
        work()  # what is loaded once is no line's cost
    taken = [[_cpu(work) for work in works] for _ in range(rounds)]
    posts = statistics.median(posts / decoded for decoded, posts, _ in taken)
    everything = statistics.median(everything / decoded for decoded, _, everything in taken)
    yield Figure("JSON lines: posts only / orjson", posts, 4.0)
    yield Figure("JSON lines: everything / orjson", everything, 18.0)


def _decode(corpus: Path) -> int:
    with corpus.open("rb") as lines:
        return sum(1 for line in lines if orjson.loads(line))


def _posts(corpus: Path) -> int:
    """Every post of the lines, read and found."""
    found = (each for each in read(corpus) if isinstance(each, Article))
    return sum(map(len, harvest_all(found, only="posts")))


def _everything(corpus: Path) -> None:
    """The whole run into a new database, tracing included."""
    with tempfile.TemporaryDirectory() as folder:
        run([corpus], Path(folder) / "harvest.db", Reading())


def _parts(sets: Path, rounds: int) -> Iterator[Figure]:
    """Milliseconds that a signed post takes in real articles."""
    source = sets / "data" / "articles-dev.jsonl.gz"
    held = [each for each in islice(read(source), _ARTICLES) if isinstance(each, Article)]
    posts = [quote for quotes in harvest_all(held, only="posts") for quote in quotes]
    signed = sum(quote.kind == "signature" for quote in posts)
    spent = _median(lambda: [*harvest_all(held, only="posts")], rounds)
    yield Figure("a signed post, ms", 1e3 * spent / max(1, signed), 0.4)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _median(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(_cpu(work) for _ in range(rounds))


def against(sets: Path, other: Path, rounds: int) -> Figure:
    """The whole run over articles-dev here, as a share of what it takes in another checkout."""
    source = sets / "data" / "articles-dev.jsonl.gz"
    here = Path(__file__).parents[3]
    pairs = [(_run_in(here, source), _run_in(other, source)) for _ in range(rounds)]
    return Figure("articles-dev / the other", statistics.median(a / b for a, b in pairs), 0.2)


def _run_in(checkout: Path, source: Path) -> float:
    """CPU seconds of a run by the code in a checkout, all in one process of its own."""
    python = checkout / ".venv/bin/python"
    command = [str(python), "-c", "from harvester.cli import main; main()", "run"]
    alone = _alone(command, checkout)
    before = _children()
    with tempfile.TemporaryDirectory() as folder:
        asked = [str(source), "--db", f"{folder}/harvest.db", *alone]
        subprocess.run([*command, *asked], cwd=checkout, check=True, capture_output=True)
    return _children() - before


def _alone(command: Sequence[str], checkout: Path) -> list[str]:
    """What keeps a run in one process: what workers take is not told to those who wait for it."""
    said = subprocess.check_output([*command, "--help"], cwd=checkout, text=True)
    return ["--workers", "1"] if "--workers" in said else []


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--against", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    figure = against(asked.sets, asked.against, asked.rounds)
    print(f"{figure.name}: {figure.value:.3f}, bar {figure.bar}")


if __name__ == "__main__":
    main()
