"""The forms of printed dates as patterns: what the language files declare, compiled once.

A form such as `d 'de' MMMM 'de' y` becomes one pattern for all languages that share it. Digits are
of any script, spaces of any kind, and a line may have been wrapped inside the date. What a date
that fits a form names is the business of `dates`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from harvester.languages import Language, languages
from harvester.text.characters import DIRECTION_MARKS
from harvester.text.plain import without_case

MARKS = DIRECTION_MARKS  # that bidirectional text puts around numbers and between words
_BLANK = rf"[^\S\n{MARKS}]|[{MARKS}]"
SPACE = rf"(?=[\s{MARKS}])(?:{_BLANK})*+(?:\n(?:{_BLANK})*+)?+"
GAP = rf"(?:{_BLANK})*+"
# A date ends within this; without an end, `regex` looks through the whole text for its letters.
LONGEST = 160
# What stands for digits where somebody masked them: "*NUMBER*", "<num>", "[DATE]", "{{NUM}}".
NAMED_MASK = (
    r"(?:\*[A-Za-z_]{2,12}+\*|<[A-Za-z_]{2,12}+>|\[[A-Za-z_]{2,12}+\]"
    r"|\{{1,2}+[A-Za-z_]{2,12}+\}{1,2}+)"
)
# The same, and what may stand for digits only where a date has them: "##", "0000", "XX", "NUM".
MASK = (
    rf"(?:{NAMED_MASK}"
    r"|(?<![\w#*])(?:#{1,4}+|0{1,4}+|[Xx]{1,4}+|_{1,4}+|\*{1,4}+|NUM(?:BER)?+)(?![\w#*]))"
)

_GAPS = regex.compile(rf"[\s{MARKS}]++")
# Forms in which platforms print dates in languages that have others: months first, on Instagram.
_BORROWED = ("MMMM d, y", "d MMMM y", "d MMMM, y")
# A form is made of these: numbers, a month name, quoted text, white space, any other character.
_PART = regex.compile(r"y543|y|MMMM|M|d|'[^']*'|\s+|.")
_COMMAS = ",،、"
_NO_LITERALS = frozenset(("y543", "y", "mmmm", "m", "d", "", " ", *_COMMAS))


class Form(NamedTuple):
    """One pattern for all languages that print dates in the same form."""

    written: str
    literals: tuple[str, ...]
    months: dict[str, dict[str, int]]
    year_offset: int
    name_suffix: str | None

    def match(self, text: str, start: int) -> regex.Match[str] | None:
        """The date in this form that begins exactly at `start`; compiled when first asked for."""
        return _compiled(self.written).match(text, start, start + LONGEST)

    def may_fit(self, near: str) -> bool:
        """Whether a stretch of text, in lower case, has the fixed words of this form."""
        return all(map(near.__contains__, self.literals))

    def month(self, name: str, lang: str | None) -> int:
        """The number of a printed month; `lang` decides where languages disagree."""
        numbers = self.months[_month_key(name)]
        base = (lang or "").split("-")[0]
        return numbers[base] if base in numbers else next(iter(numbers.values()))


@cache
def weekday() -> regex.Pattern[str]:
    """The day of the week before a date, as Facebook prints it: "Monday, " and "Dimanche "."""
    names = {name for language in languages() for name in language.weekdays}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return regex.compile(rf"(?:{'|'.join(longest_first)}),?{SPACE}", regex.IGNORECASE)


@cache
def forms() -> tuple[tuple[Form, ...], ...]:
    """The forms that may begin with no digit, with one, two, three, and with four or more."""
    others: list[Form] = []
    numbers: list[Form] = []
    years: list[Form] = []
    for template, who in _users().items():
        first = _PART.findall(template)[0]
        group = numbers if first in ("d", "M") else years if first[0] == "y" else others
        group.append(_form(template, who))
    return tuple(others), tuple(numbers), tuple(numbers), (), tuple(years)


@cache
def borrowed_forms() -> tuple[Form, ...]:
    """Forms with the months of languages that have other forms of their own."""
    users = {form: [each for each in languages() if form not in each.dates] for form in _BORROWED}
    return tuple(_form(template, who) for template, who in users.items())


@cache
def masked_forms() -> tuple[Form, ...]:
    """All forms, with a mask allowed where a number stands."""
    users = {**_users(), **{form: list(languages()) for form in _BORROWED}}
    return tuple(_form(template, who, mask=rf"|{MASK}") for template, who in users.items())


def is_month(name: str) -> bool:
    """Whether these words name a month in any language, in whatever case.

    >>> is_month("März"), is_month("KASIM"), is_month("Marching")
    (True, True, False)
    """
    return _month_key(name) in _all_months()


@cache
def _all_months() -> frozenset[str]:
    return frozenset(_months(languages()))


@cache
def _users() -> dict[str, list[Language]]:
    """Each distinct form, with all languages that use it."""
    users: dict[str, list[Language]] = {}
    for language in languages():
        for template in language.dates:
            users.setdefault(template, []).append(language)
    return users


def _months(users: Iterable[Language]) -> dict[str, dict[str, int]]:
    """The printed names of months, each with its number in each language."""
    months: dict[str, dict[str, int]] = {}
    for language in users:
        for name, number in language.month_numbers().items():
            months.setdefault(_month_key(name), {}).setdefault(language.code, number)
    return months


def _month_key(name: str) -> str:
    return _GAPS.sub(" ", _plain(without_case(name)))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("’", "'").rstrip(".").strip()


def _form(template: str, users: Sequence[Language], mask: str = "") -> Form:
    names = {_plain(name.casefold()) for user in users for name in user.month_numbers()}
    pattern = "".join(_pieces(template, names, mask))
    suffix = next((s for user in users if (s := user.name_suffixes.get(template))), None)
    offset = 543 if "y543" in template else 0
    return Form(pattern, tuple(_literals(template)), _months(users), offset, suffix)


@cache
def _compiled(written: str) -> regex.Pattern[str]:
    return regex.compile(written, regex.IGNORECASE)


def _literals(template: str) -> list[str]:
    """What every date of a form holds, whatever the day, as far as it is not spelt in two ways.

    >>> _literals("d 'de' MMMM, y")
    ['de']
    """
    parts = [without_case(part.strip("'’.()")) for part in _PART.findall(template)]
    return [part for part in dict.fromkeys(parts) if part not in _NO_LITERALS]


def _pieces(template: str, months: Iterable[str], mask: str) -> Iterator[str]:
    for part in _PART.findall(template):
        if part in ("y", "y543"):
            yield rf"{GAP}(?P<y>\d{{4}}{mask})"
        elif part in ("M", "d"):
            yield rf"{GAP}(?P<{part}>\d{{1,2}}(?!\d){mask})"
        elif part == "MMMM":
            yield f"(?P<MMMM>{'|'.join(_alternatives(months))})"
        elif part.isspace():
            yield SPACE
        else:
            yield GAP + _literal(part.strip("'"))


def _alternatives(months: Iterable[str]) -> list[str]:
    """Month names, longest first, each in composed and decomposed form, with or without a point."""
    spelled = {form for name in months for form in _spellings(name)}
    longest_first = sorted(spelled, key=lambda name: (-len(name), name))
    return [regex.escape(name).replace(r"\ ", SPACE) + r"\.?+" for name in longest_first]


def _spellings(name: str) -> set[str]:
    return {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}


def _literal(text: str) -> str:
    if text in _COMMAS:
        return f"[{_COMMAS}]"
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
