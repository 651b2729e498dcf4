"""Names and handles that head a post: where a signature may stand before its words.

A head is only a place that looks like one. Whether words of a post follow is decided in
`leading_posts`.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from harvester.find.places import last_before
from harvester.languages.date_forms import MARKS
from harvester.languages.dates import PrintedDate, read_date
from harvester.platforms import PLATFORMS
from harvester.records import Span

Shape = Literal["brackets", "colon", "widget", "dotted"]

_LONGEST_NAME = 60
_MOST_LINES_BETWEEN = 4
_FARTHEST_DOT = 4  # characters behind a handle, the dot and the white space before it
_BLANK = rf"(?:[^\S\n]|[{MARKS}])*+"

# matches "@name" up to its last letter; must not match a name longer than the platform allows
_HANDLES = tuple(
    (platform.name, regex.compile(rf"[@＠]({platform.handle})(?!\w)"))
    for platform in PLATFORMS
    if platform.signs_in_brackets
)
# matches what may stand before a name on its line: Markdown's mark of quotation, a bullet
_MARGIN = regex.compile(rf"(?:[\s>{MARKS}]|[*•·](?=\s))*+")
# matches "Ada Quist (" and "Ada Quist " before a handle; must not match more than one line
_NAME = regex.compile(
    rf"(?P<name>[^\s{MARKS}](?:[^\n]{{0,60}}[^\s{MARKS}(（])?)?[\s{MARKS}]*+(?P<bracket>[(（]?+)[{MARKS}]*+"
)
# What follows the handle of each kind of head: ")", ":", the line's end, " · Mar 3" or " · 3h"
_BRACKET = regex.compile(rf"[{MARKS}]*+[)）]")
_COLON = regex.compile(rf"{_BLANK}[:：](?=\s)")
_LINE_END = regex.compile(rf"{_BLANK}(?=\n)")
_DOTTED = regex.compile(
    r"\s{0,3}+·\s{0,3}+(?P<date>\p{Nd}{1,2}\.?\s?\p{L}{1,12}+|\p{L}{2,12}+\.?\s\p{Nd}{1,2})"
    rf"\.?(?:,?\s\p{{Nd}}{{4}})?{_BLANK}(?=\n|\Z)"
)
# matches the ticks and counts of a widget, "✔", "1,234", "·"; must not match words or emoji
FURNITURE = regex.compile(
    r"[\p{Nd}\s.,✓✔·•-]*+[KM]?|View (?:image|video|photos) on Twitter|Replying to @[^\n]{1,80}+"
)


class _Name(NamedTuple):
    """What stands before a handle in its line: where that begins, a name, and an open bracket."""

    start: int
    printed: str | None
    is_in_brackets: bool


class LeadingSignature(NamedTuple):
    """A name and a handle that may sign what follows."""

    start: int
    end: int
    shape: Shape
    platform: str
    name: str | None
    handle: str
    date: PrintedDate | None = None


def leading_signatures(text: str, taken: Sequence[Span]) -> Iterator[LeadingSignature]:
    r"""Every head in the text, outside of the spans `taken`.

    >>> text = "Ada Quist (@ada_q9) Rain.\n@bo_q9: No rain.\nSee Linn\n@linn_q9\n"
    >>> [(head.shape, head.name) for head in leading_signatures(text, [])]
    [('brackets', 'Ada Quist'), ('colon', None), ('widget', 'See Linn')]
    """
    at = text.find("@")
    while at >= 0:
        nearest = last_before(taken, at)
        if nearest is None or at >= nearest.end:
            head = _head(text, at)
            if head:
                yield head
        at = text.find("@", at + 1)


def _head(text: str, at: int) -> LeadingSignature | None:
    low = max(0, at - 2 * _LONGEST_NAME)
    line = text.rfind("\n", low, at) + 1
    if line == 0 < low:
        return None
    name = _name_before(text, line, at)
    if name is None:
        return None
    for platform, pattern in _HANDLES:
        handle = pattern.match(text, at)
        if handle:
            return _shaped(text, name, handle, platform)
    return None


def _name_before(text: str, line: int, at: int) -> _Name | None:
    """What stands between the beginning of a line and a handle, if it may be a name."""
    if line == at:
        return _Name(at, None, False)
    margin = _MARGIN.match(text, line, at)
    start = margin.end() if margin else line
    name = _NAME.fullmatch(text, start, at)
    if name is None or "—" in name[0] or name[0].startswith(("-", "–")):
        return None
    return _Name(start, name["name"], bool(name["bracket"]))


def _shaped(
    text: str, name: _Name, handle: regex.Match[str], platform: str
) -> LeadingSignature | None:
    """The head of which these are the name and the handle, if anything makes them one."""
    behind = handle.end()
    start, printed, is_in_brackets = name
    if is_in_brackets:
        closing = _BRACKET.match(text, behind)
        if closing is None or not printed:
            return None
        return LeadingSignature(start, closing.end(), "brackets", platform, printed, handle[1])
    is_last = text.startswith("\n", behind)
    if not printed and not is_last and (colon := _COLON.match(text, behind)):
        return LeadingSignature(handle.start(), colon.end(), "colon", platform, None, handle[1])
    above = None if printed else _line_above(text, start)
    start = above.start if above else start
    printed = printed or (text[above.start : above.end] if above else None)
    has_dot = "·" in text[behind : behind + _FARTHEST_DOT]
    if has_dot and (dotted := _DOTTED.match(text, behind)):
        date = read_date(text, dotted.start("date"))
        return LeadingSignature(start, dotted.end(), "dotted", platform, printed, handle[1], date)
    if is_last or _LINE_END.match(text, behind):
        return LeadingSignature(start, behind, "widget", platform, printed, handle[1])
    return None


def _line_above(text: str, position: int) -> Span | None:
    """The line that holds the name, with ticks and empty lines between left aside."""
    for _ in range(_MOST_LINES_BETWEEN):
        line = text.rfind("\n", 0, max(0, position - 1)) + 1
        printed = text[line:position].strip()
        if len(printed) > _LONGEST_NAME or line == position:
            return None
        if not FURNITURE.fullmatch(printed):
            start = text.index(printed, line)
            return Span(start, start + len(printed))
        position = line
    return None
