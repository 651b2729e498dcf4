"""What a chart shows: counts by day, month or year, and where the dots of a line of time stand.

A dot's place is in percent, so that a line stretches with its page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from harvester.views.phrases import later

_MOST_BARS = 62
_EDGE = 3.0  # percent that stay free at both ends of a line, so that no dot is cut off
_LENGTHS = (10, 7, 4)  # of a day, a month and a year in ISO 8601


class Dot(NamedTuple):
    """A place on a line of time; what is only a pointer to the words is drawn hollow."""

    left: float
    is_first: bool
    is_hollow: bool
    label: str


class Line(NamedTuple):
    """What one outlet printed, in order of time; `told` says it in words."""

    outlet: str | None
    dots: tuple[Dot, ...]
    told: str


def periods(days: Sequence[Mapping[str, object]], *counted: str) -> dict[str, list[int]]:
    """The counts of each day, month or year, whatever makes a chart that can be read; gaps are 0.

    >>> rain = [{"day": "2019-03-23", "n": 2}, {"day": "2019-03-25", "n": 1}]
    >>> periods(rain, "n")
    {'2019-03-23': [2], '2019-03-24': [0], '2019-03-25': [1]}
    """
    known = [each for each in days if _is_day(str(each["day"]))]
    if not known:
        return {}
    first, last = str(known[0]["day"]), str(known[-1]["day"])
    length = next((it for it in _LENGTHS if len(_names(first, last, it)) <= _MOST_BARS), 4)
    sums = {name: [0] * len(counted) for name in _names(first, last, length)[-_MOST_BARS:]}
    for each in known:
        row = sums.get(str(each["day"])[:length])
        for place, name in enumerate(counted if row else ()):
            row[place] += int(str(each[name]))  # type: ignore[index]
    return sums


def lines(printings: Sequence[Mapping[str, object]]) -> list[Line]:
    """A line for each outlet, the earliest first; a dot for each place with a date."""
    longest = max((lag for each in printings if (lag := _lag(each)) is not None), default=0) or 1
    of_outlets: dict[str | None, list[Mapping[str, object]]] = {}
    for each in printings:
        outlet = each["outlet"]
        of_outlets.setdefault(None if outlet is None else str(outlet), []).append(each)
    return [
        Line(outlet, tuple(_dots(places, longest)), _told(places))
        for outlet, places in of_outlets.items()
    ]


def _dots(places: Iterable[Mapping[str, object]], longest: float) -> Iterator[Dot]:
    for each in places:
        lag = _lag(each)
        if lag is not None:
            left = _EDGE + (100 - 2 * _EDGE) * lag / longest
            label = f"{each['published']}, {later(each)}"
            yield Dot(round(left, 2), bool(each["is_first"]), each["kind"] == "link", label)


def _told(places: Sequence[Mapping[str, object]]) -> str:
    told = dict.fromkeys(later(each) or "no date" for each in places)
    return ", ".join([*islice(told, 2), *(["…"] if len(told) > 2 else [])])


def _lag(printing: Mapping[str, object]) -> float | None:
    lag = printing["lag"]
    return float(lag) if isinstance(lag, (int, float)) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _names(first: str, last: str, length: int) -> list[str]:
    """All days, months or years from the first to the last.

    >>> _names("2018-11-30", "2019-01-02", 7)
    ['2018-11', '2018-12', '2019-01']
    """
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if length == 10:
        return [str(date.fromordinal(it)) for it in range(start.toordinal(), end.toordinal() + 1)]
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    named = (f"{month // 12:04}-{month % 12 + 1:02}" for month in months)
    return [*dict.fromkeys(each[:length] for each in named)]
