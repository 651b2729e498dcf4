"""Dates of running text that are written in numbers: "2019-03-20", "20.3.2019", "2019年3月20日".

What has two readings, such as 03/04/2019, is told without a value.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import regex

from harvester.languages import languages
from harvester.languages.running.calendars import eras, iso_date

_KANJI = "〇零一二三四五六七八九"
_KANJI_VALUES = {"〇": 0} | {digit: value for value, digit in enumerate(_KANJI[1:])}
# Beside letters, digits and these a number is a part of something else: a path, a version, a phone.
_PART_OF = r"\p{Latin}\p{Nd}_/\\=-"
_SIGNS = (".", "/", "-")
# matches "20.3." and "20. 03. " before a year, read backwards; must not match "20/3."
_DAY_BEFORE = regex.compile(r"(?r)(\d{1,2})\3 ?(\d{1,2})([./-]) ?")
# matches "-03-20" and ". 03. 20." behind a year; must not match "-03-20-1" or "/03/20/rain"
_DAY_BEHIND = regex.compile(
    r"([./-])(?: (?=\d{1,2}\. ?\d{1,2}\.))?(\d{1,2})\1 ?(\d{1,2})"
    rf"(?!(?!T\d)[{_PART_OF}]|\.\d)"
)
# matches what makes the digits behind or before it a part of more: "v", "/", "1."
_NOT_BEFORE = regex.compile(rf"(?r)[{_PART_OF}]|\d[.:]")
_NOT_BEHIND = regex.compile(rf"[{_PART_OF}]|[.:]\d")


class RunningDate(NamedTuple):
    """A date in a text: where it stands, its ISO 8601 value if it has only one, and the rule."""

    start: int
    end: int
    value: str | None
    rule: str


def numbers_around(text: str, start: int, end: int) -> RunningDate | None:
    """The date in numbers whose year stands there.

    >>> numbers_around("on 25/04/2019.", 9, 13).value, numbers_around("2019-03-22", 0, 4).value
    ('2019-04-25', '2019-03-22')
    >>> numbers_around("03/04/2019", 6, 10).value is None
    True
    """
    return (
        _day_before(text, start, end) or _day_behind(text, start, end) or _units(text, start, end)
    )


def _day_before(text: str, start: int, end: int) -> RunningDate | None:
    has_sign = text[start - 1 : start] in _SIGNS or text.startswith(". ", start - 2)
    if start < 4 or not has_sign or _NOT_BEHIND.match(text, end):
        return None
    match = _DAY_BEFORE.match(text, max(0, start - 8), start)
    if match is None or _NOT_BEFORE.match(text, 0, match.start()):
        return None
    one, other, sign = int(match[1]), int(match[2]), match[3]
    year = int(text[start:end])
    readings = {_iso(year, other, one)} | ({_iso(year, one, other)} if sign != "." else set())
    known = readings - {None}
    if not known or not _is_recent(year):
        return None
    value = known.pop() if len(known) == 1 else None
    return RunningDate(match.start(), end, value, "date.numeric")


def _day_behind(text: str, start: int, end: int) -> RunningDate | None:
    match = _DAY_BEHIND.match(text, end) if text[end : end + 1] in _SIGNS else None
    if match is None or _NOT_BEFORE.match(text, 0, start):
        return None
    year = int(text[start:end])
    value = _iso(year, int(match[2]), int(match[3]))
    if value is None or not _is_recent(year):
        return None
    return RunningDate(start, match.end(), value, "date.numeric")


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _is_recent(year: int) -> bool:
    """Whether a year is one that people write in numbers; what is larger counts something else."""
    return 1800 <= year < 2100


def _units(text: str, start: int, end: int) -> RunningDate | None:
    behind = _signs().get(text[end : end + 2].strip()[:1])
    match = behind.match(text, end) if behind else None
    if match is None:
        return None
    day = int(match[2]) if match[2] else None
    return _checked(start, match.end(), int(text[start:end]), int(match[1]), day)


def _checked(start: int, end: int, year: int, month: int, day: int | None) -> RunningDate | None:
    if not 1 <= month <= 12 or not 1000 <= year < 2200:
        return None
    value = iso_date("gregorian", year, month, day)
    return RunningDate(start, end, value, "date.units") if value else None


@cache
def _signs() -> dict[str, regex.Pattern[str]]:
    """For each sign behind a year what follows the digits: "年3月20日"."""
    found: dict[str, set[tuple[str, str]]] = {}
    for language in languages():
        if language.units:
            year, month, day = language.units
            found.setdefault(year, set()).add((month, day))
    return {year: _behind(year, units) for year, units in found.items()}


def _behind(year: str, units: set[tuple[str, str]]) -> regex.Pattern[str]:
    months = "".join(sorted({month for month, _ in units}))
    days = "".join(sorted({sign for _, signs in units for sign in signs}))
    return regex.compile(rf" ?{year}\s?(\d{{1,2}})\s?[{months}](?:\s?(\d{{1,2}})\s?[{days}])?")


@cache
def _signed() -> regex.Pattern[str]:
    """Years of eras, and years in Chinese digits: "令和元年5月1日", "二〇一九年三月"."""
    names = "|".join(eras())
    number = r"\d{1,3}|[元一二三四五六七八九十]{1,3}"
    return regex.compile(
        rf"(?:(?P<era>{names})\s?(?P<of_era>{number})|(?P<year>[{_KANJI}]{{4}}))\s?年"
        rf"\s?(?P<month>{number})\s?月(?:\s?(?P<day>{number})\s?[日号號])?"
    )


def years_of_signs(text: str) -> Iterator[RunningDate]:
    """Dates whose year is counted by an era or written in Chinese digits.

    >>> [found.value for found in years_of_signs("令和元年5月1日、二〇一九年三月二十日")]
    ['2019-05-01', '2019-03-20']
    """
    for match in _signed().finditer(text):
        if match["era"]:
            year = eras()[match["era"]] + _number(match["of_era"])
        else:
            year = int("".join(str(_KANJI_VALUES[digit]) for digit in match["year"]))
        day = _number(match["day"]) if match["day"] else None
        found = _checked(*match.span(), year, _number(match["month"]), day)
        if found:
            yield found._replace(rule="date.era") if match["era"] else found


def _number(written: str) -> int:
    """A number up to 99 in digits or in Chinese; the first year of an era has a name.

    >>> _number("二十一"), _number("十"), _number("元"), _number("31")
    (21, 10, 1, 31)
    """
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    value = (_KANJI_VALUES.get(tens, 1) * 10) if ten else 0
    return value + (1 if ones == "元" else _KANJI_VALUES.get(ones, 0))
