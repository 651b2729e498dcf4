"""Printed dates of posts, in every language: the grammar of the forms that the language files hold.

A form such as `d 'de' MMMM 'de' y` becomes one pattern for all languages that share it. Digits are
of any script, spaces of any kind, and a line may have been wrapped inside the date. Nothing is
guessed: what does not fit a form, or names a day that does not exist, is no date.
"""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

import regex

from harvester.languages import Language, languages

# Direction marks that bidirectional text puts around numbers and between words.
MARKS = (
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
)
_BLANK = rf"[^\S\n{MARKS}]|[{MARKS}]"
SPACE = rf"(?=[\s{MARKS}])(?:{_BLANK})*+(?:\n(?:{_BLANK})*+)?+"
_GAP = rf"(?:{_BLANK})*+"
# matches the digits before which a form may have a gap: their number tells which forms can fit
_DIGITS = regex.compile(rf"{_GAP}(\d*+)")

# A form is made of these: numbers, a month name, quoted text, white space, any other character.
_PART = regex.compile(r"y543|y|MMMM|M|d|'[^']*'|\s+|.")
_NO_LITERALS = frozenset(("y543", "y", "mmmm", "m", "d", "", " "))
# A date ends within this; without an end, `regex` looks through the whole text for its letters.
_LONGEST = 160
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"

# matches "9:35 PM - " of a rendered widget; must not match "935 - "
_CLOCK_BEFORE = regex.compile(rf"{_CLOCK}{_GAP}[-–—·,]{_GAP}")
# matches ", 12:44" and " at 3:43 PM" behind a date; must not match " 12 people" or the next line
_CLOCK_AFTER = regex.compile(rf"(?:,|[^\S\n]at|[^\S\n]·)[^\S\n]{{1,3}}{_CLOCK}(?!\d)")


class PrintedDate(NamedTuple):
    """A date as printed: where it ends, the day it names, and what its form does to the name."""

    start: int
    end: int
    day: str
    name_suffix: str | None = None


class _Form(NamedTuple):
    """One pattern for all languages that print dates in the same form."""

    pattern: regex.Pattern[str]
    literals: tuple[str, ...]
    months: dict[str, dict[str, int]]
    year_offset: int
    name_suffix: str | None


def read_date(text: str, start: int, *, lang: str | None = None) -> PrintedDate | None:
    """The date that begins exactly at `start`, or None; `lang` decides where languages disagree.

    >>> read_date("23 de marzo de 2019El presidente", 0)
    PrintedDate(start=0, end=19, day='2019-03-23', name_suffix=None)
    >>> read_date("٢٣ مارس ٢٠١٩", 0).day
    '2019-03-23'
    >>> read_date("30 February 2019", 0) is None
    True
    """
    before = _CLOCK_BEFORE.match(text, start) or _weekday().match(text, start, start + _LONGEST)
    begin = before.end() if before else start
    found = [hit for form in _fitting(text, begin) if (hit := _read(form, text, begin, lang))]
    if not found:
        return None
    best = max(found, key=lambda hit: hit.end)
    after = _CLOCK_AFTER.match(text, best.end)
    return best._replace(start=start, end=after.end() if after else best.end)


def _fitting(text: str, start: int) -> Iterator[_Form]:
    """The forms that a date here can have: few, told by its first digits and by fixed words."""
    opening = _DIGITS.match(text, start, start + _LONGEST)
    digits = len(opening[1]) if opening else 0
    near = text[start : start + _LONGEST].casefold()
    for form in _forms()[min(digits, 4)]:
        if all(map(near.__contains__, form.literals)):
            yield form


# matches "Fri Jun 12 18:56:44 +0000 2020", as Twitter's own data writes a time
_API_TIME = regex.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d [+-]\d{4} \d{4}")


def day_of(written: str) -> str | None:
    """The day that data names: ISO 8601, the form of Twitter's data, or a printed date.

    >>> day_of("2020-06-12T23:56:44+02:00"), day_of("Fri Jun 12 18:56:44 +0000 2020")
    ('2020-06-12', '2020-06-12')
    """
    moment = _moment(written)
    if moment is None:
        printed = read_date(written, 0)
        return printed.day if printed else None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()


def time_of(written: str) -> datetime | None:
    """The moment that data names, in UTC; None for a day, or a time in no known zone.

    >>> time_of("2012-02-08T15:40:08+00:00").isoformat(), time_of("2012-02-08T15:40:08")
    ('2012-02-08T15:40:08+00:00', None)
    """
    moment = _moment(written)
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def _moment(written: str) -> datetime | None:
    written = written.strip()
    try:
        if _API_TIME.fullmatch(written):
            return datetime.strptime(written, "%a %b %d %H:%M:%S %z %Y")
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _read(form: _Form, text: str, start: int, lang: str | None) -> PrintedDate | None:
    match = form.pattern.match(text, start, start + _LONGEST)
    if match is None:
        return None
    parts = match.groupdict()
    month = _month(form, parts, lang)
    try:
        day = date(int(parts["y"]) - form.year_offset, month, int(parts["d"]))
    except ValueError:
        return None
    if not 2006 <= day.year < 2100:  # the first tweet is of 2006
        return None
    return PrintedDate(start, match.end(), day.isoformat(), form.name_suffix)


def _month(form: _Form, parts: dict[str, str], lang: str | None) -> int:
    if "M" in parts:
        return int(parts["M"])
    numbers = form.months[_month_key(parts["MMMM"])]
    base = (lang or "").split("-")[0]
    return numbers[base] if base in numbers else next(iter(numbers.values()))


def _month_key(name: str) -> str:
    plain = unicodedata.normalize("NFC", name.casefold()).replace("’", "'").rstrip(".")
    return " ".join(plain.split())


@cache
def _weekday() -> regex.Pattern[str]:
    """The day of the week before a date, as Facebook prints it: "Monday, " and "Dimanche "."""
    names = {name for language in languages() for name in language.weekdays}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return regex.compile(rf"(?:{'|'.join(longest_first)}),?{SPACE}", regex.IGNORECASE)


@cache
def _forms() -> tuple[tuple[_Form, ...], ...]:
    """The forms that may begin with no digit, with one, two, three, and with four or more.

    Each distinct form has the months of all languages that use it.
    """
    users: dict[str, list[Language]] = {}
    for language in languages():
        for template in language.dates:
            users.setdefault(template, []).append(language)
    others: list[_Form] = []
    numbers: list[_Form] = []
    years: list[_Form] = []
    for template, who in users.items():
        first = _PART.findall(template)[0]
        group = numbers if first in ("d", "M") else years if first[0] == "y" else others
        group.append(_form(template, who))
    return tuple(others), tuple(numbers), tuple(numbers), (), tuple(years)


def _form(template: str, users: list[Language]) -> _Form:
    months: dict[str, dict[str, int]] = {}
    for language in users:
        for name, number in language.month_numbers().items():
            months.setdefault(_month_key(name), {}).setdefault(language.code, number)
    pattern = "".join(_pieces(template, months))
    suffix = next((s for user in users if (s := user.name_suffixes.get(template))), None)
    offset = 543 if "y543" in template else 0
    written = regex.compile(pattern, regex.IGNORECASE)
    return _Form(written, tuple(_literals(template)), months, offset, suffix)


def _literals(template: str) -> list[str]:
    """What every date of a form holds, whatever the day, as far as it is not spelt in two ways.

    >>> _literals("d 'de' MMMM, y")
    ['de', ',']
    """
    parts = [part.strip("'’.()").casefold() for part in _PART.findall(template)]
    return [part for part in dict.fromkeys(parts) if part not in _NO_LITERALS]


def _pieces(template: str, months: dict[str, dict[str, int]]) -> Iterator[str]:
    for part in _PART.findall(template):
        if part in ("y", "y543"):
            yield rf"{_GAP}(?P<y>\d{{4}})"
        elif part in ("M", "d"):
            yield rf"{_GAP}(?P<{part}>\d{{1,2}})(?!\d)"
        elif part == "MMMM":
            yield f"(?P<MMMM>{'|'.join(_alternatives(months))})"
        elif part.isspace():
            yield SPACE
        else:
            yield _GAP + _literal(part.strip("'"))


def _alternatives(months: dict[str, dict[str, int]]) -> list[str]:
    """Month names, longest first, each in composed and decomposed form, with or without a point."""
    spelled = {form for name in months for form in _spellings(name)}
    longest_first = sorted(spelled, key=lambda name: (-len(name), name))
    return [regex.escape(name).replace(r"\ ", SPACE) + r"\.?+" for name in longest_first]


def _spellings(name: str) -> set[str]:
    return {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}


def _literal(text: str) -> str:
    if text == ".":
        return r"\\?+\."  # a Markdown writer escapes the point of "1. September"
    if text == "’" or text.endswith("’"):
        return regex.escape(text[:-1]) + "[’'`]"
    return regex.escape(text)


def example(language: Language) -> str:
    """23 March 2019 in the language's first form, as `harvester languages` shows it.

    >>> from harvester.languages import load
    >>> example(load("es"))
    '23 de marzo de 2019'
    """
    month = language.months[2] if language.months else "3"
    values = {"d": "23", "M": "3", "MMMM": month, "y": "2019", "y543": "2562"}
    tokens = _PART.findall(language.dates[0])
    return "".join(values.get(token, token.strip("'")) for token in tokens)
