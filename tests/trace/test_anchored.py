"""The edits between long texts that are nearly the same."""

import time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel, Levenshtein

from harvester.trace.matching import anchored
from harvester.trace.matching.anchored import edits
from harvester.trace.matching.comparison import match

LETTERS = st.text("ab", max_size=60)


def spread(size: int) -> str:
    return "".join(Random(1).choices("etaoinshrdlu", k=size))


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=4), st.integers(0, 200))
def test_edits_cover_both_texts_and_what_is_equal_is(
    changes: list[tuple[str, str]], size: int
) -> None:
    kept = spread(size)
    one, other = (kept.join(side) for side in zip(*changes, strict=True)) if changes else ("", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(anchored, "_SHORT", 64)
        found = [*edits(one, other, Levenshtein.opcodes)]
    for before, after in pairwise([(True, 0, 0, 0, 0), *found]):
        assert (before[2], before[4]) == (after[1], after[3])
    assert not found or (found[-1].end, found[-1].other_end) == (len(one), len(other))
    assert all(one[e.start : e.end] == other[e.other_start : e.other_end] for e in found if e[0])


def test_what_is_short_is_aligned_as_a_whole() -> None:
    found = [edit[1:] for edit in edits("rain again", "rain gain", Indel.opcodes)]
    assert found == [tuple(code)[1:] for code in Indel.opcodes("rain again", "rain gain")]


def test_near_copies_of_a_million_letters_are_compared_at_once() -> None:
    text = spread(1_000_000)
    other = text[:300_000] + "indeed" + text[300_000:700_000] + text[700_005:]
    started = time.process_time()
    found = match(*sorted((text, other), key=len))
    assert time.process_time() - started < 2
    assert found is not None
    assert (found.verdict, found.likeness > 0.99) == ("same", True)
