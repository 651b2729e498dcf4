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
_MOST = 100  # what is printed on more contexts is a saying


class PhraseContext(NamedTuple):
    """The day on which words were printed, counted from the year 1, and who is said to speak."""

    day: int | None
    name: Name | None = None

    def is_near(self, other: "PhraseContext") -> bool:
        """Whether both were news at one time.

        >>> [PhraseContext(7).is_near(PhraseContext(day)) for day in (15, None)]
        [True, False]
        """
        if self.day is None or other.day is None:
            return False
        return abs(self.day - other.day) <= _NEWS

    def may_be_by_one(self, other: "PhraseContext") -> bool:
        """Whether one person may have said both."""
        if self.name is None or other.name is None or self.name.script != other.name.script:
            return False
        return may_agree(self.name, other.name)

    def meets(self, other: "PhraseContext") -> bool:
        """Whether both were news at one time, or may be by one person."""
        return self.is_near(other) or self.may_be_by_one(other)


def phrase_context(published: str | None, speaker: str | None) -> PhraseContext:
    """The context that an article tells of by its date and whom it names.

    >>> phrase_context("2019-03-23", "She") == phrase_context("2019-03-23T09:00Z", None)
    True
    """
    when = time(published)
    return PhraseContext(when.day if when else None, name(speaker))


def are_of(
    phrase: Collection[PhraseContext], text: Collection[PhraseContext], *, is_habit: bool = False
) -> bool:
    """Whether a phrase is taken from a text wherever it was printed, as far as one can tell.

    Of a habit of speech the speaker tells nothing.

    >>> seventh, eighth, ninth = map(PhraseContext, (7, 8, 9))
    >>> are_of([seventh, ninth], [eighth]), are_of([seventh], [])
    (True, False)
    """
    if not 0 < len(phrase) <= _MOST:
        return False
    meet = PhraseContext.is_near if is_habit else PhraseContext.meets
    return all(any(meet(here, there) for there in text) for here in phrase)


def met(contexts: Sequence[PhraseContext]) -> list[bool]:
    """Of each place where a mere phrase is printed, whether it is for the reason of another one.

    >>> met([PhraseContext(7), PhraseContext(9), PhraseContext(400)])
    [True, True, False]
    """
    if len(contexts) > _MOST:
        return [False] * len(contexts)
    places = list(enumerate(contexts))
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
    letters = plain(words.key)
    if len(letters) > most:
        return False
    return len(letters) <= most_dense or not is_dense(letters)
