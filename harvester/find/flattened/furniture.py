"""Furniture around posts: lines of the page that belong neither to the article nor to a post.

A marker that skips a post, a consent wall, a button or a list's number stands before the words; an
advert, a poll or a call to subscribe may stand between them and the signature. The languages know
what such lines say. Only where words are left is anything cut off.
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from harvester.find.flattened.signatures import Signature
from harvester.languages import languages

_REACH = 1_500  # as far as the words of a post may begin before its signature
_LONGEST = 160  # a longer line is no furniture
_LONGEST_INTERRUPTION = 900
_SHORTEST_FIXED = 10  # letters that a line must have beside what varies
_EDGE = 4  # letters of a line's start or end that tell it from most others
_AROUND = " \t\r\xa0>*[]()_-–—·•|"
_LINE = regex.compile(r"[^\n]+")
_HOLE = regex.compile(r"\{[^}\s]+\}")
_LETTER = regex.compile(r"[\p{L}\p{M}]")
# matches the number of an entry on a line of its own, "#1:", "Nr. 2", "3."; must not match "2019"
_NUMBER = regex.compile(r"(?:[#№]|N[ro]\.?\s)\p{Nd}{1,3}+[.:)]?+|\p{Nd}{1,2}+[.:)]")


class Room(NamedTuple):
    """Where the words of a post may stand: behind the furniture before them, up to that behind."""

    wall: int
    end: int


def room(text: str, signature: Signature, wall: int) -> Room:
    r"""The stretch before a signature without the furniture at its ends.

    >>> from harvester.find.flattened.signatures import signatures
    >>> text = "Share\nRain again.\nRead more on X\n— Ada (@ada_q9) March 23, 2019"
    >>> text[slice(*room(text, next(signatures(text)), 0))].strip()
    'Rain again.'
    """
    low = max(wall, signature.start - _REACH)
    end = _words_end(text, low, signature.start)
    start = max(low, _behind_lines(text, low, end), _behind_marker(text, low, end, signature))
    return Room(start if start > low else wall, end)


def behind(text: str, wall: int, end: int) -> int:
    r"""Where words may begin that nobody signs: behind the last line of furniture.

    >>> behind("Share\nRain again.", 0, 17)
    5
    """
    low = max(wall, end - _REACH)
    return max(wall, _behind_lines(text, low, end))


def is_furniture(line: str) -> bool:
    """Whether a line is one that pages print around posts, whatever stands in its holes.

    >>> is_furniture("Read more on X"), is_furniture("Rain again")
    (True, False)
    """
    plain = line.strip(_AROUND).casefold()
    if not 0 < len(plain) <= _LONGEST:
        return False
    if plain in _fixed():
        return True
    starts, ends = _edges()  # a tenth of what the pattern costs, and few lines pass
    is_likely = plain.startswith(starts) or plain.endswith(ends)
    return is_likely and _holed().fullmatch(plain) is not None


def _behind_lines(text: str, low: int, end: int) -> int:
    """The end of the last line of furniture, or of an entry's number, behind which words stand."""
    found, numbers = low, []
    for line in _LINE.finditer(text, low, end):
        if line.end() == end or (line.start() == low and low and text[low - 1] != "\n"):
            continue
        if is_furniture(line[0]):
            found = line.end()
        elif _NUMBER.fullmatch(line[0].strip(_AROUND)):
            numbers.append(line.end())
    if len(numbers) == 1 and text[numbers[0] : end].strip():
        found = max(found, numbers[0])
    return found if text[found:end].strip() else low


def _behind_marker(text: str, low: int, end: int, signature: Signature) -> int:
    """The end of a marker on the words' own line, which names the author as the signature does."""
    names = [name for name in (signature.handle, signature.author_name) if name]
    lowered = text[low:end].lower()
    if len(lowered) != end - low:
        return low
    ends = [low]
    for name in names:
        at = lowered.rfind(name.lower())
        while at >= 0:
            if lowered.endswith(_markers(), 0, at):
                ends.append(low + at + len(name))
            at = lowered.rfind(name.lower(), 0, at)
    behind = max(ends)
    return behind if text[behind:end].strip() else low


def _words_end(text: str, low: int, start: int) -> int:
    """Where the words end, furniture and interruptions between them and the signature left out."""
    end = start
    while True:
        tail = text[low:end].rstrip(_AROUND + "\n")
        line = tail.rfind("\n") + 1
        if line > 0 and is_furniture(tail[line:]) and tail[:line].strip():
            end = low + line
            continue
        opening = _interruption(tail)
        if opening is None:
            return end
        end = low + opening


def _interruption(words: str) -> int | None:
    """Where something begins that interrupts a post, if that is how the words end."""
    lowered = words.lower()
    if len(lowered) != len(words) or not lowered.endswith(_closings()):
        return None
    for opening, closing in _interruptions():
        if lowered.endswith(closing):
            at = lowered.rfind(opening, max(0, len(lowered) - _LONGEST_INTERRUPTION))
            if at > 0 and words[:at].strip():
                return at
    return None


@cache
def _interruptions() -> tuple[tuple[str, str], ...]:
    return tuple(pair for language in languages() for pair in language.interruptions)


@cache
def _closings() -> tuple[str, ...]:
    return tuple(closing for _, closing in _interruptions())


@cache
def _lines() -> tuple[str, ...]:
    return tuple(line.casefold() for language in languages() for line in language.walls)


@cache
def _fixed() -> frozenset[str]:
    """The lines that never vary, as they are compared."""
    return frozenset(line.strip(_AROUND) for line in _lines() if "{" not in line)


@cache
def _telling() -> tuple[str, ...]:
    """The lines with holes, but for those that say little beside."""
    return tuple(
        line.strip(_AROUND)
        for line in _lines()
        if "{" in line and len(_LETTER.findall(_HOLE.sub("", line))) >= _SHORTEST_FIXED
    )


@cache
def _edges() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How lines with holes start, and how those end that start with a hole."""
    starts = {line.partition("{")[0][:_EDGE] for line in _telling()} - {""}
    ends = {line.rpartition("}")[2][-_EDGE:] for line in _telling() if line.startswith("{")}
    return tuple(sorted(starts)), tuple(sorted(ends))


@cache
def _holed() -> regex.Pattern[str]:
    return regex.compile("|".join(map(_filled, _telling())))


def _filled(line: str) -> str:
    """A line as a pattern: a handle is one word, and a name ends no sentence."""
    parts = regex.split(f"({_HOLE.pattern})", line)
    handle, name = r"[\w.]{1,30}+", r"[^\n.!?؟。]{1,60}?"
    return "".join(
        (handle if before.endswith("@") else name) if _HOLE.fullmatch(part) else regex.escape(part)
        for before, part in pairwise(["", *parts])
    )


@cache
def _markers() -> tuple[str, ...]:
    """How lines begin that end in the name of an author, "skip twitter post by @"."""
    ending = (line for line in _lines() if line.endswith("}") and line.count("{") == 1)
    begun = (line[: line.index("{")] for line in ending)
    return tuple(sorted({each for each in begun if len(each) >= _SHORTEST_FIXED}))
