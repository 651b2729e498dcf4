"""Day and month beside a year: the words around it, held against the names of months.

A date is read backwards from its year, in most languages: "20 de marzo de", "March 20,". Hungarian
and Basque put the year first. What may stand between the parts is data of the languages.
"""

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from harvester.languages import languages
from harvester.languages.date_forms import MARKS
from harvester.languages.running.calendars import MonthName, may_end_month, month_named

# matches "20", "th", "ค.ศ.", "," and an empty line; must not match a mark of direction
_TOKEN = regex.compile(
    rf"\d++|(?:\p{{L}}\p{{M}}*+\.){{2,}}|[\p{{L}}\p{{M}}]++|\n\s*\n|[^\s{MARKS}]"
)
# matches the last letters or digits: "2018" of "a2018–", "th" of "20th,"
_LAST = regex.compile(r"(?r)[\p{L}\p{M}]++|\d++")
# matches " március" behind a year
_FOLLOWING = regex.compile(r"\s?([\p{L}\p{M}]++)")
_BEFORE, _AFTER = 60, 48  # characters around a year in which its date stands
_MARKS = frozenset(",.،-–/'’")
_POINTS = frozenset(".॰׳")  # what ends an abbreviation
_DASHES = frozenset("-–—‑")
_LONGEST_WORD = 24
_LONGEST_DAY = 2  # digits
_LONGEST_NAME = 3  # words in the name of a month


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Month(NamedTuple):
    """The name of a month: what it says, and the tokens it fills, the last excluded."""

    name: MonthName
    first: int
    last: int


class DayAndMonth(NamedTuple):
    """A day or two and a month, and where they begin and end in the text."""

    month: MonthName
    days: tuple[int, ...]
    start: int
    end: int


def _may_follow(text: str, start: int) -> bool:
    """Whether the word before a year can belong to a date: of most years that is soon told."""
    words = text[max(0, start - _LONGEST_WORD) : start].rsplit(None, 1)
    word = words[-1] if words else ""
    if word.isalpha():
        return _may_end_date(word)
    last = _LAST.search(word)
    return last is None or not last[0].isdecimal() or len(last[0]) <= _LONGEST_DAY


@lru_cache(maxsize=4096)  # the same few words stand before most years
def _may_end_date(word: str) -> bool:
    return word.casefold() in _links() or may_end_month(word)


@lru_cache(maxsize=4096)  # and behind them
def _is_of_date(word: str) -> bool:
    return word.casefold() in _links() or month_named(word) is not None


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


def days_before(text: str, start: int) -> DayAndMonth | None:
    """Day and month of a date whose year follows.

    >>> found = days_before("on the 3rd of March, 2019", 21)
    >>> found.days, found.month.number(None), found.start
    ((3,), 3, 7)
    """
    if not _may_follow(text, start):
        return None
    tokens = _tokens(text, max(0, start - _BEFORE), start)
    has_point = bool(tokens) and tokens[-1].text in _POINTS
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


def _day_first(tokens: list[_Token], month: _Month) -> DayAndMonth:
    """The day in front of a month, if there is one."""
    alone = DayAndMonth(month.name, (), tokens[month.first].start, 0)
    linked = _skip_links(tokens, month.first)
    at = _without_ordinal(tokens, linked)
    between = {token.text for token in tokens[linked : month.first]}
    if at == 0 or "," in between or ("." in between and not _has_point(month.name)):
        return alone
    day = _day(tokens, at - 1)
    if day is None:
        return alone
    days, first = _with_range(tokens, at - 1, day)
    return DayAndMonth(month.name, days, tokens[first].start, 0)


def _has_point(name: MonthName) -> bool:
    """Whether a language of the month writes a point behind the day: "3. März"."""
    return not _pointed().isdisjoint(name.numbers)


@cache
def _pointed() -> frozenset[str]:
    return frozenset(
        language.code for language in languages() if any("d." in form for form in language.dates)
    )


def _month_first(tokens: list[_Token], at: int) -> DayAndMonth | None:
    """Month and day, in this order: the tokens end with the day."""
    at = _without_ordinal(tokens, at)
    day = _day(tokens, at - 1) if at else None
    if day is None:
        return None
    days, first = _with_range(tokens, at - 1, day)
    until = _skip_links(tokens, first)
    if any(token.text not in (*_POINTS, "de") for token in tokens[until:first]):
        return None
    month = _month_ending(tokens, until)
    return DayAndMonth(month.name, days, tokens[month.first].start, 0) if month else None


def _without_ordinal(tokens: list[_Token], at: int) -> int:
    """How many tokens are left without what is glued to a day: "th", ".", "-го"."""
    if at < 2 or tokens[at - 1].text not in _ordinals():
        return at
    before = at - 2 if tokens[at - 2].text in ("-", ":", ".") else at - 1
    is_glued = (
        tokens[before - 1].end == tokens[before].start and tokens[before - 1].text.isdecimal()
    )
    return before if before and is_glued else at


def _day(tokens: list[_Token], at: int) -> int | None:
    """The day of a month that a token is; a part of a clock time, a name or a number is none."""
    token = tokens[at]
    if not token.text.isdecimal() or len(token.text) > 2 or not 1 <= int(token.text) <= 31:
        return None
    return None if at and _is_glued(tokens, at) else int(token.text)


def _is_glued(tokens: list[_Token], at: int) -> bool:
    """Whether a number is the end of something: of "n9", "_9", "12:30", "1,5"."""
    before = tokens[at - 1]
    if before.end != tokens[at].start:
        return False
    if before.text in (".", ",", ":"):
        return at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].text.isdecimal()
    return before.text == "_" or (before.text.isascii() and before.text.isalpha())


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
        words = [token.text for token in tokens[at - size : at]]
        name = None if any(map(str.isspace, words)) else month_named(" ".join(words))
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


def days_behind(text: str, start: int, end: int) -> DayAndMonth | None:
    """Month and day of a date whose year stands first, in the languages that write so.

    >>> days_behind("2019. március 20-án", 0, 4).days
    (20,)
    """
    codes, end = _marked(text, end)
    following = _FOLLOWING.match(text, end)
    if following is None or not _is_of_date(following[1]):
        return None
    tokens = _tokens(text, end, end + _AFTER) if codes else []
    month = _month_beginning(tokens) if tokens and tokens[0].start - end < 3 else None
    if month is None or codes.isdisjoint(month.name.numbers):
        return None
    name = month.name._replace(
        numbers={code: n for code, n in month.name.numbers.items() if code in codes}
    )
    last = month.last
    if last < len(tokens) and tokens[last].text in _POINTS and _may_be_short(month.name):
        last += 1
    if last < len(tokens) and (day := _day(tokens, last)):
        has_point = last + 1 < len(tokens) and tokens[last + 1].text in (".", *_ordinals())
        is_glued = has_point and tokens[last + 1].start == tokens[last].end
        return DayAndMonth(name, (day,), start, tokens[last + is_glued].end)
    return DayAndMonth(name, (), start, tokens[last - 1].end)


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
