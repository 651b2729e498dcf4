"""Dates and language tags as articles give them: kept where they are valid, else not there.

A date in another form than ISO 8601 is read where it can mean one day only: dateutil knows the
forms, our own languages know their months. 03/04/2019 stays out, because nobody can tell.
"""

import warnings
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import regex

# 2019-03-23   2019-03-23T09:05Z   2019-03-23 09:05:07.120+0300   not: 2019-3-23, 23/03/2019
_ISO = regex.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?",
    regex.ASCII,
)
# en   pt_BR   zh-Hant-TW   not: English, xx-default-1
_TAG = regex.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?")
_UNSAID = frozenset(("und", "mul", "zxx", "mis"))
_LONGEST = 64  # characters of a date with all its particulars
# 1553331900   1553331900000   1553331900.5   not: 20190323
_EPOCH = regex.compile(r"(\d{10})(?:(\d{3})|\.\d{1,9}|)")
# 9:05   09:05:07   21h30   not: 2019-03-23
_CLOCK = regex.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_YEAR_FIRST = regex.compile(r"\d{4}\D")
# Two days that share no part: what is not printed is taken from them, and so is found out.
_ELSEWHERE = (datetime(1904, 2, 3), datetime(2011, 11, 24))  # noqa: DTZ001  # only to compare
_HOUR = 3600
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


class Dated(NamedTuple):
    """When an article says it was published, and whether that can mean several days."""

    iso: str | None
    is_ambiguous: bool = False


def iso_time(printed: str) -> str | None:
    """A day or a time in ISO 8601, as precise as it was given; None for anything else.

    >>> iso_time("2019-03-23"), iso_time("2019-03-23 09:05:07+0300"), iso_time("23 March 2019")
    ('2019-03-23', '2019-03-23T09:05:07+03:00', None)
    """
    printed = printed.strip()
    found = _ISO.fullmatch(printed)
    if not found:
        return None
    day, time, zone = found.groups()
    try:
        if time is None:
            date.fromisoformat(day)
            return str(day)
        if zone and len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        text = f"{day}T{time.replace(',', '.')}{zone or ''}"
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


@lru_cache(maxsize=4096)
def any_time(printed: str) -> Dated:
    """A day or a time of any usual form in ISO 8601, as precise as it was given.

    >>> any_time("Sat, 23 Mar 2019 09:05:00 GMT").iso, any_time("23. März 2019").iso
    ('2019-03-23T09:05:00+00:00', '2019-03-23')
    >>> any_time("03/04/2019"), any_time("23/03/2019").iso, any_time("March 2019").iso
    (Dated(iso=None, is_ambiguous=True), '2019-03-23', None)
    """
    printed = printed.strip()
    if (iso := iso_time(printed)) or not printed or len(printed) > _LONGEST:
        return Dated(iso)
    if epoch := _EPOCH.fullmatch(printed):
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return Dated(moment.isoformat().replace("+00:00", "Z"))
    return _free(printed)


def _free(printed: str) -> Dated:
    """What dateutil makes of a date in every order of its numbers, else what our languages do."""
    orders = [(False, False)] if _YEAR_FIRST.match(printed) else product((False, True), repeat=2)
    days = {_parsed(printed, *order) for order in orders}
    if len(days) > 1:
        return Dated(None, is_ambiguous=True)
    [iso] = days
    return Dated(iso or _in_words(printed))


def _parsed(printed: str, day_first: bool, year_first: bool) -> str | None:
    from dateutil import parser

    zones = {name: hours * _HOUR for name, hours in _ZONES.items()}
    try:
        with warnings.catch_warnings(action="ignore"):  # of names of zones that it does not know
            found, other = (
                parser.parse(
                    printed, default=day, dayfirst=day_first, yearfirst=year_first, tzinfos=zones
                )
                for day in _ELSEWHERE
            )
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    if found.date() != other.date():
        return None
    clock = _CLOCK.search(printed)
    if clock is None:
        return found.date().isoformat()
    return found.isoformat(timespec="auto" if clock[1] else "minutes")


def _in_words(printed: str) -> str | None:
    """The day of a date whose month is a word of some language."""
    from harvester.languages.dates import read_date

    if printed.isascii() and not any(map(str.isalpha, printed)):
        return None
    found = read_date(printed, 0)
    return found.day if found and found.end == len(printed) else None


@lru_cache(maxsize=1024)
def language_tag(given: str) -> str | None:
    """A language tag in the writing of BCP 47; None for what is none.

    >>> language_tag("pt_br"), language_tag("zh-hant-tw"), language_tag("English")
    ('pt-BR', 'zh-Hant-TW', None)
    """
    found = _TAG.fullmatch(given.strip())
    if not found or found.group(1).lower() in _UNSAID:
        return None
    language, script, region = found.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)
