"""The three rungs of a text and what stands in it: verbatim, tidy, folded; tags, names, links."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.text import entities
from harvester.text.digest import digest
from harvester.text.fold import fold, tidy
from harvester.text.urls import locate
from harvester.text.weight import length_limit, weighted_length

CASES = tomllib.loads((Path(__file__).parent / "cases" / "texts.toml").read_text("utf-8"))


@pytest.mark.parametrize(("one", "other", "meet"), CASES["folds"])
def test_two_printings_meet_when_they_say_the_same(one: str, other: str, meet: bool) -> None:
    assert (fold(one) == fold(other)) is meet


@pytest.mark.parametrize(("text", "expected"), CASES["tidied"])
def test_tidy_words_are_there_to_be_read(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize("case", CASES["entities"], ids=lambda case: case["text"][:20])
def test_what_stands_in_the_words_is_found(case: dict[str, Any]) -> None:
    for name in ("mentions", "hashtags", "pics", "links"):
        assert list(getattr(entities, name)(case["text"])) == case[name]


@given(st.text())
def test_folding_and_tidying_twice_is_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_no_text_makes_the_entities_fail(text: str) -> None:
    for find in (entities.hashtags, entities.mentions, entities.pics, entities.links):
        assert all(found in text for found in find(text))


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


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("rain", 4),
        ("雨", 2),
        ("https://tide.example/a/very/long/address", 23),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}", 2),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
    ],
)
def test_words_weigh_what_the_platform_counts(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


def test_posts_became_longer_in_november_2017() -> None:
    assert length_limit("2017-11-06") < length_limit("2017-11-07") == length_limit(None)
