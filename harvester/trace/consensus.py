"""The same post in several articles: what all of them print is the post, what differs is not.

Each article has its own sentences before the words of a post, and all print the same words right
before the same signature. So no beginning lies before the longest tail that the texts share; among
the places that are left the texts vote, each as sure as it was alone.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from math import exp, fsum, log
from typing import NamedTuple

import regex

from harvester.text.script import LINK

_NOT_TOLD = 0.01  # how likely a text holds a place that it did not think of
_LONGEST_OPENING = 8
# Also the mark that Markdown and mail put before each line that is quoted.
_SPACE = " \t\r\n\N{NO-BREAK SPACE}>"
# matches what belongs to a post before its first letter: "#", ".@", "“", "....", an emoji
_OPENING = regex.compile(
    r"(?:[#＃@＠\"“«„‘'‹「『(\[¿¡…]|\.(?=@)|\.{2,6}+|\p{Extended_Pictographic}\uFE0F?\s?)++\Z"
)


class Reading(NamedTuple):
    """A text that ends with the words of a post, and how likely they begin at which places."""

    text: str
    starts: Mapping[int, float]


class Agreement(NamedTuple):
    """Where the words of a post begin in each of the texts that end with it, and how sure that is.

    `shared` letters before the words are the same in all texts, too: many, if these are copies.
    """

    starts: list[int]
    confidence: float
    shared: int


class _Letters(NamedTuple):
    """The letters and digits of a text from its end on, folded, and where each stands."""

    folded: str
    places: list[int]

    def length(self, start: int) -> int:
        """How many letters stand from a place on."""
        return sum(place >= start for place in self.places)


def consensus(readings: Sequence[Reading]) -> Agreement | None:
    """Where the words begin in each of the texts that end with the same post; None if none tells.

    >>> here = Reading("It was late. Sea calm, sky grey. Rain.", {13: 0.3, 33: 0.7})
    >>> there = Reading("Nobody spoke. Sea calm, sky grey. Rain", {0: 0.4, 14: 0.5})
    >>> consensus([here, there]).starts
    [13, 14]
    """
    letters = [_letters(reading.text) for reading in readings]
    shared = _shared([each.folded for each in letters]) if len(readings) > 1 else 0
    votes = [_votes(*each, shared) for each in zip(readings, letters, strict=True)]
    likely = {
        length: fsum(log(vote.get(length, _NOT_TOLD)) for vote in votes)
        for length in {length for vote in votes for length in vote}
    }
    if not likely:
        return None
    best = max(likely, key=lambda length: (likely[length], -length))
    starts = [_start(reading, each, best) for reading, each in zip(readings, letters, strict=True)]
    confidence = 1 / fsum(exp(each - likely[best]) for each in likely.values())
    return Agreement(starts, confidence, shared - best)


def beginning(text: str, words: str) -> int | None:
    """Where a text that ends with these words has their beginning; None if it ends otherwise.

    >>> beginning("Nobody spoke. “Sea calm”, sky grey https://t.co/a", "“Sea calm” sky grey")
    14
    """
    letters, wanted = _letters(text), _letters(words)
    if not wanted.folded or not letters.folded.startswith(wanted.folded):
        return None
    first = letters.places[len(wanted.folded) - 1]
    return _back(text, first, words[: wanted.places[-1]])


def _back(text: str, first: int, opening: str) -> int:
    """Where marks and links begin that stand before a place; the place itself if others do."""
    at = first
    for mark in reversed("".join(opening.split())):
        at = len(text[:at].rstrip(_SPACE))
        if not at or text[at - 1] != mark:
            return first
        at -= 1
    return at


def ending(text: str, letters: int) -> str:
    """The last letters of a text, folded, without links, the last one first.

    >>> ending("Sea calm, sky grey https://t.co/a", 7)
    'yergyks'
    """
    return _letters(text).folded[:letters]


def has_letters(text: str) -> bool:
    """Whether there is more to a text than marks and links.

    >>> has_letters("... 🙂 pic.twitter.com/abcdefghij"), has_letters("Sea")
    (False, True)
    """
    return any(map(str.isalnum, LINK.sub(" ", text)))


@lru_cache(maxsize=256)
def _letters(text: str) -> _Letters:
    """Links are left out: some outlets write http, some https."""
    plain = LINK.sub(lambda link: " " * len(link[0]), text)
    found = [(at, plain[at].casefold()) for at in reversed(range(len(text))) if plain[at].isalnum()]
    return _Letters(
        "".join(letter for _, letter in found), [at for at, letter in found for _ in letter]
    )


def _shared(texts: Sequence[str]) -> int:
    """How many letters all texts have in common, from their first on."""
    same = (len(set(column)) == 1 for column in zip(*texts, strict=False))
    return sum(takewhile(bool, same))


def _votes(reading: Reading, letters: _Letters, shared: int) -> dict[int, float]:
    """How likely the post has how many letters, as far as the texts share them."""
    votes: dict[int, float] = {}
    for start, likely in reading.starts.items():
        length = letters.length(start)
        if 0 < length <= shared:
            votes[length] = max(likely, _NOT_TOLD, votes.get(length, 0.0))
    return votes


def _start(reading: Reading, letters: _Letters, length: int) -> int:
    """Where the words of so many letters begin, with the marks that belong to them.

    What the text itself thought of is taken as it is.
    """
    own = [start for start in reading.starts if letters.length(start) == length]
    if own:
        return max(own, key=lambda start: (reading.starts[start], -start))
    first = letters.places[length - 1]
    opening = _OPENING.search(reading.text, max(0, first - _LONGEST_OPENING), first)
    return opening.start() if opening else first
