"""The words and signs before the signatures of a document, and running counts of what they are.

Between two places lie as many own words, say, as the counts there differ by, so that each word is
looked at once, however many posts may begin before it.
"""

from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple

import numpy
import regex

from harvester.find.flattened.boundary.document_profile import DocumentProfile
from harvester.find.flattened.boundary.evidence.lexicon import (
    ANNOUNCES,
    IS_LONG,
    KNOWN,
    OWN,
    REPEATED,
    REPORT,
    UNSPACED_LEAD_INS,
    UNSPACED_OWN,
    UNSPACED_REPORT,
    lexicon_of,
)
from harvester.find.flattened.boundary.frames import Frame
from harvester.find.flattened.boundary.register import TOKEN
from harvester.text.script import LINK, UNSPACED


class Heard(NamedTuple):
    """The words and the tokens, which are words and signs, of all stretches of a document.

    Places are those in the stretches laid end to end. Before the word of a number lie as many words
    of a kind as its row in `counts` says; `ends` has the numbers behind the last word and the last
    token of each stretch, `first` that of its first word; `later` says where a long word comes
    last. A token counts as some `entries`, and before each of these the words speak for a post by
    `sound`, which begins anew with each stretch.
    """

    starts: Any
    counts: Any
    first: Any
    ends: Any
    later: Any
    lead_ins: list[int]
    is_spaced: Any
    token_starts: Any
    token_ends: Any
    entries: Any
    sound: Any


class _Stretch(NamedTuple):
    """What is known of each word and each token of one stretch, and where in the text they are."""

    starts: list[int]
    claims: Any
    later: list[int]
    lead_ins: list[int]
    is_spaced: bool
    token_starts: list[int]
    entries: list[int]
    sound: list[float]


def heard_in(
    text: str, frames: Sequence[Frame], shifts: Sequence[int], profile: DocumentProfile
) -> Heard:
    """The words and tokens of the stretches; each is moved by its shift to where it is laid."""
    found = [_stretch(text, frame, profile) for frame in frames]
    bounds = [*accumulate((len(each.starts) for each in found), initial=0)]
    tokens = [*accumulate((len(each.token_starts) for each in found), initial=0)]
    claims = numpy.concatenate([each.claims for each in found])
    later = _joined([each.later for each in found], bounds)
    later[claims[:, IS_LONG] == 0] = -1
    claims[:, REPEATED] = later > numpy.arange(len(later))
    counts = numpy.zeros((len(claims) + 1, claims.shape[1]), dtype=numpy.int64)
    claims.cumsum(axis=0, out=counts[1:])
    entries = [*accumulate(chain.from_iterable(each.entries for each in found), initial=0)]
    return Heard(
        _joined([each.starts for each in found], shifts),
        counts,
        numpy.array(bounds[:-1], dtype=numpy.int64),
        numpy.array(bounds[1:], dtype=numpy.int64),
        later,
        _joined([each.lead_ins for each in found], shifts).tolist(),
        numpy.array([each.is_spaced for each in found]),
        _joined([each.token_starts for each in found], shifts),
        numpy.array(tokens[1:], dtype=numpy.int64),
        numpy.array(entries, dtype=numpy.int64),
        numpy.array([*chain.from_iterable(each.sound for each in found)], dtype=numpy.float64),
    )


def _joined(parts: Sequence[list[int]], shifts: Sequence[int]) -> Any:
    """The numbers of all stretches, those of each moved by its shift."""
    joined = numpy.array([*chain.from_iterable(parts)], dtype=numpy.int64)
    many = [*map(len, parts)]
    joined += numpy.array(shifts[: len(many)], dtype=numpy.int64).repeat(many)
    return joined


def _stretch(text: str, frame: Frame, profile: DocumentProfile) -> _Stretch:
    """The words and tokens of one stretch."""
    is_spaced = UNSPACED.search(text, *frame.region) is None
    lexicon = lexicon_of(profile.sound_language, is_spaced=is_spaced)
    found = _tokens(text, frame) if is_spaced else _pairs(text, frame)
    tokens = [lexicon[printed] for _, printed in found]
    starts, numbers = [], []
    for (place, _), token in zip(found, tokens, strict=True):
        for offset, number in token.words:
            starts.append(place + offset)
            numbers.append(number)
    words = [*map(lexicon.lowered.__getitem__, numbers)]
    claims = lexicon.claims.take(numbers, axis=0)
    claims[:, KNOWN] = [word in profile.words for word in words]
    lead_ins = [starts[number] for number in claims[:, ANNOUNCES].nonzero()[0].tolist()]
    if not is_spaced:
        claims[:, OWN] = _marked(UNSPACED_OWN, text, frame, starts)
        claims[:, REPORT] = _marked(UNSPACED_REPORT, text, frame, starts)
        lead_ins = [match.start() for match in UNSPACED_LEAD_INS.finditer(text, *frame.region)]
    last = {word: number for number, word in enumerate(words)}
    sounds = [token.sounds for token in tokens]
    return _Stretch(
        starts,
        claims,
        [*map(last.__getitem__, words)],
        lead_ins,
        is_spaced,
        [place for place, _ in found],
        [*map(len, sounds)],
        [*accumulate(chain.from_iterable(sounds), initial=0.0)],
    )


def _tokens(text: str, frame: Frame) -> list[tuple[int, str]]:
    """Words and signs with their places."""
    found = TOKEN.finditer(text, frame.low, frame.region.end)
    return [(match.start(), match[0]) for match in found]


def _pairs(text: str, frame: Frame) -> list[tuple[int, str]]:
    """Pairs of neighbouring letters with their places, links left out."""
    low, end = frame.low, frame.region.end
    plain = LINK.sub(lambda link: " " * len(link[0]), text[low:end])
    letters = [(low + at, letter) for at, letter in enumerate(plain) if letter.isalpha()]
    return [(at, one + other) for (at, one), (_, other) in pairwise(letters)]


def _marked(
    pattern: regex.Pattern[str], text: str, frame: Frame, starts: Sequence[int]
) -> list[bool]:
    """For each word whether a match begins at it."""
    places = {match.start() for match in pattern.finditer(text, frame.low, frame.region.end)}
    return [start in places for start in starts]
