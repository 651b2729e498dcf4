"""The same post in several articles: what all of them print is the post, what differs is not.

Each article has its own sentences before the words of a post, and all print the same words right
before the same signature. So no beginning lies before the longest tail that the texts share; among
the places that are left the texts vote, each as sure as it was alone.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from math import log
from typing import NamedTuple

import regex

from harvester.text.script import LINK

_NOT_TOLD = 0.01  # how likely a text holds a place that it did not think of
_LONGEST_OPENING = 8
# matches what belongs to a post before its first letter: "#", ".@", "“", "....", an emoji
_OPENING = regex.compile(
    r"(?:[#＃@＠\"“«„‘'‹「『(\[¿¡…]|\.(?=@)|\.{2,6}+|\p{Extended_Pictographic}\uFE0F?\s?)++\Z"
)


class Reading(NamedTuple):
    """A text that ends with the words of a post, and how likely they begin at which places."""

    text: str
    starts: Mapping[int, float]


class _Letters(NamedTuple):
    """The letters and digits of a text from its end on, folded, and where each stands."""

    folded: str
    places: list[int]


def consensus(readings: Sequence[Reading]) -> list[int] | None:
    """Where the words begin in each of the texts that end with the same post; None if none tells.

    >>> here = Reading("It was late. Sea calm, sky grey. Rain.", {13: 0.3, 33: 0.7})
    >>> there = Reading("Nobody spoke. Sea calm, sky grey. Rain", {0: 0.4, 14: 0.5})
    >>> consensus([here, there])
    [13, 14]
    """
    letters = [_letters(reading.text) for reading in readings]
    shared = _shared([each.folded for each in letters]) if len(readings) > 1 else 0
    votes = [_votes(*each, shared) for each in zip(readings, letters, strict=True)]
    lengths = {length for vote in votes for length in vote}
    if not lengths:
        return None

    def likely(length: int) -> tuple[float, int]:
        return sum(log(vote.get(length, _NOT_TOLD)) for vote in votes), -length

    best = max(lengths, key=likely)
    return [_start(reading, each, best) for reading, each in zip(readings, letters, strict=True)]


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
        length = _length(letters, start)
        if 0 < length <= shared:
            votes[length] = max(likely, _NOT_TOLD, votes.get(length, 0.0))
    return votes


def _length(letters: _Letters, start: int) -> int:
    """How many letters stand from a place on."""
    return sum(place >= start for place in letters.places)


def _start(reading: Reading, letters: _Letters, length: int) -> int:
    """Where the words of so many letters begin, with the marks that belong to them.

    What the text itself thought of is taken as it is.
    """
    own = [start for start in reading.starts if _length(letters, start) == length]
    if own:
        return max(own, key=lambda start: (reading.starts[start], -start))
    first = letters.places[length - 1]
    opening = _OPENING.search(reading.text, max(0, first - _LONGEST_OPENING), first)
    return opening.start() if opening else first
