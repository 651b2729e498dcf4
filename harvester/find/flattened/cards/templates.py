"""The lines of link cards as patterns: one for each way in which languages name a post.

A template such as `{author} on {platform}` is compiled when its words first stand in a line: most
of a hundred never do, and to compile all took a tenth of the time in which harvester starts.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import regex

from harvester.languages import languages
from harvester.platforms import PLATFORMS
from harvester.records import Span
from harvester.text.plain import without_case

OPENING = '"“«„‘「『‹'
DASHES = "-–—―"
CLOSING = '"”»“’」』›'
_HANDLE = r"[(（]\s?@(?P<handle>[\w.-]{1,60}+)\s?[)）]"
_AUTHOR = rf"(?P<name>[^\s\"“”«»„「」:：—/][^\n\"“”«»„「」:：—]{{0,59}}?)(?:\s?{_HANDLE})?"
_QUOTED = rf"[{OPENING}]\s?(?P<words>\S(?:(?!\n\s*\n)(?s:.)){{1,1300}}?)\s?[{CLOSING}]"
_MARGIN = r"[^\S\n]*+(?:>[^\S\n]*+)?+(?:[*•-][^\S\n]++)?+\[?+"
_HEAD = 200  # characters to either side: names and handles have 60, and platforms 20
# matches the end of a card: its line's end, or the rest of the Markdown link that it is
_END = r"(?:\]\((?P<url>[^)\s]{1,400}+)\))?[^\S\n]*+(?=\n|\Z)"
# matches what stands between the words of a template: its holes, spaces and apostrophes
_BETWEEN = regex.compile(r"\{\w+\}|[\s']+")
_HOLE = regex.compile(r"(\{\w+\})")


class Line(NamedTuple):
    """One way in which a card is written, and the words that each line has that fits it."""

    words: tuple[str, ...]
    pattern: str


def fitting(
    lines: Iterable[Line], text: str, where: Span, near: int, *, flags: int = 0
) -> regex.Match[str] | None:
    """The first of these lines that begins and ends there, and has its words near a place."""
    around = without_case(text[max(where.start, near - _HEAD) : min(near + _HEAD, where.end)])
    for line in lines:
        if all(map(around.__contains__, line.words)):
            match = _compiled(line.pattern, flags).match(text, *where)
            if match:
                return match
    return None


@cache
def named_before() -> tuple[Line, ...]:
    """Titles that name who posts before the words: `Ada on X: "words" / X`."""
    tail = rf"(?:\s?[/|–—•·-]\s?{_platform()})?+"
    templates = (each for language in languages() for each in language.cards)
    rest = rf"\s?[:：]\s{{0,2}}{_QUOTED}(?P<tail>{tail}){_END}"
    return tuple(_lines(templates, _MARGIN, rest))


@cache
def named_behind() -> tuple[Line, ...]:
    """Titles that name who posts behind the words: `"words" — Ada on Twitter`."""
    templates = (each for language in languages() for each in language.cards)
    words = rf"{_MARGIN}(?P<body>{_QUOTED})\s{{0,2}}(?P<dash>[{DASHES}]{{1,2}})\s?"
    return tuple(_lines(templates, words, _END))


@cache
def descriptions() -> tuple[Line, ...]:
    """Descriptions of pictures: `Screenshot of a tweet by Ada (@ada_q9): "words"`."""
    templates = (each for language in languages() for each in language.transcripts)
    rest = rf"(?:,?\s\p{{Ll}}{{2,12}}+){{0,3}}+\s?[:：]?\s?{_QUOTED}"
    return tuple(_lines(templates, _MARGIN, rest))


@cache
def platform_names() -> dict[str, str]:
    """What platforms are called, longest first, and which each is."""
    names = {name: each.name for each in PLATFORMS for name in each.called}
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def _lines(templates: Iterable[str], before: str, behind: str) -> Iterator[Line]:
    holes = {"{author}": _AUTHOR, "{platform}": _platform()}
    for template in dict.fromkeys(templates):
        written = (holes.get(part) or _literal(part) for part in _HOLE.split(template))
        words = tuple(word for word in _BETWEEN.split(without_case(template)) if word)
        yield Line(words, f"{before}{''.join(written)}{behind}")


def _platform() -> str:
    return rf"(?P<platform>{'|'.join(map(regex.escape, platform_names()))})"


def _literal(part: str) -> str:
    return regex.escape(part).replace(r"\ ", r"\s").replace("'", "['’]")


@cache
def _compiled(pattern: str, flags: int) -> regex.Pattern[str]:
    return regex.compile(pattern, flags)
