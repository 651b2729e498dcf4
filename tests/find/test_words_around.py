"""The words around a quotation: each stands where it is printed, whatever parts it from others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.find.quotations.lexicon import known_lexicon
from harvester.find.quotations.words import sentence_start, words
from harvester.records import Span

PIECES = ("Ada ", "said", "-", " - ", "/", "1/2", ", ", "(", ") ", "well-known ", "’s ", "\n", "…")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_word_stands_where_it_is_printed(text: str) -> None:
    found = words(text, 0, len(text), known_lexicon("en"))
    named = [n for n, word in enumerate(found) if not word.is_break]
    printed = [text[slice(*found.span(n, n))] for n in named]
    assert printed == [found[n].printed for n in named]
    assert [word.text for word in found.without_breaks()] == [found[n].text for n in named]


def test_words_behind_a_remark_in_brackets_stand_behind_it() -> None:
    text = "Ada Quist (who said no) said “yes” to him, she said"
    found = words(text, 0, len(text), known_lexicon("en"), [Span(29, 34)])
    assert [word.text for word in found] == [
        "ada",
        "quist",
        "said",
        '"',
        *["to", "him", ",", "she", "said"],
    ]
    assert found.span(2, 3) == Span(24, 34)
    assert found.part(1).span(1, 2) == found.span(2, 3)
    assert [word.text for word in found.before(28)] == ["ada", "quist", "said"]


@pytest.mark.parametrize(
    ("text", "start", "signs"),
    [("“Rain”- said Ada", 6, []), ("“Rain” - said Ada", 6, ["-"]), ("“Rain” and/or Ada", 6, ["/"])],
)
def test_a_hyphen_parts_clauses_between_spaces_alone(
    text: str, start: int, signs: list[str]
) -> None:
    found = words(text, start, len(text), known_lexicon("en"))
    assert [word.text for word in found if word.is_break] == signs


def test_the_beginning_of_a_long_sentence_is_found_far_from_its_end() -> None:
    text = "It rained. " + "And the boats lay still " * 20
    assert sentence_start(text, 0, len(text), (), known_lexicon("en")) == len("It rained.")
