"""Counting: which pairs of places came often enough, of all pairs that share a fingerprint.

A pair is one number, the place of the one above that of the other.
"""

import numpy as np
from numpy.typing import NDArray

from harvester.trace.matching.hashing import Integers

BITS = 32  # of a place
PLACE = (1 << BITS) - 1
_MOST_AT_ONCE = 1 << 23  # pairs that are held before they are counted
_BITS_OF_BUCKET = 22
# odd, its bits in no order: so the first ones of a product are in none, either
_SPREAD = 0x1E3779B97F4A7C15


class Counted:
    """How often each of many pairs came, in a room that does not grow with how often."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._waiting: list[Integers] = []
        self._size = 0
        self._keys = np.zeros(0, np.int64)
        self._numbers = np.zeros(0, np.int64)

    def add(self, keys: Integers) -> None:
        """Count these pairs."""
        self._waiting.append(keys)
        self._size += len(keys)
        if self._size > _MOST_AT_ONCE:
            self._sum(np.concatenate(self._waiting))

    def enough(self, least: NDArray[np.uint8]) -> Integers:
        """The pairs that came as often as the one of the two demands that demands less."""
        waiting = np.concatenate([*self._waiting, self._keys[:0]])
        if not len(self._keys):
            waiting = _of_full_buckets(waiting, least)
        self._sum(waiting)
        are_enough = self._numbers >= _demanded(self._keys, least)
        return self._keys[are_enough]

    def _sum(self, waiting: Integers) -> None:
        keys, numbers = summed(waiting)
        self._waiting, self._size = [], 0
        if len(self._keys):
            together = np.concatenate([self._keys, keys])
            order = np.argsort(together, kind="stable")
            is_first = np.diff(together[order], prepend=-1) != 0
            weights = np.concatenate([self._numbers, numbers])[order]
            keys = together[order][is_first]
            numbers = np.add.reduceat(weights, np.flatnonzero(is_first))
        self._keys, self._numbers = keys, numbers


def _demanded(keys: Integers, least: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How often each of these pairs must come."""
    demanded: NDArray[np.uint8] = np.minimum(least[keys >> BITS], least[keys & PLACE])
    return demanded


def _of_full_buckets(keys: Integers, least: NDArray[np.uint8]) -> Integers:
    """Those of all pairs that may have come often enough.

    Most come once or twice. To count what falls into one bucket with them costs less than to put
    all in order.
    """
    buckets = (keys * _SPREAD).view(np.uint64) >> np.uint64(64 - _BITS_OF_BUCKET)
    counts = np.bincount(buckets.view(np.int64), minlength=1 << _BITS_OF_BUCKET)
    may_be: Integers = keys[counts[buckets] >= _demanded(keys, least)]
    return may_be


def summed(numbers: Integers) -> tuple[Integers, Integers]:
    """Each number once, and how often it is there; the numbers are put in order, too."""
    numbers.sort()
    is_first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    starts = np.flatnonzero(is_first)
    return numbers[starts], np.diff(starts, append=len(numbers))
