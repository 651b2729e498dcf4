"""Which earlier quote the words were most probably taken from: a guess, and never more.

The more alike and the nearer in time, the likelier. Only the nearest in time are looked at, and
those with the very same wording.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from harvester.text.fold import fold
from harvester.trace.lineage.printings import Printing
from harvester.trace.lineage.times import Time

_FADES = 24.0  # hours in which the weight of an earlier quote falls to a third
_LOOKED_AT = 24

Dated = tuple[Printing, Time]
Placed = tuple[int, str, Dated]  # when, and the id of the quote, so that order is never by chance


class Earlier(NamedTuple):
    """Quotes in order of time: those with a second, those with a day alone, and all by day."""

    exact: list[Placed]
    days: list[Placed]
    all_days: list[Placed]

    @classmethod
    def of(cls, dated: Iterable[Dated]) -> "Earlier":
        """These quotes, arranged."""
        exact, days, all_days = [], [], []
        for printing, time in dated:
            placed = (time.day, printing.quote_id, (printing, time))
            all_days.append(placed)
            if time.second is None:
                days.append(placed)
            else:
                exact.append((time.second, printing.quote_id, (printing, time)))
        return cls(*(sorted(each, key=itemgetter(0, 1)) for each in (exact, days, all_days)))

    def before(self, time: Time) -> Iterator[Dated]:
        """The nearest that are known to be earlier."""
        if time.second is None:
            yield from _last_before(self.all_days, time.day)
        else:
            yield from _last_before(self.exact, time.second)
            yield from _last_before(self.days, time.day)


def likely_sources(dated: Iterable[Dated]) -> dict[str, str]:
    """For each quote that has one the id of its likeliest source.

    The dated quotes should be independent of each other: where an article is a copy, its source is
    the article that it is a copy of.
    """
    known = [each for each in dated if each[0].words]
    by_wording: dict[int, list[Dated]] = {}
    for each in known:
        by_wording.setdefault(each[0].wording, []).append(each)
    everything = Earlier.of(known)
    same = {wording: Earlier.of(each) for wording, each in by_wording.items()}
    found = {}
    for printing, time in known:
        candidates = [*everything.before(time), *same[printing.wording].before(time)]
        if candidates:
            best = min(candidates, key=lambda other: _rank(printing, time, other))
            found[printing.quote_id] = best[0].quote_id
    return found


def _rank(printing: Printing, time: Time, other: Dated) -> tuple[float, str]:
    """The logarithm of likeness times nearness, turned round; the id where they are equal."""
    alike = 1.0
    if printing.wording != other[0].wording:
        alike = max(_likeness(*sorted((printing.words, other[0].words))), 1e-9)
    return time.hours_after(other[1]) / _FADES - log(alike), other[0].quote_id


def _last_before(placed: list[Placed], limit: int) -> Iterator[Dated]:
    end = bisect_left(placed, limit, key=itemgetter(0))
    return (each for _, _, each in placed[max(0, end - _LOOKED_AT) : end])


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(_folded(one), _folded(other))


@lru_cache(maxsize=65536)
def _folded(words: str) -> str:
    return fold(words)
