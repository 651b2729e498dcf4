"""Texts whose posts begin at known places, and the evidence at each place where they might.

They come from `flat-dev`, `flat-gold-dev` and `flat-composed-dev` and from the project's seeds. A
source is a repository, an outlet, or the language of a composed text.
"""

import gzip
import json
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import regex

from harvester.find.flattened.boundary import gather, profile_of
from harvester.find.flattened.signatures import signatures
from harvester.reading import read
from harvester.records import Article

SEEDS = Path(__file__).parents[3] / "seeds"
SETS = {"flat-dev": "repo", "flat-gold-dev": "outlet", "flat-composed-dev": "lang"}
# What other scrapers make of the same text: it teaches that blank lines stand inside posts, too.
# Texts without any lines were tried and taught worse profile than they cured.
FLATTER = {"as it is": None, "blank lines": (regex.compile(r"\s*\n\s*"), "\n\n")}


class Post(NamedTuple):
    """One signed post with its candidates."""

    name: str
    source: str
    document: str
    gold: int
    starts: list[int]
    rows: list[list[float]]


class Text(NamedTuple):
    """A text with the places of its posts: attribution start to body start."""

    text: str
    lang: str
    bodies: dict[int, int]


def records(sets: Path, name: str) -> Iterator[dict[str, Any]]:
    """The gold records of a set, each with its `source`."""
    with opened(path_of(sets, name)) as file:
        for line in file:
            record = json.loads(line)
            record["source"] = f"{name}:{record.get(SETS[name]) or record['id']}"
            yield record


def path_of(sets: Path, name: str) -> Path:
    """The file of a set, packed or not."""
    (path,) = (sets / "data").glob(f"{name}.jsonl*")
    return path


def opened(path: Path) -> Any:
    """A file of text, packed or not."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open("r")


def flatter(text: Text, how: str) -> Text:
    """The same text as another scraper would leave it."""
    rule = FLATTER[how]
    if rule is None:
        return text
    pattern, replacement = rule
    cuts = [(0, 0), *(match.span() for match in pattern.finditer(text.text)), (len(text.text),) * 2]
    parts, ends, moved, new = [], [0], [0], 0
    for (_, last), (start, end) in pairwise(cuts):
        parts.append(text.text[last:start])
        new += start - last
        if start < end:
            parts.append(replacement)
            new += len(replacement)
            ends.append(end)
            moved.append(new)

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


def posts(name: str, source: str, document: str, text: Text) -> Iterator[Post]:
    """Each post of a text with its candidates and their evidence."""
    found = list(signatures(text.text, lang=text.lang))
    profile = profile_of(text.text, found)
    wall = 0
    for signature in found:
        if signature.start in text.bodies:
            case = gather(text.text, signature, wall, profile)
            starts = [place.start for place in case.places]
            yield Post(name, source, document, text.bodies[signature.start], starts, case.rows)
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


def examples(sets: Path) -> Iterator[Post]:
    """All posts; hand-read articles and samples also as other scrapers would leave them."""
    for name in SETS:
        for record in records(sets, name):
            for how in FLATTER if name == "flat-gold-dev" else ("as it is",):
                text = flatter(labelled(record), how)
                yield from posts(name, record["source"], f"{record['id']} {how}", text)
    for name, text in samples():
        for how in FLATTER:
            yield from posts("seeds", f"seeds:{name}", f"{name} {how}", flatter(text, how))
