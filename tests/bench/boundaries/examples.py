"""Texts whose posts begin at known places, and the features of each place where they might.

They come from the gold sets, from the project's seeds, and from material of our own; hand-read
articles and composed ones also as corpora treat them. A source is a repository, an outlet, the
language of a composed text, or a topic: none is trained on and judged at once.
"""

import gzip
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from boundaries.composer import composed
from boundaries.treatments import TREATMENTS, treated
from harvester.find.flattened.boundary import (
    Case,
    DocumentProfile,
    gather,
    profile_of,
    vocabulary,
)
from harvester.find.flattened.closing_links import Closing, closings, may_close
from harvester.find.flattened.posts import ending_of
from harvester.find.flattened.signatures import Signature, signatures
from harvester.find.flattened.split_posts import SignedPost, may_split, rest_candidates
from harvester.reading import read
from harvester.records import Article, Quote, Span

SEEDS = Path(__file__).parents[3] / "seeds"
SETS = {"flat-dev": "repo", "flat-gold-dev": "outlet", "flat-composed-dev": "lang"}
_TREATMENTS = tuple(TREATMENTS)
UNLABELLED = "articles-dev"
_LINELESS = ("sentences", "one line", "wrapped", "tokenised")
_SURE = 0.97
_LAYOUTS, _ARABIC_LAYOUTS = 6, 14  # of each topic


class Post(NamedTuple):
    """One signed post with its candidates."""

    name: str
    source: str
    document: str
    gold: int
    starts: list[int]
    rows: Any
    layout: str | None


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
    tails: dict[int, int] = {}  # noqa: RUF012, where signatures begin, to where split posts end
    layout: str | None = None  # of a composed text
    unsigned: tuple[tuple[int, int], ...] = ()  # the words of posts that nobody signs


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


def sure_texts(
    sets: Path, found: Iterable[tuple[dict[str, Any], Sequence[Quote]]]
) -> Iterator[Text]:
    """Articles that nobody labelled, in which a model is sure where each post begins.

    What lines tell there is to be learnt where lines are gone. Articles that the hand-read set
    has, too, are left out, lest what is measured be learnt.
    """
    gold = {
        record["text"][item["attribution_start"] : item["attribution_end"]]
        for record in records(sets, "flat-gold-dev")
        for item in record["gold"]
        if item["attribution_start"] is not None
    }
    for record, quotes in found:
        text = record["text"]
        signed = [quote for quote in quotes if _is_sure(quote)]
        signatures_here = {text[slice(*_signature(quote))] for quote in signed}
        if signed and len(signed) == len(quotes) and not gold & signatures_here:
            bodies = {_signature(q)[0]: (q.body_start or 0, q.body_end or 0) for q in signed}
            source, lang = f"{UNLABELLED}:{record['outlet']}", record["lang"]
            one = Text(UNLABELLED, source, record["id"], "as it is", text, lang, bodies)
            first = crc32(one.document.encode()) % len(_LINELESS)
            yield from (treated_as(one, _LINELESS[first - step]) for step in range(2))


def _signature(quote: Quote) -> tuple[int, int]:
    return quote.attribution_start or 0, quote.attribution_end or 0


def _is_sure(quote: Quote) -> bool:
    """Whether a post is signed behind its words, which are in one piece and begin there surely."""
    is_whole = quote.kind == "signature" and quote.tail_start is None
    return is_whole and quote.body_start is not None and quote.confidence >= _SURE


def _treatment_of(document: str) -> str:
    return _TREATMENTS[crc32(document.encode()) % len(_TREATMENTS)]


def treated_as(text: Text, how: str) -> Text:
    """The same text as a corpus would treat it."""
    moved = treated(text.text, how)
    bodies = {
        moved.to(signature): (moved.to(start), moved.to(end))
        for signature, (start, end) in text.bodies.items()
    }
    tails = {moved.to(signature): moved.to(end) for signature, end in text.tails.items()}
    unsigned = tuple((moved.to(start), moved.to(end)) for start, end in text.unsigned)
    return text._replace(how=how, text=moved.text, bodies=bodies, tails=tails, unsigned=unsigned)


def _labelled(name: str, record: dict[str, Any]) -> Text:
    """A gold record: its signed posts whose words stand before the signature, in one piece."""
    bodies = {
        item["attribution_start"]: (item["body_start"], item["body_end"])
        for item in record["gold"]
        if None not in (item["attribution_start"], item["body_start"])
        and item["body_start"] <= item["attribution_start"]
    }
    document = str(record.get("doc_id") or record["id"])
    how = record.get("flattener") or record.get("layout") or "as it is"
    tails = {
        item["attribution_start"]: item["tail_end"]
        for item in record["gold"]
        if item.get("tail_end") is not None
    }
    kind = name, record["source"], document, how
    unsigned = tuple(
        (item["body_start"], item["body_end"])
        for item in record["gold"]
        if item["attribution_start"] is None and item["body_start"] is not None
    )
    layout = record.get("layout")
    return Text(*kind, record["text"], record["lang"], bodies, tails, layout, unsigned)


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
            start, end = text.bodies[signature.start]
            ending, before = ending_of(text.text, signature, wall)
            case = gather(text.text, ending, before, profile)
            yield _post(text, case, start if start < end else case.region.end)
        wall = signature.end
    if text.unsigned and may_close(text.text):
        yield from _unsigned_posts(text, found, profile)


def _unsigned_posts(
    text: Text, found: Sequence[Signature], profile: DocumentProfile
) -> Iterator[Post]:
    """The posts that only their links tell, as far as their links are found to close them."""
    golds = {end: start for start, end in text.unsigned}
    closed = [each for each in closings(text.text, []) if each.end in golds]
    known = sorted([each.end for each in found] + [each.end for each in closed])
    endings: list[Signature | Closing] = sorted([*found, *closed], key=lambda each: each.start)
    profile = profile._replace(words=vocabulary(text.text, endings))
    for closing in closed:
        wall = max((end for end in known if end < closing.start), default=0)
        case = gather(text.text, closing, wall, profile)
        yield _post(text, case, golds[closing.end])


def _post(text: Text, case: Case, gold: int) -> Post:
    starts = [place.start for place in case.places]
    document = f"{text.document} {text.how}"
    return Post(text.name, text.source, document, gold, starts, case.rows, text.layout)


class Rest(NamedTuple):
    """A post and the places where it may end behind its signature; without `gold` it is whole."""

    name: str
    source: str
    document: str
    gold: int | None
    ends: list[int]
    rows: list[list[float]]
    layout: str | None


def rests(text: Text) -> Iterator[Rest]:
    """Each post of a text whose posts have one line, with the places where its rest may end."""
    found = [each for each in signatures(text.text, lang=text.lang) if each.start in text.bodies]
    walls = [*(text.bodies[each.start][0] for each in found[1:]), len(text.text)]
    known = [
        SignedPost(
            Span(*text.bodies[each.start]), each.span, each.date.day if each.date else None, wall
        )
        for each, wall in zip(found, walls, strict=False)
    ]
    if not may_split(text.text, known):
        return
    profile = profile_of(text.text, found)
    for signature, post in zip(found, known, strict=True):
        lines, rows = rest_candidates(text.text, post, profile)
        if rows:
            ends = [line.end for line in lines]
            gold = text.tails.get(signature.start)
            document = f"{text.document} {text.how}"
            yield Rest(text.name, text.source, document, gold, ends, rows, text.layout)


def one_of_each(known: Sequence[Text]) -> Iterator[Text]:
    """One text of each document, since a word that 16 scrapers keep is one word."""
    seen: Counter[tuple[str, str]] = Counter()
    for text in known:
        seen[text.name, text.document] += 1
        if seen[text.name, text.document] == 1 and text.bodies:
            yield text
