"""Holds the quotes of a corpus in every container against those of the same corpus as JSON lines.

    python tests/bench/corpora/same_quotes.py CORPUS.jsonl.gz [--every 1] [--pages PAGES.jsonl.gz]

CORPUS has texts, PAGES have HTML, which go into a WARC as the responses of servers. What a
container cannot say (an address in a zip) is left out of the JSON lines that it is held against.
Prints a line each; exits with 1 if any differs.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from harvester.pipeline import Reading, Scanned, scan

sys.path.insert(0, str(Path(__file__).parents[2]))
from made_containers import (
    COMPRESSIONS,
    Told,
    excel,
    json_array,
    json_lines,
    parquet,
    response,
    table,
    tarred,
    tsv,
    zipped,
)

_OF_IDS = {"id", "article_id"}  # a file in an archive is known by its name
_KNOWING: dict[str, Callable[[list[Told]], bytes]] = {
    "news.json": json_array,
    "news.csv": table,
    "news.excel.csv": excel,
    "news.tsv": tsv,
    "news.parquet": parquet,
    "news.jsonl.gz": lambda told: COMPRESSIONS[".gz"](json_lines(told)),
    "news.csv.zst": lambda told: COMPRESSIONS[".zst"](table(told)),
}
_TEXTS: dict[str, Callable[[list[Told]], bytes]] = {
    "news.zip": zipped,
    "news.tar": tarred,
    "news.tar.gz": lambda told: COMPRESSIONS[".gz"](tarred(told)),
}


def quotes_of(path: Path) -> list[dict[str, Any]]:
    """All quotes that are found, without ids, in an order that no container decides."""
    found = [
        {name: value for name, value in quote._asdict().items() if name not in _OF_IDS}
        for one in scan([path], Reading(), workers=1)
        if isinstance(one, Scanned)
        for quote in one.quotes
    ]
    return sorted(found, key=repr)


def told_of(corpus: Path, every: int) -> list[Told]:
    """Each so-and-so-many-th article of JSON lines; nothing that a spreadsheet could not hold."""
    return [
        Told(
            f"n{number}",
            known.get("url") or "",
            (known.get("title") or "").strip(),
            known.get("published") or "",
            known["text"],
        )
        for number, known in enumerate(_objects(corpus, every))
        if known.get("text")
    ]


def _objects(corpus: Path, every: int) -> Iterator[dict[str, Any]]:
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, islice(lines, 0, None, every))


def as_folder(told: Iterable[Told], folder: Path) -> None:
    """A file for each text."""
    folder.mkdir()
    for one in told:
        (folder / f"{one.id}.txt").write_bytes(one.text.encode())


def pages_both_ways(corpus: Path, every: int, folder: Path) -> tuple[Path, Path]:
    """Pages as JSON lines, and as the responses of servers."""
    lines, archive = folder / "pages.jsonl", folder / "pages.warc"
    with lines.open("w", encoding="utf-8") as told, archive.open("wb") as responses:
        for number, known in enumerate(_objects(corpus, every)):
            if not known.get("html"):
                continue
            url = f"https://paper.example/{number}"
            print(json.dumps({"url": url, "html": known["html"]}), file=told)
            responses.write(response(known["html"].encode(), url))
    return lines, archive


def compared(folder: Path, told: list[Told]) -> Iterator[tuple[str, int, bool]]:
    """Each container, how many quotes it gives, and whether they are those of the JSON lines."""
    (folder / "known.jsonl").write_bytes(json_lines(told))
    texts = "".join(json.dumps({"text": one.text}) + "\n" for one in told)
    (folder / "texts.jsonl").write_text(texts, encoding="utf-8")
    for reference, made in (("known.jsonl", _KNOWING), ("texts.jsonl", _TEXTS)):
        expected = quotes_of(folder / reference)
        yield reference, len(expected), True
        for name, make in made.items():
            (folder / name).write_bytes(make(told))
            found = quotes_of(folder / name)
            yield name, len(found), found == expected
    as_folder(told, folder / "folder")
    found = quotes_of(folder / "folder")
    yield "folder", len(found), found == expected


def _line(container: str, count: int, *, is_same: bool) -> str:
    return f"{'same' if is_same else 'OTHER':6} {container:16} {count:,} quotes"


def main() -> int:
    """Print what is the same, and what is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--pages", type=Path)
    asked = parser.parse_args()
    different = 0
    with tempfile.TemporaryDirectory() as name:
        for container, count, is_same in compared(Path(name), told_of(asked.corpus, asked.every)):
            print(_line(container, count, is_same=is_same), flush=True)
            different += not is_same
        if asked.pages:
            lines, archive = pages_both_ways(asked.pages, asked.every, Path(name))
            expected, found = quotes_of(lines), quotes_of(archive)
            print(_line("pages.warc", len(found), is_same=found == expected))
            different += found != expected
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
