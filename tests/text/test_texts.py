"""The three rungs of a text and what stands in it: verbatim, tidy, folded; tags, names, links."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import cases
from harvester.text import entities, links
from harvester.text.digest import digest
from harvester.text.fold import fold, tidy
from harvester.text.urls import locate
from harvester.text.weight import length_limit, weighted_length

CASES = cases("texts")


@pytest.mark.parametrize(("one", "other", "meet"), CASES["folds"])
def test_two_printings_meet_when_they_say_the_same(one: str, other: str, meet: bool) -> None:
    assert (fold(one) == fold(other)) is meet


@given(st.text(alphabet="aZ9 .'“”’–…\u00a0"))
def test_marks_around_plain_words_fold_as_marks_around_others_do(text: str) -> None:
    assert fold(f"{text}ж") == fold(text) + "ж"


@pytest.mark.parametrize(("text", "expected"), CASES["tidied"])
def test_tidy_words_are_there_to_be_read(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize("case", CASES["entities"], ids=lambda case: case["text"][:20])
def test_what_stands_in_the_words_is_found(case: dict[str, Any]) -> None:
    plain = links.without_links(case["text"])
    assert list(links.links(case["text"])) == case["links"]
    assert list(links.pics(case["text"])) == case["pics"]
    for name in ("mentions", "hashtags", "cashtags"):
        assert list(getattr(entities, name)(plain)) == case[name]


PLACES: dict[str, Callable[[str], list[links.Found]]] = {
    "hashtags": entities.hashtag_places,
    "mentions": entities.mention_places,
    "cashtags": entities.cashtag_places,
    "urls": links.url_places,
}
RULES = [(kind, *case) for kind, cases in CASES["rules"].items() for case in cases]


@pytest.mark.parametrize(("kind", "text", "printed"), RULES)
def test_the_rules_of_the_platform_hold(kind: str, text: str, printed: list[str]) -> None:
    assert [text[found.start : found.end] for found in PLACES[kind](text)] == printed


def test_the_values_are_what_stands_in_the_places_each_once() -> None:
    text = "#sea #tide #sea @ada @bo/tides @ada $TIDE $TIDE"
    assert entities.hashtags(text) == ("sea", "tide")
    assert entities.mentions(text) == ("ada",)
    assert entities.cashtags(text) == ("TIDE",)


@given(st.text())
def test_folding_and_tidying_twice_is_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)


# Pieces that rules speak of, and any other character
PIECES = st.sampled_from(
    ["#", "@", "$", "RT", "http://", "t.co/", "a.jp", ".", "/", "(", ")", "?", "-", "_", " ", "字"]
)


@given(st.lists(PIECES | st.characters(), max_size=30).map("".join))
def test_in_any_text_the_places_hold_what_is_found_there(text: str) -> None:
    for kind, places in PLACES.items():
        for found in places(text):
            assert text[found.start : found.end].endswith(found.value)
            assert found.end - found.start == len(found.value) + (kind != "urls")
    assert all(link in text for link in links.links(text))
    assert all(pic in text for pic in links.pics(text))


@given(st.text(max_size=60))
def test_no_address_makes_locating_fail(text: str) -> None:
    for url in (text, f"https://{text}", f"//twitter.com/{text}"):
        found = locate(url)
        assert found is None or found.path.startswith("/")


@given(st.lists(st.text() | st.none() | st.integers(), max_size=4))
def test_an_id_is_made_of_content_alone(parts: list[str | int | None]) -> None:
    assert digest(*parts) == digest(*parts)
    assert len(digest(*parts)) == 16
    assert digest(*parts).isalnum()


@pytest.mark.parametrize("case", CASES["weights"], ids=lambda case: case["text"][:20])
def test_words_weigh_what_the_platform_counts(case: dict[str, Any]) -> None:
    assert weighted_length(case["text"], case.get("day")) == case["weight"]


def test_posts_became_longer_in_november_2017() -> None:
    assert length_limit("2017-11-06") < length_limit("2017-11-07") == length_limit(None)
