"""Printed dates of posts, in every language, and the times that data names.

Nothing is guessed: what does not fit a form, or names a day that does not exist, is no date. A date
whose numbers somebody masked is one, of no known day.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

import regex

from harvester.languages.damaged_dates import cut_end, masked_end
from harvester.languages.date_forms import GAP, LONGEST, Form, borrowed_forms, forms, weekday
from harvester.text.plain import without_case

# matches the digits before which a form may have a gap: their number tells which forms can fit
_DIGITS = regex.compile(rf"{GAP}(\d*+)")
# matches what every date has whose year is not masked
_YEAR = regex.compile(r"\d{4}")
_NEAR = 60  # the year of a date stands within this
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"

# matches "9:35 PM - " of a rendered widget; must not match "935 - "
_CLOCK_BEFORE = regex.compile(rf"{_CLOCK}{GAP}[-–—·,]{GAP}")
# matches ", 12:44" and " at 3:43 PM" behind a date; must not match " 12 people" or the next line
_CLOCK_AFTER = regex.compile(rf"(?:,|[^\S\n]at|[^\S\n]·)[^\S\n]{{1,3}}{_CLOCK}(?!\d)")


class PrintedDate(NamedTuple):
    """A date as printed: where it ends, the day it names, and what its form does to the name.

    A masked date, and one that was cut off, names no day.
    """

    start: int
    end: int
    day: str | None
    name_suffix: str | None = None


def read_date(text: str, start: int, *, lang: str | None = None) -> PrintedDate | None:
    """The date that begins exactly at `start`, or None; `lang` decides where languages disagree.

    >>> read_date("23 de marzo de 2019El presidente", 0)
    PrintedDate(start=0, end=19, day='2019-03-23', name_suffix=None)
    >>> read_date("٢٣ مارس ٢٠١٩", 0).day
    '2019-03-23'
    >>> read_date("30 February 2019", 0) is None
    True
    >>> read_date("March *NUMBER*, *NUMBER*", 0).day is None
    True
    """
    before = _CLOCK_BEFORE.match(text, start) or weekday().match(text, start, start + LONGEST)
    begin = before.end() if before else start
    found: list[PrintedDate] = []
    if _YEAR.search(text, begin, begin + _NEAR):
        found = _readings(_fitting(text, begin), text, begin, lang)
        found = found or _readings(borrowed_forms(), text, begin, lang)
    if not found:
        end = masked_end(text, start)
        return PrintedDate(start, end, None) if end else None
    best = max(found, key=lambda hit: hit.end)
    after = _CLOCK_AFTER.match(text, best.end)
    return best._replace(start=start, end=after.end() if after else best.end)


def read_cut(text: str, start: int) -> PrintedDate | None:
    """What is left of a date that was cut off at the end of its line; it names no day.

    >>> read_cut("March 23, 20", 0)
    PrintedDate(start=0, end=12, day=None, name_suffix=None)
    """
    end = cut_end(text, start)
    return PrintedDate(start, end, None) if end else None


def _readings(
    fitting: Iterable[Form], text: str, start: int, lang: str | None
) -> list[PrintedDate]:
    return [date for form in fitting if (date := _read(form, text, start, lang))]


def _fitting(text: str, start: int) -> Iterator[Form]:
    """The forms that a date here can have: few, told by its first digits and by fixed words."""
    opening = _DIGITS.match(text, start, start + LONGEST)
    digits = len(opening[1]) if opening else 0
    near = without_case(text[start : start + LONGEST])
    return (form for form in forms()[min(digits, 4)] if form.may_fit(near))


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


def _read(form: Form, text: str, start: int, lang: str | None) -> PrintedDate | None:
    match = form.match(text, start)
    if match is None:
        return None
    parts = match.groupdict()
    month = int(parts["M"]) if "M" in parts else form.month(parts["MMMM"], lang)
    try:
        day = date(int(parts["y"]) - form.year_offset, month, int(parts["d"]))
    except ValueError:
        return None
    if not 2006 <= day.year < 2100:  # the first tweet is of 2006
        return None
    return PrintedDate(start, match.end(), day.isoformat(), form.name_suffix)
