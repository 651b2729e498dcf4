"""Dates in running text, in every language and all digits: day, month and year, or the last two.

A date is found by its year, four digits that stand alone; around it the words are held against the
names of months, so that no language needs a grammar of its own. Dates in numbers alone are left to
`numeric`. Nothing is guessed: what has two readings is told without a value.

`dateparser` was weighed first: on running text it reads 66 kB a second, misses half of the forms
here, and takes "may", "we" and "of 94" for dates.
"""

from collections.abc import Callable, Iterator
from functools import cache

import regex

from harvester.languages.running.calendars import (
    Calendar,
    MonthName,
    is_likely,
    iso_date,
    year_ends,
)
from harvester.languages.running.numeric import RunningDate, numbers_around, years_of_signs
from harvester.languages.running.words import DayAndMonth, days_before, days_behind

# matches "2019" and "٢٠١٩"; must not match a part of "20190"
_YEAR = regex.compile(r"(?<!\d)\d{4}(?!\d)")

_ENGLISH = frozenset(("en",))

Language = Callable[[], str | None]


def running_dates(text: str, lang: Language = lambda: None) -> Iterator[RunningDate]:
    """Every date of a text, in order; `lang` is asked for the text's language only in doubt.

    >>> [found.value for found in running_dates("Am 3. März 2019, nicht im Mai 2020 (25/04/2019).")]
    ['2019-03-03', '2020-05', '2019-04-25']
    >>> [found.value for found in running_dates("٢٠ مارس ٢٠١٩ / 2019年3月20日 / 03/04/2019")]
    ['2019-03-20', '2019-03-20', None]
    """
    found = list(years_of_signs(text)) if "年" in text else []
    end = 0
    for year in _YEAR.finditer(text):
        dated = _dated(text, *year.span(), lang)
        if dated and dated.start >= end:
            found.append(dated)
            end = dated.end
    return iter(sorted(found))


def _dated(text: str, start: int, end: int, lang: Language) -> RunningDate | None:
    """The date that has its year here."""
    number = int(text[start:end])
    if not 1200 <= number < 2700:
        return None
    if numeric := numbers_around(text, start, end):
        return numeric
    parts = days_before(text, start) or days_behind(text, start, end)
    if parts is None:
        return None
    if not parts.days and not _is_month_of_year(parts, text, lang):
        return None
    return _completed(text, parts, number, end, lang)


def _completed(
    text: str, parts: DayAndMonth, year: int, year_end: int, lang: Language
) -> RunningDate | None:
    name = parts.month
    month = name.number(None) or name.number(lang())
    day = parts.days[-1] if parts.days else None
    if not all(is_likely(name.calendar, year, month or 1, each) for each in parts.days or (None,)):
        return None
    values = [month and iso_date(name.calendar, year, month, each) for each in parts.days or (day,)]
    value = "/".join(value for value in values if value) if all(values) else None
    start, end = min(parts.start, year_end), max(parts.end, year_end)
    return RunningDate(
        start, _with_ending(text, end, name, lang), value or None, _rule(name.calendar)
    )


def _rule(calendar: Calendar) -> str:
    return "date.named" if calendar == "gregorian" else f"date.{calendar}"


def _with_ending(text: str, end: int, name: MonthName, lang: Language) -> int:
    """Where a date ends, with the word that belongs to its year in the language of its month.

    A point belongs to it in some languages; in all others it ends the sentence.
    """
    ends = {code: match.end() for code in name.numbers if (match := _ending(code).match(text, end))}
    last = max(ends.values(), default=end)
    return ends.get(lang() or "", end) if text[end:last] == "." else last


@cache
def _ending(code: str) -> regex.Pattern[str]:
    words = sorted(year_ends(code), key=lambda word: (-len(word), word))
    if not words:
        return regex.compile(r"(?!)")
    return regex.compile(rf"[^\S\n]?(?:{'|'.join(map(regex.escape, words))})(?![\p{{L}}\p{{M}}\d])")


def _is_month_of_year(parts: DayAndMonth, text: str, lang: Language) -> bool:
    """Whether a month without a day is one: "may" and "Mars" are words of some languages, too.

    What is written small, or with letters that English lacks, is no such word; nor is an English
    name, nor what follows a year that is marked.
    """
    name, word = parts.month, text[parts.start :][:3]
    is_small, is_marked = word[0].islower(), parts.end > 0
    if name.calendar != "gregorian" or is_marked:
        return bool(name.full)
    if name.full & (name.small if is_small else _ENGLISH) or (name.full and not word.isascii()):
        return True
    code = lang()
    is_known = code in name.numbers or (code is None and bool(name.full))
    return is_known and (not is_small or code in name.small)
