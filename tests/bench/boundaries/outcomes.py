"""What became of gold posts in whole harvests by models that know neither source nor layout."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from boundaries.composer import documents
from boundaries.examples import SETS, records
from boundaries.layouts import LAYOUTS
from boundaries.left_out import Fold
from boundaries.material import topics
from boundaries.training import using
from boundaries.treatments import TREATMENTS, treated
from harvester import harvest
from harvester.records import Article, Quote

SURE = 0.9
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_FEWEST = 30  # posts in a group that is printed
_LAYOUTS_SEEN = 2  # composed documents of each topic in layouts that the model has seen
_EDGES = (
    "body_start",
    "body_end",
    "attribution_start",
    "attribution_end",
    "tail_start",
    "tail_end",
)


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
    """Every gold post of the sets and of the material, by models that do not know its source."""
    for name in SETS:
        for record in records(sets, name):
            yield from _of_record(record, _fold(folds, record["source"]), _groups(name, record))
    for record in records(sets, "flat-gold-dev"):
        fold = _fold(folds, record["source"])
        for how in TREATMENTS:
            yield from _of_record(_treated(record, how), fold, ("treated", f"treated {how}"))
    yield from _of_material(folds)


def _fold(folds: Sequence[Fold], source: str) -> Fold:
    return next((fold for fold in folds if source in fold.sources), folds[0])


def _groups(name: str, record: dict[str, Any]) -> tuple[str, ...]:
    flattener, language = record.get("flattener"), record["lang"]
    return name, f"{name} flattener {flattener}", f"{name} language {language}"


def _of_material(folds: Sequence[Fold]) -> Iterator[Outcome]:
    """Composed documents: topics left out, and of Arabic also all layouts that were."""
    for topic in topics():
        fold = _fold(folds, f"material:{topic.language} {topic.name}")
        unseen = [name for name in LAYOUTS if name in fold.layouts]
        seen = [name for name in LAYOUTS if name not in fold.layouts]
        for record in documents(topic, Random(topic.name).sample(seen, _LAYOUTS_SEEN)):
            yield from _of_record(record, fold, (f"material {topic.language}",))
        if topic.language == "ar":
            for record in documents(topic, unseen):
                groups = ("arabic, topics and layouts left out", f"arabic {record['layout']}")
                yield from _of_record(record, fold, groups)


def _treated(record: dict[str, Any], how: str) -> dict[str, Any]:
    moved = treated(record["text"], how)
    gold = []
    for item in record["gold"]:
        places = {k: moved.to(item[k]) for k in _EDGES if item.get(k) is not None}
        gold.append(item | _tight(moved.text, places))
    return record | {"text": moved.text, "gold": gold}


def _tight(text: str, places: dict[str, int]) -> dict[str, int]:
    """The places without the white space that a treatment has put inside their edges."""
    for side in ("body", "attribution", "tail"):
        low, high = places.get(f"{side}_start"), places.get(f"{side}_end")
        if low is None or high is None:
            continue
        printed = text[low:high]
        places[f"{side}_start"] = min(high, low + len(printed) - len(printed.lstrip()))
        places[f"{side}_end"] = max(low, high - len(printed) + len(printed.rstrip()))
    return places


def _of_record(record: dict[str, Any], fold: Fold, groups: tuple[str, ...]) -> Iterator[Outcome]:
    with using(fold.model):
        found = harvest(Article(record["text"], lang=record["lang"]), only="posts")
    for item in record["gold"]:
        if item["body_start"] is not None:
            yield _outcome(groups, record["text"], item, found)


def _outcome(
    groups: tuple[str, ...], text: str, item: dict[str, Any], found: Sequence[Quote]
) -> Outcome:
    quote = next((quote for quote in found if _is_same(quote, item)), None)
    edges = [edge for edge in _EDGES if not edge.startswith("attribution")]
    wanted = [item.get(edge) for edge in edges]
    got = [getattr(quote, edge) for edge in edges] if quote else [None] * len(edges)
    if wanted[0] == wanted[1] and got[0] is not None and got[0] == got[1]:
        got = wanted  # nothing is nothing, wherever it stands
    sure = quote.confidence if quote and got[0] is not None else None
    layout = f"{groups[0]} layout {_layout(text, item)}"
    return Outcome(
        (*groups, layout),
        got[0] == wanted[0],
        got == wanted,
        sure,
        text,
        item["body_start"],
        got[0],
    )


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
    """Print exact starts, whole spans and sure ones per group; the figures by their names."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        for group in outcome.groups:
            groups[group].append(outcome)
    told: dict[str, float] = {}
    print(f"{'':60}   posts   start    span   of 0.9 and more: share, start")
    for group, mine in sorted(groups.items()):
        sure = [o for o in mine if o.confidence is not None and o.confidence >= SURE]
        told |= {
            group: share(mine),
            f"{group}, span": sum(o.is_whole for o in mine) / len(mine),
            f"{group}, sure": share(sure) if sure else 0.0,
            f"{group}, share of sure": len(sure) / len(mine),
        }
        if len(mine) >= _FEWEST or "gold" in group or " " not in group:
            columns = (
                told[group],
                *(told[f"{group}, {x}"] for x in ("span", "share of sure", "sure")),
            )
            print(f"{group:60} {len(mine):7}   " + "   ".join(f"{x:.3f}" for x in columns))
    print("\nconfidence    posts   start exact")
    for low, high in pairwise(BANDS):
        mine = [o for o in found if o.confidence is not None and low <= o.confidence < high]
        if mine:
            print(f"{low:.2f}-{min(high, 1):.2f}  {len(mine):8}   {share(mine):.3f}")
    sure = [o for o in found if o.confidence is not None and o.confidence >= SURE]
    return told | {f"confidence of {SURE} and more": share(sure)}


def share(found: Sequence[Outcome]) -> float:
    """How many of the posts begin exactly where they should."""
    return sum(outcome.is_exact for outcome in found) / len(found)


def show_errors(found: Sequence[Outcome], number: int, group: str) -> None:
    """Print wrong starts at random: `[[` where a post begins, `{{` where it was taken to."""
    wrong = [o for o in found if not o.is_exact and any(g.startswith(group) for g in o.groups)]
    for outcome in Random(1).sample(wrong, min(number, len(wrong))):
        marks = {outcome.wanted: "[["} | ({} if outcome.got is None else {outcome.got: "{{"})
        low, high = max(0, min(marks) - 120), max(marks) + 160
        cuts = [low, *sorted(marks), high]
        pieces = [outcome.text[a:b] + marks.get(b, "") for a, b in pairwise(cuts)]
        print(f"\n-- {'; '.join(outcome.groups)}; confidence {outcome.confidence}")
        print("".join(pieces))
