"""Texts whose posts begin at known places, and the features of each place where they might.

They come from the gold sets, from the project's seeds, and from material of our own; hand-read
articles and composed ones also as corpora treat them. A source is a repository, an outlet, the
language of a composed text, or a topic: none is trained on and judged at once.
"""

import gzip
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from boundaries.composer import composed
from boundaries.treatments import TREATMENTS, treated
from harvester.find.flattened.boundary import gather, profile_of
from harvester.find.flattened.signatures import signatures
from harvester.reading import read
from harvester.records import Article

SEEDS = Path(__file__).parents[3] / "seeds"
SETS = {"flat-dev": "repo", "flat-gold-dev": "outlet", "flat-composed-dev": "lang"}
_TREATMENTS = tuple(TREATMENTS)
_LAYOUTS, _ARABIC_LAYOUTS = 6, 10  # of each topic


class Post(NamedTuple):
    """One signed post with its candidates."""

    name: str
    source: str
    document: str
    gold: int
    starts: list[int]
    rows: list[list[float]]


class Text(NamedTuple):
    """A text with the places of its posts: where signatures begin, to where words begin and end.

    `source` is never trained on and judged at once; texts of one `document` differ in form alone.
    """

    name: str
    source: str
    document: str
    how: str
    text: str
    lang: str
    bodies: dict[int, tuple[int, int]]


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


def texts(sets: Path) -> Iterator[Text]:
    """All texts; flattened pages as they are, the others also as corpora treat them."""
    for name in SETS:
        for record in records(sets, name):
            text = _labelled(name, record)
            yield text
            if name == "flat-gold-dev":
                yield from (treated_as(text, how) for how in _TREATMENTS)
            elif crc32(record["id"].encode()) % 8 == 0:
                yield treated_as(text, _treatment_of(record["id"]))
    for record in composed(_LAYOUTS, arabic=_ARABIC_LAYOUTS):
        text = _labelled("material", record)
        yield text
        yield treated_as(text, _treatment_of(record["id"]))
    for text in _samples():
        yield from (text, treated_as(text, "blank lines"))


def _treatment_of(document: str) -> str:
    return _TREATMENTS[crc32(document.encode()) % len(_TREATMENTS)]


def treated_as(text: Text, how: str) -> Text:
    """The same text as a corpus would treat it."""
    moved = treated(text.text, how)
    bodies = {
        moved.to(signature): (moved.to(start), moved.to(end))
        for signature, (start, end) in text.bodies.items()
    }
    return text._replace(how=how, text=moved.text, bodies=bodies)


def _labelled(name: str, record: dict[str, Any]) -> Text:
    """A gold record: its signed posts whose words stand before the signature, in one piece."""
    bodies = {
        item["attribution_start"]: (item["body_start"], item["body_end"])
        for item in record["gold"]
        if None not in (item["attribution_start"], item["body_start"])
        and item["body_start"] < item["attribution_start"]
    }
    document = str(record.get("doc_id") or record["id"])
    how = record.get("flattener") or record.get("layout") or "as it is"
    return Text(name, record["source"], document, how, record["text"], record["lang"], bodies)


def _samples() -> Iterator[Text]:
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
                    bodies[end] = (start, start + len(quote["text"]))
            name, lang = folder.name, article.lang or ""
            yield Text("seeds", f"seeds:{name}", name, "as it is", article.text, lang, bodies)


def posts(text: Text) -> Iterator[Post]:
    """Each post of a text with its candidates and their features."""
    found = list(signatures(text.text, lang=text.lang))
    profile = profile_of(text.text, found)
    wall = 0
    for signature in found:
        if signature.start in text.bodies:
            case = gather(text.text, signature, wall, profile)
            starts = [place.start for place in case.places]
            gold, _ = text.bodies[signature.start]
            document = f"{text.document} {text.how}"
            yield Post(text.name, text.source, document, gold, starts, case.rows)
        wall = signature.end


def one_of_each(known: Sequence[Text]) -> Iterator[Text]:
    """One text of each document, since a word that 16 scrapers keep is one word."""
    seen: Counter[tuple[str, str]] = Counter()
    for text in known:
        seen[text.name, text.document] += 1
        if seen[text.name, text.document] == 1 and text.bodies:
            yield text
