"""Dates in running text, in every language and all digits: a day, a month and a year, or the last two.

A date is found by its year, four digits that stand alone; around it the words are held against the
names of months, so that no language needs a grammar of its own. Dates in numbers alone are left to
`numeric_dates`. Nothing is guessed: what has two readings is told without a value.

`dateparser` was weighed first: on running text it reads 66 kB a second, misses half of the forms
here, and takes "may", "we" and "of 94" for dates.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from harvester.languages import languages
from harvester.languages.calendars import (
    Calendar,
    MonthName,
    is_likely,
    iso_date,
    month_named,
    year_ends,
)
from harvester.languages.numeric_dates import RunningDate, numbers_around, years_of_signs

# Digits that a year begins with, in the scripts of the languages: for a text without any of them
# eleven looks are many times as fast as a search.
_FIRST_DIGITS = "12١٢۱۲१२১২૧૨೧೨௧௨๑๒１２"
# matches "2019" and "٢٠١٩"; must not match a part of "20190"
_YEAR = regex.compile(r"(?<!\d)\d{4}(?!\d)")
# matches "20", "th", "ค.ศ.", "," and an empty line
_TOKEN = regex.compile(r"\d++|(?:\p{L}\p{M}*+\.){2,}|[\p{L}\p{M}]++|\n\s*\n|\S")
_BEFORE, _AFTER = 60, 48  # characters around a year in which its date stands
_MARKS = frozenset(",.،-–/'’")
_DASHES = frozenset("-–—‑")
_LONGEST_NAME = 3  # words in the name of a month

Language = Callable[[], str | None]


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Month(NamedTuple):
    """The name of a month among tokens: what it says, and which tokens it fills, the last excluded."""

    name: MonthName
    first: int
    last: int


class _Parts(NamedTuple):
    """A day or two and a month, and where they begin and end in the text."""

    month: MonthName
    days: tuple[int, ...]
    start: int
    end: int


def running_dates(text: str, lang: Language = lambda: None) -> Iterator[RunningDate]:
    """Every date of a text, in order; `lang` is asked for the text's language only in doubt.

    >>> [found.value for found in running_dates("Am 3. März 2019, nicht im Mai 2020 (25/04/2019).")]
    ['2019-03-03', '2020-05', '2019-04-25']
    >>> [found.value for found in running_dates("٢٠ مارس ٢٠١٩ / 2019年3月20日 / 03/04/2019")]
    ['2019-03-20', '2019-03-20', None]
    """
    found = list(years_of_signs(text)) if "年" in text else []
    if has_year_digits(text):
        end = 0
        for year in _YEAR.finditer(text):
            dated = _dated(text, *year.span(), lang)
            if dated and dated.start >= end:
                found.append(dated)
                end = dated.end
    return iter(sorted(found))


def has_year_digits(text: str) -> bool:
    """Whether a text can hold a year at all: quickly told.

    >>> has_year_digits("in 2019"), has_year_digits("nothing")
    (True, False)
    """
    if "1" in text or "2" in text:
        return True
    return not text.isascii() and any(map(text.__contains__, _FIRST_DIGITS))


def _dated(text: str, start: int, end: int, lang: Language) -> RunningDate | None:
    """The date that has its year here."""
    number = int(text[start:end])
    if not 1200 <= number < 2700:
        return None
    if numeric := numbers_around(text, start, end):
        return numeric
    before = _tokens(text, max(0, start - _BEFORE), start) if _may_follow(text, start) else []
    parts = _days_before(before) or _days_behind(text, start, end, number)
    if parts is None:
        return None
    if not parts.days and not _is_month_of_year(parts, text, lang):
        return None
    return _completed(text, parts, number, end, lang)


def _may_follow(text: str, start: int) -> bool:
    """Whether the word before a year can belong to a date: of most years that is soon told."""
    word = text[max(0, start - _BEFORE) : start].rpartition("\n")[2].split()[-1:]
    return not word or not word[0].isascii() or not word[0].isalpha() or _is_of_date(word[0])


@lru_cache(maxsize=4096)  # the same few words stand before most years
def _is_of_date(word: str) -> bool:
    return word.casefold() in _links() or month_named(word) is not None


def _completed(
    text: str, parts: _Parts, year: int, year_end: int, lang: Language
) -> RunningDate | None:
    name = parts.month
    month = name.number(None) or name.number(lang())
    day = parts.days[-1] if parts.days else None
    if not all(is_likely(name.calendar, year, month or 1, each) for each in parts.days or (None,)):
        return None
    values = [month and iso_date(name.calendar, year, month, each) for each in parts.days or (day,)]
    value = "/".join(value for value in values if value) if all(values) else None
    start, end = min(parts.start, year_end), max(parts.end, year_end)
    return RunningDate(start, _with_ending(text, end, name, lang), value or None, _rule(name.calendar))


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


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    """The words, numbers and signs in a stretch of text; a word that is cut off is left out."""
    tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(text, start, end)]
    is_cut = tokens and start and tokens[0].start == start and text[start - 1].isalnum()
    return tokens[1:] if is_cut else tokens


@cache
def _links() -> frozenset[str]:
    """What may stand between day, month and year."""
    words = (word for language in languages() for word in language.month_links)
    return frozenset(match[0] for word in words for match in _TOKEN.finditer(word)) | _MARKS


@cache
def _ordinals() -> frozenset[str]:
    """What may be glued to a day, without the hyphen that may stand before."""
    return frozenset(word.strip("-") for language in languages() for word in language.ordinals)


def _days_before(tokens: list[_Token]) -> _Parts | None:
    """Day and month of a date whose year follows the tokens."""
    has_point = bool(tokens) and tokens[-1].text == "."
    at = len(tokens) - 1 if has_point else _skip_links(tokens, len(tokens))
    if at == 0:
        return None
    if month := _month_ending(tokens, at):
        if has_point and not _may_be_short(month.name):
            return None  # a sentence ends behind the month
        return _day_first(tokens, month)
    return None if has_point else _month_first(tokens, at)


def _skip_links(tokens: list[_Token], at: int, least: int = 0) -> int:
    """How many tokens are left, up to three links at their end taken away."""
    links = _links()
    for _ in range(3):
        if at > least and tokens[at - 1].text.casefold() in links:
            at -= 1
    return at


def _day_first(tokens: list[_Token], month: _Month) -> _Parts:
    """The day in front of a month, if there is one."""
    alone = _Parts(month.name, (), tokens[month.first].start, 0)
    at = _without_ordinal(tokens, _skip_links(tokens, month.first))
    if at == 0 or any(token.text == "," for token in tokens[at : month.first]):
        return alone
    day = _day(tokens, at - 1)
    if day is None:
        return alone
    days, first = _with_range(tokens, at - 1, day)
    return _Parts(month.name, days, tokens[first].start, 0)


def _month_first(tokens: list[_Token], at: int) -> _Parts | None:
    """Month and day, in this order: the tokens end with the day."""
    at = _without_ordinal(tokens, at)
    day = _day(tokens, at - 1) if at else None
    if day is None:
        return None
    days, first = _with_range(tokens, at - 1, day)
    until = _skip_links(tokens, first)
    if any(token.text not in (".", "de") for token in tokens[until:first]):
        return None
    month = _month_ending(tokens, until)
    return _Parts(month.name, days, tokens[month.first].start, 0) if month else None


def _without_ordinal(tokens: list[_Token], at: int) -> int:
    """How many tokens are left without what is glued to a day: "th", ".", "-го"."""
    if at < 2 or tokens[at - 1].text not in _ordinals():
        return at
    before = at - 2 if tokens[at - 2].text == "-" else at - 1
    is_glued = tokens[before - 1].end == tokens[before].start and tokens[before - 1].text.isdecimal()
    return before if before and is_glued else at


def _day(tokens: list[_Token], at: int) -> int | None:
    """The day of a month that a token is; a part of a clock time or of a larger number is none."""
    token = tokens[at]
    if not token.text.isdecimal() or len(token.text) > 2 or not 1 <= int(token.text) <= 31:
        return None
    if at > 1 and tokens[at - 1].text in (".", ",", ":") and tokens[at - 2].text.isdecimal():
        glued = tokens[at - 2].end == tokens[at - 1].start and tokens[at - 1].end == token.start
        return None if glued else int(token.text)
    return int(token.text)


def _with_range(tokens: list[_Token], at: int, day: int) -> tuple[tuple[int, ...], int]:
    """The days of "3-5", and the first token of them."""
    if at > 1 and tokens[at - 1].text in _DASHES:
        first = _day(tokens, at - 2)
        if first is not None and first < day:
            return (first, day), at - 2
    return (day,), at


def _month_ending(tokens: list[_Token], at: int) -> _Month | None:
    """The month whose name ends before a place: the longest name; "مارس (آذار)" is one."""
    if at and tokens[at - 1].text == ")":
        inside = _month_ending(tokens, at - 1)
        if inside and inside.first and tokens[inside.first - 1].text == "(":
            return _paired(tokens, inside, inside.first - 1)
        return None
    for size in range(min(_LONGEST_NAME, at), 0, -1):
        name = month_named(" ".join(token.text for token in tokens[at - size : at]))
        if name:
            month = _Month(name, at - size, at)
            has_slash = month.first and tokens[month.first - 1].text == "/"
            return _paired(tokens, month, month.first - 1) or month if has_slash else month
    return None


def _paired(tokens: list[_Token], month: _Month, at: int) -> _Month | None:
    """A month that stands there by two names, as in Arab countries."""
    other = _month_ending(tokens, at)
    if other is None or other.name.calendar != month.name.calendar:
        return None
    both = set(month.name.numbers.values()) & set(other.name.numbers.values())
    if not both:
        return None
    numbers = {code: n for code, n in other.name.numbers.items() if n in both}
    return _Month(other.name._replace(numbers=numbers), other.first, month.last)


def _may_be_short(name: MonthName) -> bool:
    return len(name.full) < len(name.numbers)


def _days_behind(text: str, start: int, end: int, year: int) -> _Parts | None:
    """Month and day of a date whose year stands first, in the languages that write so."""
    codes, end = _marked(text, end)
    tokens = _tokens(text, end, end + _AFTER) if codes else []
    month = _month_beginning(tokens) if tokens and tokens[0].start - end < 3 else None
    if month is None or codes.isdisjoint(month.name.numbers):
        return None
    name = month.name._replace(
        numbers={code: n for code, n in month.name.numbers.items() if code in codes}
    )
    last = month.last
    if last < len(tokens) and (day := _day(tokens, last)):
        has_point = last + 1 < len(tokens) and tokens[last + 1].text in (".", *_ordinals())
        is_glued = has_point and tokens[last + 1].start == tokens[last].end
        return _Parts(name, (day,), start, tokens[last + is_glued].end)
    return _Parts(name, (), start, tokens[last - 1].end)


def _marked(text: str, end: int) -> tuple[frozenset[str], int]:
    """The languages that mark a year before its month as it is marked here, and the mark's end."""
    for mark, codes in _year_marks():
        if text.startswith(mark, end):
            return codes, end + len(mark)
    return frozenset(), end


@cache
def _year_marks() -> tuple[tuple[str, frozenset[str]], ...]:
    users: dict[str, set[str]] = {}
    for language in languages():
        for mark in language.year_marks:
            users.setdefault(mark, set()).add(language.code)
            users.setdefault("", set()).add(language.code)
    longest_first = sorted(users, key=lambda mark: -len(mark))
    return tuple((mark, frozenset(users[mark])) for mark in longest_first)


def _month_beginning(tokens: list[_Token]) -> _Month | None:
    name = month_named(tokens[0].text)
    return _Month(name, 0, 1) if name else None


def _is_month_of_year(parts: _Parts, text: str, lang: Language) -> bool:
    """Whether a month without a day is one: "may" and "Mars" are words of some languages, too."""
    name = parts.month
    code = lang()
    if code not in name.numbers and not (code is None and name.full):
        return name.calendar != "gregorian"
    is_small = text[parts.start].islower()
    return not is_small or code in name.small or (code is None and bool(name.small))
