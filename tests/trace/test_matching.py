"""Whether two texts carry the same words: the wording, the match, and what one is to the other."""

import tomllib
from itertools import islice
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commands import ROOT
from harvester.trace.clusters import Pair, order
from harvester.trace.lineage.tree import Weight, tree
from harvester.trace.matching.comparison import Match, match
from harvester.trace.matching.fingerprints import WINDOW, fingerprints
from harvester.trace.matching.hashing import all_fingerprints
from harvester.trace.matching.wording import Wording, is_comparable, match_key, plain, wording

CASES = tomllib.loads((ROOT / "tests" / "cases" / "matches.toml").read_text("utf-8"))["case"]
IDS = [case["label"] for case in CASES]
LETTERS = st.text("abcdefghij", min_size=20, max_size=80)


def matched(*texts: str) -> Match | None:
    shorter, longer = sorted(map(wording, texts), key=order)
    return match(shorter.key, longer.key)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_two_texts_match_as_their_words_do(case: dict[str, Any]) -> None:
    found = matched(*case["texts"])
    verdict = found.verdict if found else ""
    assert verdict in {case["verdict"], case.get("may", case["verdict"])}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_texts_that_match_meet_in_the_index(case: dict[str, Any]) -> None:
    one, other = (fingerprints(match_key(text)) for text in case["texts"])
    if case["verdict"]:
        assert one & other


@pytest.mark.parametrize("case", [c for c in CASES if "relation" in c], ids=lambda c: c["label"])
def test_a_text_is_told_what_it_is_to_the_one_it_is_like(case: dict[str, Any]) -> None:
    texts = dict(enumerate(map(wording, case["texts"])))
    shorter, longer = sorted(texts, key=lambda one: order(texts[one]))
    found = match(texts[shorter].key, texts[longer].key)
    assert found is not None
    weights = {0: Weight(is_embedded=True, n_articles=1), 1: Weight(False, 1)}
    branch = tree(texts, [Pair(shorter, longer, found)], weights)[1]
    assert (branch.parent, branch.relation) == (0, case["relation"])


def test_what_was_changed_is_told_with_its_place() -> None:
    found = matched("The gate of Elmport stays shut", "The gate of old Elmport stays shut")
    assert found is not None
    (change,) = found.changes
    longer = match_key("The gate of old Elmport stays shut")
    assert longer[change.longer_start : change.longer_end] == "old"
    assert change.start == change.end


def test_an_inner_elision_is_kept_and_one_at_an_end_is_not() -> None:
    assert match_key("… rain … again …") == "rain…again"
    assert match_key("about 15…") == "about15…"
    assert match_key("rain.. again") == "rainagain"


def test_the_account_is_a_part_of_the_wording_whatever_its_case() -> None:
    assert wording("Rain", "Ada_Q9") == wording("rain!", "ada_q9")
    assert wording("Rain", "ada_q9") != wording("Rain", "bo_q9")


def test_a_few_words_of_nobody_are_not_compared() -> None:
    assert not is_comparable(wording("Thank you"))
    assert is_comparable(wording("Thank you", "ada_q9"))
    assert is_comparable(wording("港の灯台にまた明かり"))
    assert not is_comparable(wording("https://t.co/abcdefghij @bo_q9", "ada_q9"))


@given(LETTERS)
def test_a_text_matches_itself_wholly(letters: str) -> None:
    assert match(letters, letters) == Match("same", 1.0, 0, len(letters))


@given(LETTERS, LETTERS, LETTERS)
def test_a_part_is_found_where_it_stands(before: str, part: str, after: str) -> None:
    whole = before + part + after
    found = match(part, whole)
    assert found is not None
    assert (found.verdict, found.likeness) == ("same", 1.0)
    assert whole[found.start : found.end] == part


@given(LETTERS, LETTERS, LETTERS, LETTERS, LETTERS)
def test_a_run_as_long_as_a_piece_and_a_window_meets_in_the_index(
    before: str, part: str, after: str, other: str, another: str
) -> None:
    assume(len(part) >= 9 + WINDOW - 1)
    assert fingerprints(before + part + after) & fingerprints(other + part + another)


@given(st.lists(st.text("abcdefgéш雨ถ😀", max_size=40), max_size=6))
def test_the_fingerprints_of_many_texts_are_those_of_each(keys: list[str]) -> None:
    found = all_fingerprints(keys)
    numbers = iter(found.numbers.tolist())
    for key, count in zip(keys, found.counts.tolist(), strict=True):
        assert [*islice(numbers, count)] == sorted(fingerprints(key))
    assert [*numbers] == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    shorter, longer = sorted((Wording(match_key(one)), Wording(match_key(other))), key=order)
    if plain(shorter.key):
        found = match(shorter.key, longer.key)
        assert found is None or 0 <= found.start <= found.end <= len(plain(longer.key))


@given(st.text(max_size=60))
def test_a_match_key_is_its_own_match_key(text: str) -> None:
    once = match_key(text)
    assert match_key(once) == once
