"""When an article was published, as exactly as it says, and what follows from that alone.

A day without a time may be any hour of it, in a time zone that is not known.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from harvester.records import Precision
from harvester.trace.lineage.printings import LagPrecision

_HOUR, _DAY = 3600, 86400
# Nearly all people live within twelve hours of Greenwich.
_ZONES = 12 * _HOUR
_SLACK: dict[Precision, tuple[int, int]] = {
    "second": (0, 0),
    "minute": (0, 59),
    "day": (_ZONES, _DAY + _ZONES),
    "days": (2 * _DAY, 2 * _DAY),
}


class Time(NamedTuple):
    """A day as printed and, if known, the second of it in UTC, both counted from the year 1."""

    day: int
    second: int | None
    is_zoned: bool

    def is_before(self, other: "Time") -> bool:
        """Whether this is known to be earlier: by seconds if both have them, else by days.

        >>> time("2019-03-23").is_before(time("2019-03-23T09:05Z"))
        False
        """
        if self.second is not None and other.second is not None:
            return self.second < other.second
        return self.day < other.day

    def hours_after(self, other: "Time") -> float:
        """The hours between two times; whole days if one of them is a day.

        >>> time("2019-03-24T10:35Z").hours_after(time("2019-03-24T11:05+02:00"))
        1.5
        """
        if self.second is not None and other.second is not None:
            return (self.second - other.second) / _HOUR
        return 24.0 * (self.day - other.day)

    def is_surely_before(self, posted: "Time", precision: Precision) -> bool:
        """Whether a post was written later than this, wherever in the world the clocks stood.

        >>> posted = time("2019-03-23T09:05:00Z")
        >>> [time(day).is_surely_before(posted, "second") for day in ("2019-03-20", "2019-03-23")]
        [True, False]
        """
        start = self.day * _DAY if self.second is None else self.second
        end = start + (_DAY if self.second is None else 59) + (0 if self.is_zoned else _ZONES)
        moment = posted.day * _DAY if posted.second is None else posted.second
        return end <= moment - _SLACK[precision][0]


class First(NamedTuple):
    """The earliest of several times: a second, a day without a time, or both if they tie."""

    second: int | None
    day_of_second: int | None
    day: int | None

    @classmethod
    def of(cls, times: Iterable[Time]) -> "First":
        """What is earliest among these.

        >>> first = First.of([time("2019-03-23"), time("2019-03-23T09:05Z"), time("2019-03-24")])
        >>> first.includes(time("2019-03-23")), first.includes(time("2019-03-23T11:00Z"))
        (True, False)
        """
        known = list(times)
        second = min((each.second for each in known if each.second is not None), default=None)
        day_of_second = min(
            (each.day for each in known if each.second is not None and each.second == second),
            default=None,
        )
        day = min((each.day for each in known if each.second is None), default=None)
        return cls(second, day_of_second, day)

    def includes(self, one: Time) -> bool:
        """Whether none of the others is known to be earlier."""
        if one.second is None:
            return one.day == self.day and not _is_less(self.day_of_second, one.day)
        return one.second == self.second and not _is_less(self.day, one.day)

    def lag(self, one: Time) -> tuple[float, LagPrecision]:
        """Hours after the first, and whether they were counted in seconds or in days.

        >>> First.of([time("2019-03-23T09:05Z")]).lag(time("2019-03-23T10:35Z"))
        (1.5, 'second')
        """
        is_exact = self.second is not None and not (
            self.day is not None
            and self.day_of_second is not None
            and self.day <= self.day_of_second
        )
        if is_exact and self.second is not None and one.second is not None:
            return round((one.second - self.second) / _HOUR, 4), "second"
        day = min(each for each in (self.day, self.day_of_second) if each is not None)
        return 24.0 * max(0, one.day - day), "day"


@lru_cache(maxsize=4096)
def time(printed: str | None) -> Time | None:
    """What an ISO 8601 day or time says; None for anything else.

    A time without a zone is taken as UTC, but nothing is sure about it.

    >>> time("2019-03-23T00:30+03:00") == time("2019-03-23T00:30:00+0300"), time("March")
    (True, None)
    """
    try:
        if not printed:
            return None
        if len(printed) <= 10:
            return Time(date.fromisoformat(printed).toordinal(), None, is_zoned=False)
        moment = datetime.fromisoformat(printed)
    except ValueError:
        return None
    offset = moment.utcoffset()
    day = moment.toordinal()
    local = day * _DAY + moment.hour * _HOUR + moment.minute * 60 + moment.second
    second = local - int((offset or timedelta()).total_seconds())
    return Time(day, second, offset is not None)


def _is_less(one: int | None, other: int) -> bool:
    return one is not None and one < other
