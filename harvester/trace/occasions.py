"""When and by whom words were printed: what tells whether a mere phrase is a part of a longer text.

A dozen words that two texts share are no chance. "In other words" is one, unless the same person is
said to speak, or it is printed while the longer text is news.
"""

from collections.abc import Collection
from typing import NamedTuple

from harvester.trace.names import Name, may_agree
from harvester.trace.wording import Wording, is_dense, plain

_NEWS = 10  # days for which words are news
_LONGEST_PHRASE, _LONGEST_DENSE_PHRASE = 27, 11  # letters
_LONGEST_CHANGED, _LONGEST_DENSE_CHANGED = 45, 20  # ... if some of them are others
_MOST = 100  # what is printed on more occasions is a saying


class Occasion(NamedTuple):
    """The day on which words were printed, counted from the year 1, and who is said to speak."""

    day: int | None
    name: Name | None = None

    def meets(self, other: "Occasion") -> bool:
        """Whether both were news at one time, or one person may have said both.

        >>> Occasion(7).meets(Occasion(15)), Occasion(7).meets(Occasion(None))
        (True, False)
        """
        if self.day is not None and other.day is not None and abs(self.day - other.day) <= _NEWS:
            return True
        if self.name is None or other.name is None or self.name.script != other.name.script:
            return False
        return may_agree(self.name, other.name)


def are_of(phrase: Collection[Occasion], text: Collection[Occasion]) -> bool:
    """Whether a phrase is taken from a text wherever it was printed, as far as one can tell.

    >>> are_of([Occasion(7), Occasion(9)], [Occasion(8)]), are_of([Occasion(7)], [])
    (True, False)
    """
    if not 0 < len(phrase) <= _MOST:
        return False
    return all(any(here.meets(there) for there in text) for here in phrase)


def is_phrase(words: Wording, *, is_changed: bool = False) -> bool:
    """Whether it is so short that it may stand in two texts by chance, perhaps with other words.

    >>> is_phrase(Wording("inotherwords")), is_phrase(Wording("weshallrebuildtheharbourofelmport"))
    (True, False)
    """
    letters = plain(words.skeleton)
    longest = _LONGEST_CHANGED if is_changed else _LONGEST_PHRASE
    if len(letters) > longest:
        return False
    longest_dense = _LONGEST_DENSE_CHANGED if is_changed else _LONGEST_DENSE_PHRASE
    return len(letters) <= longest_dense or not any(map(is_dense, letters))
