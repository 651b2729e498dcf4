"""Which language a sentence is in, in all that there are files of."""

import pytest

from files import cases
from harvester.languages import CODES
from harvester.languages.identification import identify_language
from harvester.normalise import harvest

CASES = cases("languages")


def texts(kind: str) -> list[tuple[str, str]]:
    return [(code, text) for code, said in CASES[kind].items() for text in said]


def test_every_language_has_its_cases() -> None:
    assert {*CASES["short"], *CASES["known-failures"]} == {*CODES}


@pytest.mark.parametrize(("code", "text"), texts("short"))
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    assert identify_language(text, None) == code


@pytest.mark.xfail
@pytest.mark.parametrize(("code", "text"), texts("known-failures"))
def test_a_sentence_tells_its_language_from_its_neighbour(code: str, text: str) -> None:
    assert identify_language(text, None) == code


@pytest.mark.parametrize("text", ["abc 123", "1, 2, 3", ""])
def test_what_is_no_language_is_none(text: str) -> None:
    assert identify_language(text, None) is None


def test_a_long_text_in_a_language_without_a_file_is_taken_for_no_other() -> None:
    uzbek = "Шаҳар ҳокими кўприк чоршанбагача ёпиқ туришини айтди, қайиқлар эса қирғоқда қолди. "
    assert identify_language(uzbek * 3, None) is None


def test_the_quotation_in_one_arabic_sentence_is_found() -> None:
    text = "وقالت مديرة المرفأ ليلى البحري: «القارب عاد ولم يفقد أحد»."
    assert [quote.text for quote in harvest(text)] == ["القارب عاد ولم يفقد أحد"]
