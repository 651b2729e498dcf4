"""Days that an article tells by their distance: "on Saturday", "today, Saturday", «أمس الجمعة».

They have a date only where that of the article is known: the last such day before it, or the very
day that "today" and "yesterday" name, if it is that day of the week. In a sentence that may look
ahead nothing is told.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

import regex

from harvester.languages import CODES, Relative, load
from harvester.languages.running.calendars import month_named
from harvester.languages.running.numeric import RunningDate

_LONGEST_LEAD = 20
_NEXT_WORD = 12
_SENTENCE = 160  # characters before a day in which a word may turn it into one to come
# matches the last sentence of what stands before a day
_BEFORE = regex.compile(r"(?r)[^.!?؟\n]*+")
_REST = regex.compile(r"[^.!?؟\n]*+")
_REST = regex.compile(r"[^.!?؟\n]*+")
# matches "23", "the 3rd" and a word behind a day: it may have a date of its own
_BEHIND = regex.compile(r"[\s,(]{0,3}(?:the\s)?(?:(?P<number>\d)|(?P<word>\p{L}[\p{L}\p{M}]*+))")


def relative_days(
    text: str, published: date, lang: Callable[[], str | None]
) -> Iterator[RunningDate]:
    """Each day that is told by its distance from the day of publication.

    >>> day = date(2019, 3, 23)  # a Saturday
    >>> found = relative_days("It rained on Thursday. It will rain on Sunday.", day, lambda: "en")
    >>> [each.value for each in found]
    ['2019-03-21']
    """
    code = lang()
    relative = load(code).relative if code in CODES else None
    if code is None or relative is None:
        return
    for start, end, lead, name in sorted(_named(text, code, relative)):
        distance = _distance(lead, relative.days[name], published)
        if distance is None or _has_date(text, end) or _looks_ahead(text, start, end, code):
            continue
        value = (published - timedelta(distance)).isoformat()
        yield RunningDate(start, end, value, "date.relative")


def _named(text: str, code: str, relative: Relative) -> Iterator[tuple[int, int, str, str]]:
    """Where a day of the week stands behind one of the words for it, and behind which kind."""
    for name in relative.days:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            lead = _lead(code).match(text, max(0, at - _LONGEST_LEAD), at)
            if lead and lead.lastgroup and not text[end : end + 1].isalpha():
                start = at if lead.lastgroup == "on" else lead.start(lead.lastgroup)
                yield start, end, lead.lastgroup, name
            at = text.find(name, end)


def _distance(lead: str, weekday: int, published: date) -> int | None:
    """How many days before the day of publication; None if the day of the week is another one."""
    distance = (published.isoweekday() - weekday) % 7
    is_wrong = (lead == "today" and distance) or (lead == "yesterday" and distance != 1)
    return None if is_wrong else distance


def _has_date(text: str, end: int) -> bool:
    match = _BEHIND.match(text, end)
    if match is None:
        return False
    return match["number"] is not None or month_named(match["word"]) is not None


def _looks_ahead(text: str, start: int, end: int, code: str) -> bool:
    """Whether a word of the same sentence may turn the day into one to come."""
    before = _BEFORE.match(text, max(0, start - _SENTENCE), start)
    behind = _REST.match(text, end, end + _NEXT_WORD)
    begin, stop = (before.start() if before else start), (behind.end() if behind else end)
    return _ahead(code).search(text, begin, stop) is not None


@cache
def _ahead(code: str) -> regex.Pattern[str]:
    relative = load(code).relative
    words = relative.ahead if relative else ()
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{_any(words)})(?![\p{{L}}\p{{M}}])")


@cache
def _lead(code: str) -> regex.Pattern[str]:
    """What stands before a day of the week, read backwards from it."""
    relative = load(code).relative
    kinds = ("on", "today", "yesterday") if relative else ()
    leads = "|".join(f"(?P<{kind}>{_any(getattr(relative, kind))})" for kind in kinds)
    glued = _any(relative.glued) if relative else ""
    return regex.compile(
        rf"(?r)(?<![\p{{L}}\p{{M}}])(?:{glued})?(?:{leads or '(?!)'})[,(]?\s\(?", regex.IGNORECASE
    )


def _any(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(regex.escape, longest_first)) or "(?!)"
