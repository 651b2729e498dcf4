"""Quotation marks in a text, each with the side it stands on, told from its neighbours.

No language is asked: Arabic news alone uses seven forms, and scrapers break all of them. A mark
that has white space on one side and a letter on the other opens or closes whatever its shape;
only where the neighbours do not tell, the shape leans to one side. Letters that look like marks
are left out: gershayim inside a Hebrew acronym, apostrophes, and inches behind a digit.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from harvester.languages.date_forms import MARKS
from harvester.text.occurrences import occurrences


class Lean(IntEnum):
    """To which side a mark leans; `EITHER` is decided by what is open before it."""

    EITHER = 0
    OPENS = 1
    CLOSES = 2
    PROBABLY_OPENS = 3
    PROBABLY_CLOSES = 4


class Mark(NamedTuple):
    """One mark, or a run of marks that a scraper doubled."""

    start: int
    end: int
    family: str
    lean: Lean


_OPENING, _CLOSING, _NEUTRAL = Lean.PROBABLY_OPENS, Lean.PROBABLY_CLOSES, Lean.EITHER
# Marks of one family may open and close each other: „x“, ”x”, »x«.
_DOUBLE = {
    '"': _NEUTRAL, "“": _OPENING, "”": _CLOSING, "„": _OPENING, "‟": _OPENING, "″": _CLOSING,
    "＂": _NEUTRAL, "״": _NEUTRAL, "〝": _OPENING, "〞": _CLOSING, "〟": _CLOSING,
}  # fmt: skip
SINGLE = {"'": _NEUTRAL, "‘": _OPENING, "’": _CLOSING, "‚": _OPENING, "‛": _OPENING}
_FAMILIES = (
    ("double", _DOUBLE),
    ("angle", {"«": _OPENING, "»": _CLOSING, "≪": _OPENING, "≫": _CLOSING}),
    ("single angle", {"‹": _OPENING, "›": _CLOSING}),
    ("corner", {"「": _OPENING, "」": _CLOSING, "｢": _OPENING, "｣": _CLOSING}),
    ("white corner", {"『": _OPENING, "』": _CLOSING}),
)
_SHAPES = {mark: (family, shape) for family, marks in _FAMILIES for mark, shape in marks.items()}
_SHAPES |= {mark: ("single", shape) for mark, shape in SINGLE.items()}
_NO_APOSTROPHE = "\u0e00"  # from Thai on, scripts have no apostrophes
PLAIN = tuple(mark for _, marks in _FAMILIES for mark in marks)
# An apostrophe is looked at only in a text where one stands at its beginning, or behind one of
# these; what is no apostrophe always is.
_BEFORE_SINGLE = {"'": " \n(:'\"“", "’": " “"}

_MOST = 4096  # pairs of neighbours that are kept
_INVISIBLE = frozenset(MARKS)
_OPENERS = frozenset("([{<:：¿¡“„«‘=")  # what opens even before a space, as in «… : “ …»
_BEFORE_OPENING = frozenset("([{<—–―-:：；;/=،,¿¡>|“„«‘*_~")
_POINTS = frozenset(".,،؛۔")
_ALSO_BEFORE_CLOSING = frozenset(",،;؛—–―-…*")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–―-…،؛؟۔।。，、！？；：）”»’'/*_|")
# matches the mark of an acronym, one letter before its end or behind letters that are no prefix,
# as in ארה"ב and מנכ"לית; must not match the opening mark behind a prefix, as in ל"הארץ
_ACRONYM = regex.compile(
    r'(?<=\p{Hebrew})["״”“](?:(?=\p{Hebrew}(?!\p{Hebrew}))|(?<!(?<!\p{Hebrew})ו?ש?[הכלבמ]{1,2}.)(?=\p{Hebrew}))'
)
_HEBREW = "\u0590"  # from here on, scripts may be Hebrew
_ARABIC = regex.compile(r"\p{Arabic}")


def marks(text: str) -> list[Mark]:
    """Every quotation mark in order; what only looks like one is left out.

    >>> [(text[m.start], m.lean.name) for text in ("a «b» 5″ it's",) for m in marks(text)]
    [('«', 'OPENS'), ('»', 'CLOSES'), ('″', 'CLOSES')]
    >>> marks('צה"ל')
    []
    """
    places = _places(text)
    if not places:
        return []
    found = [_mark(text, start, end) for start, end in _runs(text, sorted(places))]
    return [mark for mark in found if mark is not None]


def _places(text: str) -> list[int]:
    """Where marks stand: one search for each shape costs less than one pattern for all."""
    places: list[int] = []
    for mark in PLAIN:
        places.extend(occurrences(text, mark))
    if _has_single(text):
        places.extend(_single_places(text))
    return places


def _has_single(text: str) -> bool:
    """Whether any mark opens like a single quotation mark."""
    if any(mark in text for mark in SINGLE if mark not in _BEFORE_SINGLE):
        return True
    return any(
        at == 0 or text[at - 1] in before
        for mark, before in _BEFORE_SINGLE.items()
        for at in occurrences(text, mark)
    )


def _single_places(text: str) -> Iterator[int]:
    """Where a single mark has a letter on one side at most: what stands in a word is none."""
    for mark in SINGLE:
        for at in occurrences(text, mark):
            behind = text[at + 1 : at + 2]
            if not (text[at - 1 : at].isalnum() and behind.isalnum() and behind < _NO_APOSTROPHE):
                yield at


def _runs(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Each mark from start to end; doubled marks such as "" and '' are one."""
    start = places[0]
    for before, at in pairwise(places):
        is_same = at == before + 1 and _SHAPES[text[at]] == _SHAPES[text[before]]
        if not is_same:
            yield start, before + 1
            start = at
    yield start, places[-1] + 1


def _mark(text: str, start: int, end: int) -> Mark | None:
    family, shape = _SHAPES[text[start]]
    if family == "single" and end - start > 1:
        family = "double"
    before, after = text[start - 1 : start], text[end : end + 1]
    if before >= _HEBREW and text[start] in '"״”“' and _ACRONYM.match(text, start):
        return None
    if before in _INVISIBLE or after in _INVISIBLE:
        before, after = _neighbours(text, start, end)
    lean = _lean(before, after, shape)
    if lean is shape and _ends_sentence(text, start, end):
        lean = Lean.CLOSES
    if family == "single" and not _is_single_mark(lean, after, text[start]):
        return None
    return Mark(start, end, family, lean)


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The nearest visible characters on both sides; empty at the ends of the text."""
    left, right = start - 1, end
    while left >= 0 and text[left] in _INVISIBLE:
        left -= 1
    while right < len(text) and text[right] in _INVISIBLE:
        right += 1
    return (text[left] if left >= 0 else ""), text[right : right + 1]


@lru_cache(_MOST)
def _lean(before: str, after: str, shape: Lean) -> Lean:
    spaced_before = not before or before.isspace()
    spaced_after = not after or after.isspace()
    can_open = spaced_before or before in (_OPENERS if spaced_after else _BEFORE_OPENING)
    can_close = spaced_after or after in _AFTER_CLOSING
    if can_open and not can_close:
        # scrapers lose the space behind a mark: “It is over,”said Ada
        is_glued = before in _ALSO_BEFORE_CLOSING and shape is not _OPENING
        return Lean.EITHER if is_glued else Lean.OPENS
    if can_close and not can_open:
        # and they lose the space before it: she shouted," go away"
        is_glued = spaced_after and before in ",،" and shape is _NEUTRAL
        return Lean.EITHER if is_glued else Lean.CLOSES
    return shape


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a mark between a space and a point closes, as nothing opens there: " so it is "."""
    is_spaced = text[start - 1 : start].isspace() and text[end : end + 1] in _POINTS
    return is_spaced and not text[end + 1 : end + 2].strip()


def _is_single_mark(lean: Lean, after: str, mark: str) -> bool:
    """An apostrophe at the edge of a word opens nothing unless a word follows, as in ’90s.

    Urdu opens with the mark that closes elsewhere, and has no apostrophes.
    """
    if lean not in (Lean.OPENS, Lean.PROBABLY_OPENS):
        return True
    if mark == "‘":
        return not after.isspace()
    return after.isalpha() and (mark != "’" or _ARABIC.match(after) is not None)
