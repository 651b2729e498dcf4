"""Dates and language tags as articles give them: kept where they are valid, else not there."""

from datetime import date, datetime
from functools import lru_cache

import regex

# 2019-03-23   2019-03-23T09:05Z   2019-03-23 09:05:07.120+0300   not: 2019-3-23, 23/03/2019
_ISO = regex.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?",
    regex.ASCII,
)
# en   pt_BR   zh-Hant-TW   not: English, xx-default-1
_TAG = regex.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{4}))?(?:[-_]([a-zA-Z]{2}|\d{3}))?")
_UNSAID = frozenset(("und", "mul", "zxx", "mis"))


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
