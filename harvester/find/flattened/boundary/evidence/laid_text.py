"""The text before the signatures of some documents, laid end to end, with all that is counted.

A place in it is a number, and what lies between two places is the difference of two numbers: so all
places of all posts are asked at once.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy
import regex

from harvester.find.flattened.boundary.characters import QUOTE, SIGN
from harvester.find.flattened.boundary.document_profile import GAP
from harvester.find.flattened.boundary.evidence import facts
from harvester.find.flattened.boundary.evidence.words import Heard, heard_in
from harvester.find.flattened.boundary.frames import Frame
from harvester.text.script import LINK
from harvester.text.weight import URL_WEIGHT, are_letters_alike

(
    LINKS, TAGS, MENTIONS, STOPS, SIGNS, QUOTES, GAPS, BLANK_GAPS, LEAD_INS,
    WIDE, QUOTED, CURLY, STRAIGHT, LINE_ENDS,
) = range(_KINDS := 14)  # fmt: skip
_PATTERNS = (
    (TAGS, regex.compile(r"[#＃](?=\w)")),
    (MENTIONS, regex.compile(r"(?<![\w(])[@＠](?=\w)")),
    (STOPS, regex.compile(r"[。！？]|\p{Sentence_Terminal}(?=[\s\"”»’)\]]|\Z)")),
)
_WIDE_PATTERNS = ((SIGNS, SIGN), (QUOTES, QUOTE))  # also of what stands before the region
_CHARACTERS = (
    (WIDE, facts.WIDE),
    (QUOTED, facts.QUOTED),
    (CURLY, facts.CURLY),
    (STRAIGHT, facts.STRAIGHT),
    (LINE_ENDS, facts.LINE_END),
)
# where a piece of text may begin: a line, a sentence, the words after a link, and in scripts
# without spaces the words after a space, which there is a break
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー"
_HAS_UNSPACED = regex.compile(rf"(?=[\u0e00-\U0010ffff])[{_UNSPACED}]")
_SPACED_PIECE = (
    r"\n[\s>]*+|[\p{Sentence_Terminal}…:;|।]++[\"”»’“)\]』」]*+[^\S\n]++|[。！？]++[」』）)]*+[^\S\n]*+"
    r"|(?:https?://|pic\.(?:twitter|x)\.com/)\S++[^\S\n]++"
)
_PIECE = regex.compile(_SPACED_PIECE)
_ANY_PIECE = regex.compile(
    rf"{_SPACED_PIECE}|(?<=[{_UNSPACED}])[^\S\n]++|[^\S\n]++(?=[{_UNSPACED}])"
)


class Laid(NamedTuple):
    """The stretches of some sources laid end to end, each with the character behind it.

    `shifts` move a place of the text to where it is laid. `trimmed` and `solid` say for each place
    where the text before it ends, without margins and without white space, and `weights` what the
    text from there to the end of its stretch weighs. `marks` count what lies before each place.
    Each stretch has its `pieces` and its end as one more, from `first_pieces` on, and its `gaps`:
    how high the highest is from each on, and 0 behind the last.
    """

    frames: Sequence[Frame]
    text: str
    facts: Any
    shifts: list[int]
    trimmed: Any
    solid: Any
    words: Any
    set_in: Any
    line_ends: Any
    weights: Any
    marks: Any
    pieces: Any
    first_pieces: Any
    gaps: Any
    heard: Heard


def laid(frames: Sequence[Frame]) -> Laid:
    """The stretches of the documents, looked through once."""
    parts = [frame.text[frame.base : frame.region.end + 1].ljust(_room(frame)) for frame in frames]
    bases = accumulate(map(len, parts), initial=0)
    shifts = [base - frame.base for base, frame in zip(bases, frames, strict=False)]
    joined = "".join(parts) + " "  # so that a place behind the last stretch is one, too
    known = facts.facts_of(joined)
    heard = heard_in(frames, shifts)
    gaps = [_gaps(frame) for frame in frames]
    links = _links(frames, shifts)
    marks = [(LINKS, start) for start, _ in links] + [(LEAD_INS, at) for at in heard.lead_ins]
    for frame, shift, gap in zip(frames, shifts, gaps, strict=True):
        marks += ((kind, place + shift) for kind, place in _marked(frame, gap))
    return Laid(
        frames,
        joined,
        known,
        shifts,
        _ends(known, facts.MARGIN),
        _ends(known, facts.SPACE),
        _places(known, facts.SPACE),
        _places(known, facts.IN_MARGIN),
        numpy.flatnonzero(known & facts.LINE_END),
        _weights(known, frames, shifts, links),
        _counted(known, marks),
        *_pieces(frames, shifts),
        numpy.array([height for gap in gaps for height in _highest(gap)], dtype=numpy.int64),
        heard,
    )


def _room(frame: Frame) -> int:
    """How long a stretch is laid."""
    return frame.region.end + 1 - frame.base


def _gaps(frame: Frame) -> list[tuple[int, int]]:
    """Where gaps between lines begin, and how high they are."""
    return [
        (match.start(), match[0].count("\n")) for match in GAP.finditer(frame.text, *frame.region)
    ]


def _highest(gaps: Sequence[tuple[int, int]]) -> list[int]:
    """How high the highest gap is from each gap on, and 0 behind the last."""
    return [*accumulate((height for _, height in reversed(gaps)), max, initial=0)][::-1]


def _marked(frame: Frame, gaps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is marked in the region of a frame, and where."""
    for start, height in gaps:
        yield GAPS, start
        if height > 1:
            yield BLANK_GAPS, start
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(frame.text, *frame.region):
            yield kind, match.start()
    for kind, pattern in _WIDE_PATTERNS:
        for match in pattern.finditer(frame.text, frame.base, frame.region.end):
            yield kind, match.start()


def _links(frames: Sequence[Frame], shifts: Sequence[int]) -> list[tuple[int, int]]:
    """Where links begin and end, as they are laid."""
    return [
        (match.start() + shift, match.end() + shift)
        for frame, shift in zip(frames, shifts, strict=True)
        for match in LINK.finditer(frame.text, *frame.region)
    ]


def _pieces(frames: Sequence[Frame], shifts: Sequence[int]) -> tuple[Any, Any]:
    """Where the pieces of each stretch begin and the last one ends, and the number of its first."""
    found: list[int] = []
    firsts = [0]
    for frame, shift in zip(frames, shifts, strict=True):
        text, low, end = frame.text, frame.low, frame.region.end
        pattern = _ANY_PIECE if _HAS_UNSPACED.search(text, low, end) else _PIECE
        inside = (match.end() + shift for match in pattern.finditer(text, low, end))
        found += (low + shift, *inside, end + shift)
        firsts.append(len(found))
    return numpy.array(found, dtype=numpy.int64), numpy.array(firsts, dtype=numpy.int64)


def _ends(known: Any, bit: int) -> Any:
    """For each place the end of the last character before it that has not the bit."""
    ends = numpy.zeros(len(known) + 1, dtype=numpy.int64)
    ends[1:] = numpy.where(known & bit, 0, numpy.arange(1, len(known) + 1))
    return numpy.maximum.accumulate(ends)


def _places(known: Any, bit: int) -> Any:
    """Where the characters without a bit stand, and the last place."""
    return numpy.append(numpy.flatnonzero(known & bit == 0), len(known) - 1)


def _weights(
    known: Any, frames: Sequence[Frame], shifts: Sequence[int], links: Sequence[tuple[int, int]]
) -> Any:
    """For each place the weight of the text before it, as Twitter counted on the post's day."""
    weights = numpy.zeros(len(known) + 1, dtype=numpy.int64)
    each = weights[1:]
    each += 1 + (known & facts.HEAVY != 0)
    for frame, shift in zip(frames, shifts, strict=True):
        if are_letters_alike(frame.day):
            each[frame.base + shift : frame.region.end + shift + 1] = 1
    for start, end in links:
        each[start], each[start + 1 : end] = URL_WEIGHT, 0
    return weights.cumsum()


def _counted(known: Any, found: Sequence[tuple[int, int]]) -> Any:
    """How many marks of each kind lie before each place."""
    marks = numpy.zeros((_KINDS, len(known) + 1), dtype=numpy.int32)
    kinds, at = numpy.array(found, dtype=numpy.int64).reshape(-1, 2).T
    marks[kinds, at + 1] = 1
    for kind, bit in _CHARACTERS:
        marks[kind, 1:] = known & bit != 0
    return marks.cumsum(axis=1)
