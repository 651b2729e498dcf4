"""The story of some words on cards: who was first, each printing in order of time, each change.

What is a guess says so: who copied from whom is never printed anywhere.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from harvester.views.cards import wrapped
from harvester.views.phrases import TIE, counted, later
from harvester.views.rows import Row, isolated

if TYPE_CHECKING:
    from harvester.store import Subject, WordingTrace

_WIDTH = 78
_INDENT = " " * 6
_SHOWN = 110  # characters of a wording or a title
_WAYS = {
    "numbers": "with other numbers",
    "like": "not the same words, but like them",
}
_POINTERS = {"link": "link only", "mention": "named only"}  # kinds without words
_DEEPEST = 12  # steps that a wording is indented


def trace_card(subject: "Subject", story: "WordingTrace") -> str:
    """A story as people read it."""
    parts = [
        [*_head(subject, story.facts)],
        [*_printings(story.printings)],
        [*_titled("How the words changed", _variants(story.variants))],
        [*_titled("To be looked at", (line for each in story.findings for line in _finding(each)))],
        [*_titled("Look-alikes", map(_look_alike, story.look_alikes))],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _head(subject: "Subject", facts: Mapping[str, object]) -> Iterator[str]:
    words = str(facts["words"] or "(no words printed)")
    if subject.is_nearest:
        yield click.style("Nothing like it; nearest:", fg="yellow")
    yield "\n".join(click.style(line, bold=True) for line in wrapped(words, _WIDTH) if line)
    yield _dotted(*_who(facts))
    if facts["link"]:
        yield isolated(facts["link"])
    if subject.way in _WAYS:
        yield f"{_WAYS[subject.way]}: {subject.likeness:.0%} of what was asked for"
    yield _first(facts)
    yield _counts(facts)


def _who(facts: Mapping[str, object]) -> Iterator[object]:
    yield f"@{facts['handle']}" if facts["handle"] else None
    yield facts["author_name"] or facts["person"] or facts["speaker"]
    yield facts["platform"]
    yield f"posted {facts['posted_at']}" if facts["posted_at"] else None


def _first(facts: Mapping[str, object]) -> str:
    outlets = facts["first_outlets"]
    if not facts["first_published"]:
        return "Nobody says when it was printed."
    named = " and ".join(map(isolated, outlets)) if isinstance(outlets, list) else ""
    tie = f" ({TIE})" if isinstance(outlets, list) and len(outlets) > 1 else ""
    return f"First printed by {named or 'an unknown outlet'}, {facts['first_published']}{tie}"


def _counts(facts: Mapping[str, object]) -> str:
    counts = (counted(facts["n_outlets"], "outlet"), counted(facts["n_articles"], "article"))
    copies = int(str(facts["n_articles"])) - int(str(facts["n_independent"]))
    return ", ".join((*counts, *([counted(copies, "copy", "copies")] if copies else [])))


def _printings(printings: Sequence[Row]) -> Iterator[str]:
    """Each printing; which article it stands in is said once."""
    article = None
    for printing in printings:
        yield from _printing(printing)
        if printing["article_id"] != article:
            yield from _article(printing)
        article = printing["article_id"]


def _printing(printing: Row) -> Iterator[str]:
    relation = _POINTERS.get(str(printing["kind"]), printing["relation"])
    shown = (printing["published"] or "no date", printing["outlet"] or "unknown outlet")
    yield "  " + _dotted(*shown, later(printing), relation, _speaker(printing))
    if printing["difference"]:
        yield _told(_short(printing["difference"]))
    if printing["is_corrected"]:
        yield f"{_INDENT}corrected: other articles tell where these words begin"
    if printing["is_before_post"]:
        yield f"{_INDENT}dated before the post: a wrong date, or the article was changed later"


def _article(printing: Row) -> Iterator[str]:
    if printing["title"]:
        yield _told(_short(printing["title"]))
    elif not printing["article_url"]:
        yield _INDENT + isolated(printing["source"] or printing["article_id"])
    if printing["article_url"]:
        yield click.style(_INDENT + isolated(printing["article_url"]), fg="cyan")
    if printing["copy_of"]:
        yield f"{_INDENT}(guess) a copy of the article {isolated(printing['copy_of'])}"
    elif printing["likely_source"]:
        source = printing["likely_source_outlet"] or printing["likely_source"]
        yield f"{_INDENT}(guess) after {isolated(source)}"


def _told(text: str) -> str:
    """What is said of a printing; on a terminal no line is longer than that."""
    if not sys.stdout.isatty():
        return _INDENT + isolated(text)
    return "\n".join(_INDENT + line for line in wrapped(text, _SHOWN, _INDENT))


def _speaker(printing: Row) -> str | None:
    speaker = printing["speaker"] if printing["kind"] == "quotation" else None
    return f"says {isolated(speaker)}" if speaker else None


def _variants(variants: Sequence[Row]) -> Iterator[str]:
    """The tree of wordings, each under the one it is most like; the first is the card's own."""
    children: dict[object, list[Row]] = {}
    for variant in variants:
        children.setdefault(variant["parent"], []).append(variant)

    open_ends = [(root, 0) for root in reversed(children.get(None, []))]
    while open_ends:  # no recursion: words that grew a thousand times hang from each other
        variant, depth = open_ends.pop()
        if depth:
            quotes = counted(variant["n_quotes"], "quote")
            changed = isolated(_short(variant["difference"] or variant["words"]))
            indent = "  " * min(depth - 1, _DEEPEST)
            yield f"{indent}{variant['relation']}, {quotes}: {changed}"
        below = children.get(variant["wording"], [])
        open_ends += [(each, depth + 1) for each in reversed(below)]


def _finding(finding: Row) -> Iterator[str]:
    """What is odd, both wordings with their places, and why it is said."""
    told = _dotted(finding["kind"], finding["outlet"], finding["quote_id"])
    yield f"{told}: {isolated(_short(finding['detail']))}"
    for side in ("", "other_"):
        if finding[f"{side}words"]:
            place = finding[f"{side}outlet"] or finding[f"{side}article_url"] or "unknown outlet"
            yield f"  {isolated(place)}: {isolated(_short(finding[f'{side}words']))}"
    yield f"  {finding['why']}"


def _look_alike(look_alike: Row) -> str:
    about = f"@{look_alike['account']}" if look_alike["differs_in"] == "account" else "numbers"
    return f"{_dotted(about, look_alike['quote_id'])}: {isolated(_short(look_alike['words']))}"


def _titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    listed = [f"  {line}" for line in lines]
    if listed:
        yield click.style(title, bold=True)
        yield from listed


def _dotted(*values: object) -> str:
    return " · ".join(isolated(value) for value in values if value)


def _short(text: object) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
