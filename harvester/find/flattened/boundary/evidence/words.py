"""The words and signs before the signatures of some documents, and running counts of what they are.

Between two places lie as many own words, say, as the counts there differ by, so that each word is
looked at once, however many posts may begin before it.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy

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
    """The words and the tokens, which are words and signs, of all stretches.

    Places are those in the stretches laid end to end. Before the word of a number lie as many words
    of a kind as its row in `counts` says; `ends` has the numbers behind the last word and the last
    token of each stretch, `first` that of its first word; `later` says where a long word comes
    last. Before a token lie some `entries`, since some count as more than one, and the words before
    it speak for a post by `sound`, which begins anew with each stretch and has one number more.
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

    starts: Any
    claims: Any
    later: Any
    lead_ins: Any
    is_spaced: bool
    token_starts: Any
    entries: Any
    sound: Any


def heard_in(frames: Sequence[Frame], shifts: Sequence[int]) -> Heard:
    """The words and tokens of the stretches; each is moved by its shift to where it is laid."""
    found = [_stretch(frame) for frame in frames]
    bounds = _bounds([each.starts for each in found])
    claims = numpy.concatenate([each.claims for each in found])
    later = _joined([each.later for each in found], bounds)
    later[claims[:, IS_LONG] == 0] = -1
    claims[:, REPEATED] = later > numpy.arange(len(later))
    return Heard(
        _joined([each.starts for each in found], shifts),
        _running(claims),
        bounds[:-1],
        bounds[1:],
        later,
        _joined([each.lead_ins for each in found], shifts).tolist(),
        numpy.array([each.is_spaced for each in found]),
        _joined([each.token_starts for each in found], shifts),
        _bounds([each.token_starts for each in found])[1:],
        _running(numpy.concatenate([each.entries for each in found])),
        numpy.concatenate([each.sound for each in found]),
    )


def _bounds(parts: Sequence[Any]) -> Any:
    """The number of the first of each part, and of all."""
    return numpy.array([*accumulate(map(len, parts), initial=0)], dtype=numpy.int64)


def _running(numbers: Any) -> Any:
    """The sums of what lies before each row, and behind the last."""
    sums = numpy.zeros((len(numbers) + 1, *numbers.shape[1:]), dtype=numpy.int32)
    numbers.cumsum(axis=0, out=sums[1:])
    return sums


def _joined(parts: Sequence[Any], shifts: Sequence[int]) -> Any:
    """The places of all stretches, those of each moved by its shift."""
    return numpy.concatenate([part + shift for part, shift in zip(parts, shifts, strict=False)])


def _stretch(frame: Frame) -> _Stretch:
    """The words and tokens of one stretch."""
    text, profile = frame.text, frame.profile
    is_spaced = UNSPACED.search(text, *frame.region) is None
    lexicon = lexicon_of(profile.sound_language, is_spaced=is_spaced)
    found = _tokens(frame) if is_spaced else _pairs(frame)
    token_starts = numpy.array([place for place, _ in found], dtype=numpy.int64)
    tokens = numpy.array([lexicon[printed] for _, printed in found], dtype=numpy.int64)
    in_tokens = lexicon.words.take(tokens, axis=0)
    is_word = in_tokens >= 0
    numbers = in_tokens[is_word]
    starts = (token_starts[:, None] + lexicon.offsets.take(tokens, axis=0))[is_word]
    words = [*map(lexicon.lowered.__getitem__, numbers.tolist())]
    claims = lexicon.claims.take(numbers, axis=0)
    claims[:, KNOWN] = [word in profile.words for word in words]
    lead_ins = starts[claims[:, ANNOUNCES] > 0]
    if not is_spaced:
        low, end = frame.low, frame.region.end
        claims[:, OWN] = numpy.isin(starts, [*UNSPACED_OWN.starts_in(text, low, end)])
        claims[:, REPORT] = numpy.isin(starts, [*UNSPACED_REPORT.starts_in(text, low, end)])
        announcing = UNSPACED_LEAD_INS.starts_in(text, *frame.region)
        lead_ins = numpy.fromiter(announcing, dtype=numpy.int64)
    last = {word: number for number, word in enumerate(words)}
    sound = numpy.append(0.0, lexicon.sounds.take(tokens, axis=0)).cumsum()
    return _Stretch(
        starts,
        claims,
        numpy.array([*map(last.__getitem__, words)], dtype=numpy.int64),
        lead_ins,
        is_spaced,
        token_starts,
        lexicon.entries.take(tokens),
        sound[:: lexicon.sounds.shape[1]],
    )


def _tokens(frame: Frame) -> list[tuple[int, str]]:
    """Words and signs with their places."""
    found = TOKEN.finditer(frame.text, frame.low, frame.region.end)
    return [(match.start(), match[0]) for match in found]


def _pairs(frame: Frame) -> list[tuple[int, str]]:
    """Pairs of neighbouring letters with their places, links left out."""
    low, end = frame.low, frame.region.end
    plain = LINK.sub(lambda link: " " * len(link[0]), frame.text[low:end])
    letters = [(low + at, letter) for at, letter in enumerate(plain) if letter.isalpha()]
    return [(at, one + other) for (at, one), (_, other) in pairwise(letters)]
