"""What was changed between two printings of the same words."""

from itertools import pairwise
from resource import RUSAGE_SELF, getrusage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import cases
from harvester.trace.matching.difference import WORDING, difference, marked, words

CASES = cases("differences")

# Words that are alike, glued, parted and other, with what stands between them
PIECES = st.sampled_from(
    [
        "rain",
        "Rain",
        "ra",
        "in",
        "again",
        "1,5",
        "1.5",
        "15",
        "雨",
        "が",
        "مطر",
        "नाव",
        "&amp;",
        " ",
        " ",
        " ",
        ", ",
        "…",
        "\n",
        "é",
        "'",
        "https://t.co/ab ",
        "ء",
    ]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=12).map("".join)


@pytest.mark.parametrize(("before", "after", "expected"), CASES["marked"])
def test_the_changes_read_on_one_line(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


@pytest.mark.parametrize(("before", "after", "expected"), CASES["kinds"])
def test_each_stretch_has_its_kind(before: str, after: str, expected: list[str]) -> None:
    assert [change.kind for change in difference(before, after)] == expected


@given(TEXTS, TEXTS)
def test_the_spans_put_together_are_both_texts(before: str, after: str) -> None:
    changes = difference(before, after) or difference(before, after + "!")
    after = after if difference(before, after) else after + "!"
    assert "".join(before[slice(*change.before)] for change in changes) == before
    assert "".join(after[slice(*change.after)] for change in changes) == after


@given(TEXTS, TEXTS)
def test_only_equal_texts_have_no_difference(before: str, after: str) -> None:
    changes = difference(before, after)
    assert (changes == ()) is (before == after)
    assert not changes or any(change.kind != "kept" for change in changes)
    assert difference(before, before) == ()


@given(TEXTS, TEXTS)
def test_what_is_kept_or_reformatted_has_the_same_letters(before: str, after: str) -> None:
    for change in difference(before, after):
        if change.kind not in WORDING:
            one, other = words(before[slice(*change.before)]), words(after[slice(*change.after)])
            assert "".join(word.key for word in one) == "".join(word.key for word in other)


@given(TEXTS, TEXTS)
def test_neighbours_are_of_different_kinds(before: str, after: str) -> None:
    kinds = [change.kind for change in difference(before, after)]
    assert all(one != other for one, other in pairwise(kinds))


@given(TEXTS, TEXTS)
def test_a_change_that_is_undone_is_marked_the_other_way(before: str, after: str) -> None:
    assert bool(marked(before, after)) is bool(marked(after, before))


def test_texts_of_fifty_thousand_words_take_little_memory() -> None:
    before = [f"w{number % 5000}" for number in range(50_000)]
    after = ["first", *before[1:25_000], "middle", *before[25_001:-1], "last"]
    most = getrusage(RUSAGE_SELF).ru_maxrss
    changes = marked(" ".join(before), " ".join(after))
    assert changes.count("{+") == 3
    assert getrusage(RUSAGE_SELF).ru_maxrss - most < 150_000


def test_what_is_cut_off_at_an_end_is_one_piece_though_its_words_stand_there_twice() -> None:
    whole = "The gate of the old harbour stays shut until the wall of the town has been mended"
    begun = marked(whole, "the old harbour remains shut until the wall of the town has been mended")
    assert begun.startswith("[-The gate of-] the old harbour [-stays-]{+remains+}")
    ended = marked(whole, "The gate of the old harbour remains shut until the wall of the")
    assert ended.endswith("the wall of the [-town has been mended-]")
