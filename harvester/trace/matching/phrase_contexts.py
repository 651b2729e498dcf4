"""When and by whom words were printed: what tells whether a mere phrase is a part of a longer text.

A dozen words that two texts share are no chance. "In other words" is one, unless the same person is
said to speak, or it is printed while the longer text is news.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from harvester.trace.lineage.names import Name, may_agree, name
from harvester.trace.lineage.times import time
from harvester.trace.matching.wording import Wording, is_dense, plain

_NEWS = 10  # days for which words are news
_LONGEST_PHRASE, _LONGEST_DENSE_PHRASE = 27, 11  # letters
_LONGEST_CHANGED, _LONGEST_DENSE_CHANGED = 45, 20  # ... if some of them are others
_LONGEST_HABIT, _LONGEST_DENSE_HABIT = 20, 8  # ... that one person may use at any time
_MOST = 100  # what is printed on more occasions is a saying


class Occasion(NamedTuple):
    """The day on which words were printed, counted from the year 1, and who is said to speak."""

    day: int | None
    name: Name | None = None

    def is_near(self, other: "Occasion") -> bool:
        """Whether both were news at one time.

        >>> Occasion(7).is_near(Occasion(15)), Occasion(7).is_near(Occasion(None))
        (True, False)
        """
        if self.day is None or other.day is None:
            return False
        return abs(self.day - other.day) <= _NEWS

    def may_be_by_one(self, other: "Occasion") -> bool:
        """Whether one person may have said both."""
        if self.name is None or other.name is None or self.name.script != other.name.script:
            return False
        return may_agree(self.name, other.name)

    def meets(self, other: "Occasion") -> bool:
        """Whether both were news at one time, or may be by one person."""
        return self.is_near(other) or self.may_be_by_one(other)


def occasion(published: str | None, speaker: str | None) -> Occasion:
    """The occasion that an article tells of by its date and whom it names.

    >>> occasion("2019-03-23", "She") == occasion("2019-03-23T09:00Z", None)
    True
    """
    when = time(published)
    return Occasion(when.day if when else None, name(speaker))


def are_of(
    phrase: Collection[Occasion], text: Collection[Occasion], *, is_habit: bool = False
) -> bool:
    """Whether a phrase is taken from a text wherever it was printed, as far as one can tell.

    Of a habit of speech the speaker tells nothing.

    >>> are_of([Occasion(7), Occasion(9)], [Occasion(8)]), are_of([Occasion(7)], [])
    (True, False)
    """
    if not 0 < len(phrase) <= _MOST:
        return False
    meet = Occasion.is_near if is_habit else Occasion.meets
    return all(any(meet(here, there) for there in text) for here in phrase)


def met(occasions: Sequence[Occasion]) -> list[bool]:
    """Of each place where a mere phrase is printed, whether it is for the reason of another one.

    >>> met([Occasion(7), Occasion(9), Occasion(400)])
    [True, True, False]
    """
    if len(occasions) > _MOST:
        return [False] * len(occasions)
    places = list(enumerate(occasions))
    return [any(here.meets(there) for at, there in places if at != place) for place, here in places]


def is_phrase(words: Wording, *, is_changed: bool = False) -> bool:
    """Whether it is so short that it may stand in two texts by chance, perhaps with other words.

    >>> is_phrase(Wording("inotherwords")), is_phrase(Wording("weshallrebuildtheharbourofelmport"))
    (True, False)
    """
    if is_changed:
        return _is_within(words, _LONGEST_CHANGED, _LONGEST_DENSE_CHANGED)
    return _is_within(words, _LONGEST_PHRASE, _LONGEST_DENSE_PHRASE)


def is_habit(words: Wording) -> bool:
    """Whether it is so short that one person may say it twice, of two things.

    >>> is_habit(Wording("ididnothingwrong"))
    True
    """
    return _is_within(words, _LONGEST_HABIT, _LONGEST_DENSE_HABIT)


def _is_within(words: Wording, most: int, most_dense: int) -> bool:
    letters = plain(words.skeleton)
    if len(letters) > most:
        return False
    return len(letters) <= most_dense or not is_dense(letters)
