"""Words in marks: which of them somebody said, who, and which verb says so."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.find.quotations import quotations
from harvester.languages import Language, languages
from harvester.languages.identification import identify_language
from harvester.records import Article
from said import as_expected, printed

FILE = Path(__file__).parents[1] / "cases/quotations.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_quotations_are_found_with_their_speakers(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quotations(Article(text, lang=case["lang"]))
    assert [as_expected(text, hit) for hit in found] == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_the_language_need_not_be_declared(case: dict[str, Any]) -> None:
    told = identify_language(case["text"], None, at=len(case["text"]) // 2)
    found = [printed(case["text"], hit.body) for hit in quotations(Article(case["text"]))]
    assert told == case["lang"] or case["label"] in SHORT_OF_WORDS
    assert found == [each["text"] for each in case["expect"]] or case["label"] in SHORT_OF_WORDS


# Cases so short that they could be in a language nearby
SHORT_OF_WORDS = {"Portuguese", "Romanian"}


def test_a_language_that_is_wrongly_declared_is_not_believed() -> None:
    text = "وقالت ريما الحداد إن «السوق لن يغلق أبوابه هذا الشتاء»."
    (found,) = quotations(Article(text, lang="en"))
    assert printed(text, found.speaker) == "ريما الحداد"


@pytest.mark.parametrize("language", [each for each in languages() if each.speech], ids=str)
def test_the_words_of_saying_are_in_lower_case_and_once(language: Language) -> None:
    speech = language.speech
    assert speech is not None
    assert speech.cues
    for words in (speech.cues, speech.carried, speech.stops, speech.prepositions, speech.titles):
        assert len(set(words)) == len(words)
        assert all(word == word.lower() for word in words)
    assert not set(speech.cues) & set(speech.carried)


def test_reports_of_at_least_these_many_languages_are_understood() -> None:
    assert sum(language.speech is not None for language in languages()) >= 40


MARKS_AND_WORDS = st.lists(
    st.sampled_from(
        [*"\"'“”„«»‹›‘’「」『』″״\n:,. ", "said ", "Ada ", "قال ", "言った", "5", "word "]
    ),
    max_size=60,
).map("".join)


@given(MARKS_AND_WORDS, st.sampled_from([None, "en", "ar", "ja", "he", "tr", "xx"]))
def test_quotations_are_in_order_and_slice_back(text: str, lang: str | None) -> None:
    end = 0
    for hit in quotations(Article(text, lang=lang)):
        assert end <= hit.start < hit.end <= len(text)
        assert hit.body is not None
        assert hit.span.holds(hit.body)
        for span in (hit.speaker, hit.cue, hit.speaker_name):
            assert span is None or 0 <= span.start < span.end <= len(text)
        end = hit.end
