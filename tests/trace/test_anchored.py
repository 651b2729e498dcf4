"""Where long texts are equal that are nearly the same."""

import time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel, Levenshtein

from harvester.trace.matching import anchored
from harvester.trace.matching.anchored import stretches
from harvester.trace.matching.comparison import match

LETTERS = st.text("ab", max_size=60)


def spread(size: int) -> str:
    return "".join(Random(1).choices("etaoinshrdlu", k=size))


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=4), st.integers(0, 200))
def test_stretches_are_equal_in_order_and_end_where_both_texts_do(
    changes: list[tuple[str, str]], size: int
) -> None:
    kept = spread(size)
    one, other = (kept.join(side) for side in zip(*changes, strict=True)) if changes else ("", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(anchored, "_SHORT", 64)
        found = [*stretches(one, other, Levenshtein.editops)]
    for before, after in pairwise(found):
        gaps = after.a - before.a - before.size, after.b - before.b - before.size
        assert min(gaps) >= 0
        assert max(gaps) > 0 or after.size == 0
    assert tuple(found[-1]) == (len(one), len(other), 0)
    assert all(one[it.a : it.a + it.size] == other[it.b : it.b + it.size] for it in found)


def test_what_is_short_is_aligned_as_a_whole() -> None:
    found = [tuple(it) for it in stretches("rain again", "rain gain", Indel.editops)]
    assert found == [(0, 0, 5), (6, 5, 4), (10, 9, 0)]


def test_near_copies_of_a_million_letters_are_compared_at_once() -> None:
    text = spread(1_000_000)
    other = text[:300_000] + "indeed" + text[300_000:700_000] + text[700_005:]
    started = time.process_time()
    found = match(*sorted((text, other), key=len))
    assert time.process_time() - started < 2
    assert found is not None
    assert (found.verdict, found.likeness > 0.99) == ("same", True)
