"""Months of every language and calendar by their names, and the day that a date of each stands for.

The names are those of the language files; `calendars.toml` holds those of the Persian and Islamic
calendars, and eras. What stands for no certain Gregorian day is known by its calendar alone.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from harvester.languages import CODES, Language, languages, load
from harvester.text.plain import without_case

Calendar = Literal["gregorian", "persian", "hijri"]

_ALIKE = str.maketrans("أإآیک’‘ʼ", "ااايك'''", "\N{ARABIC TATWEEL}\N{ARABIC HAMZA ABOVE}")
# 1 Farvardin 1 is the 226,895th day of the Gregorian calendar.
_FIRST_NOWRUZ = 226_895
_BUDDHIST = 543  # years that the Thai calendar is ahead
_LIKELY = {"gregorian": (1000, 2199), "persian": (1280, 1498), "hijri": (1200, 1599)}


class MonthName(NamedTuple):
    """What a name of a month says: its calendar, and its number in each language that has it.

    `full` holds the languages in which it is no abbreviation, `small` those that write it small.
    """

    calendar: Calendar
    numbers: Mapping[str, int]
    full: frozenset[str]
    small: frozenset[str]

    def number(self, lang: str | None) -> int | None:
        """The month; None where languages disagree and none of them is the article's.

        >>> month_named("listopad").number("hr"), month_named("listopad").number(None)
        (10, None)
        """
        if lang and lang in self.numbers:
            return self.numbers[lang]
        meant = set(self.numbers.values())
        return meant.pop() if len(meant) == 1 else None


@lru_cache(maxsize=4096)  # the same few words stand beside most years
def month_named(name: str) -> MonthName | None:
    """What a word or two say as the name of a month, in whatever case; None if they are none.

    >>> month_named("MÄRZ").number(None), month_named("كانون الثاني").number(None)
    (3, 1)
    """
    return _names().get(_key(name))


def may_end_month(word: str) -> bool:
    """Whether the name of a month, of however many words, may end in this one.

    >>> may_end_month("الثاني"), may_end_month("Março"), may_end_month("كانون")
    (True, True, False)
    """
    return _key(word) in _last_words()


@cache
def _last_words() -> frozenset[str]:
    return frozenset(key.rpartition(" ")[2] for key in _names())


def eras() -> Mapping[str, int]:
    """Eras by which years are counted, each with the Gregorian year before its first."""
    found: dict[str, int] = _declared()["eras"]
    return found


def year_ends(code: str) -> tuple[str, ...]:
    """The words that may follow a year and belong to its date, in a language or a calendar.

    >>> year_ends("ru")
    ('года', 'году', 'г.')
    """
    if code in CODES:
        return load(code).year_ends
    return tuple(_declared()[code]["year_ends"])


def iso_date(calendar: Calendar, year: int, month: int, day: int | None) -> str | None:
    """A date in ISO 8601, as exact as it is given; None if there is no such day.

    Of a lunar date, and of a Persian month without a day, the Gregorian days are not certain.

    >>> iso_date("gregorian", 2019, 2, 29) is None, iso_date("gregorian", 2019, 5, None)
    (True, '2019-05')
    >>> iso_date("persian", 1398, 1, 1), iso_date("gregorian", 2562, 3, 20)
    ('2019-03-21', '2019-03-20')
    """
    if calendar == "gregorian":
        year -= _BUDDHIST if year > 2400 else 0
        if day is None:
            return f"{year}-{month:02}"
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return None
    return _persian(year, month, day) if calendar == "persian" and day else None


def is_likely(calendar: Calendar, year: int, month: int, day: int | None) -> bool:
    """Whether a calendar has such a date, in a year of which people write.

    >>> is_likely("hijri", 1440, 9, 30), is_likely("gregorian", 3019, 1, 1)
    (True, False)
    """
    first, last = _LIKELY[calendar]
    is_thai = calendar == "gregorian" and 2400 < year < 2700
    if not (first <= year <= last or is_thai):
        return False
    return day is None or calendar == "hijri" or iso_date(calendar, year, month, day) is not None


def _persian(year: int, month: int, day: int) -> str | None:
    """The day of a Persian date; the cycle of 33 years and the spring agree from 1280 to 1498."""
    length = 31 if month < 7 else 30 if month < 12 else 29 + _is_persian_leap(year)
    if not 1 <= day <= length:
        return None
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return (date.fromordinal(_nowruz(year)) + timedelta(before)).isoformat()


def _nowruz(year: int) -> int:
    return _FIRST_NOWRUZ + 365 * (year - 1) + (8 * year + 21) // 33


def _is_persian_leap(year: int) -> bool:
    return _nowruz(year + 1) - _nowruz(year) == 366


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "calendars.toml").read_text(encoding="utf-8"))


class _Naming(NamedTuple):
    name: str
    calendar: Calendar
    code: str
    number: int
    is_short: bool


@cache
def _names() -> dict[str, MonthName]:
    found: dict[str, list[_Naming]] = {}
    for naming in _namings():
        found.setdefault(_key(naming.name), []).append(naming)
    return {key: _merged(namings) for key, namings in found.items()}


def _merged(namings: list[_Naming]) -> MonthName:
    """All that is said of a name; what is Gregorian in one language is no other month there."""
    calendar = namings[0].calendar
    own = [naming for naming in namings if naming.calendar == calendar]
    numbers: dict[str, int] = {}
    for naming in own:
        numbers.setdefault(naming.code, naming.number)
    full = frozenset(naming.code for naming in own if not naming.is_short)
    small = frozenset(naming.code for naming in own if naming.name[0].islower())
    return MonthName(calendar, numbers, full, small)


def _namings() -> Iterator[_Naming]:
    for language in languages():
        yield from _of_language(language)
    for calendar in ("persian", "hijri"):
        names = _declared()[calendar]["months"]
        for number, name in _numbered(names):
            yield _Naming(name, calendar, calendar, number, is_short=False)


def _of_language(language: Language) -> Iterator[_Naming]:
    groups = (language.months, language.months_alone, language.months_within)
    for names in groups:
        for number, name in _numbered(names):
            for written in _with_prefixes(name, language):
                yield _Naming(written, "gregorian", language.code, number, is_short=False)
    short = {
        *language.short_months,
        *(n for n in language.more_months if len(n) < 5 and n.isascii()),
    }
    for name, number in language.month_numbers().items():
        for written in _with_prefixes(name, language):
            yield _Naming(written, "gregorian", language.code, number, is_short=name in short)


def _with_prefixes(name: str, language: Language) -> tuple[str, ...]:
    return (name, *(prefix + name for prefix in language.month_prefixes))


def _numbered(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Names of months with their numbers; a list may hold the twelve more than once."""
    return ((place % 12 + 1, name) for place, name in enumerate(names))


def _key(name: str) -> str:
    """The key under which spellings of one name meet.

    >>> _key("Mär.") == _key("mär"), _key("أيار") == _key("ايار")
    (True, True)
    """
    plain = unicodedata.normalize("NFC", without_case(name)).translate(_ALIKE)
    return " ".join(plain.rstrip(".॰׳").split())
