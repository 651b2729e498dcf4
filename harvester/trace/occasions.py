"""When and by whom words were printed: what tells whether a mere phrase is a part of a longer text.

A dozen words that two texts share are no chance. "In other words" is one, unless the same person is
said to speak, or it is printed while the longer text is news.
"""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from harvester.trace.names import Name, may_agree
from harvester.trace.wording import Wording, is_dense, plain

_NEWS = 10  # days for which words are news
_LONGEST_PHRASE, _LONGEST_DENSE_PHRASE = 27, 11  # letters
_MOST_NAMES = 20  # more that differ tell nothing


class Occasions(NamedTuple):
    """The days on which words were printed, in order, and who is said to speak."""

    days: tuple[int, ...] = ()
    names: tuple[Name, ...] = ()

    def meet(self, other: "Occasions") -> bool:
        """Whether both were news at one time, or one person may have said both.

        >>> Occasions((7, 90)).meet(Occasions((40, 85))), Occasions().meet(Occasions((7,)))
        (True, False)
        """
        return _are_near(self.days, other.days) or any(
            one.script == another.script and may_agree(one, another)
            for one, another in product(self.names[:_MOST_NAMES], other.names[:_MOST_NAMES])
        )


def _are_near(days: Iterable[int], others: tuple[int, ...]) -> bool:
    for day in days:
        place = bisect_left(others, day - _NEWS)
        if place < len(others) and others[place] <= day + _NEWS:
            return True
    return False


def is_phrase(words: Wording) -> bool:
    """Whether it is so short that it may stand in two texts by chance.

    >>> is_phrase(Wording("inotherwords")), is_phrase(Wording("weshallrebuildtheharbourofelmport"))
    (True, False)
    """
    letters = plain(words.skeleton)
    if len(letters) > _LONGEST_PHRASE:
        return False
    return len(letters) <= _LONGEST_DENSE_PHRASE or not any(map(is_dense, letters))
