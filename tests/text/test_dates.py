"""Printed dates of every language, in digits of every script, and what only looks like one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import cases
from harvester.languages import CODES, Language, languages
from harvester.languages.date_forms import MARKS, example
from harvester.languages.dates import read_date

CASES = cases("dates")


@pytest.mark.parametrize(("code", "text", "day"), CASES["dates"])
def test_a_date_is_read_in_its_language(code: str, text: str, day: str) -> None:
    for lang in (code, None):
        found = read_date(text, 0, lang=lang)
        assert found is not None
        assert (found.day, text[found.start : found.end]) == (day, text)


def test_every_language_has_its_case() -> None:
    assert {code for code, _, _ in CASES["dates"]} == set(CODES)


@pytest.mark.parametrize("language", languages(), ids=CODES)
def test_the_example_of_a_language_is_read(language: object) -> None:
    assert isinstance(language, Language)
    found = read_date(example(language), 0, lang=language.code)
    assert found is not None
    assert (found.day, found.end) == ("2019-03-23", len(example(language)))


FORMS = [(language, form) for language in languages() for form in language.dates]


@pytest.mark.parametrize(("language", "form"), FORMS, ids=[form for _, form in FORMS])
@pytest.mark.parametrize("number", ["3", "23"])
def test_every_form_is_read_behind_a_mark(language: Language, form: str, number: str) -> None:
    printed = example(replace(language, dates=(form,))).replace("23", number)
    found = read_date(f"\N{RIGHT-TO-LEFT MARK}{printed}", 1, lang=language.code)
    assert found is not None
    assert (found.day, found.end) == (f"2019-03-{int(number):02}", len(printed) + 1)


@pytest.mark.parametrize("text", CASES["not_dates"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read_date(text, 0) is None


@pytest.mark.parametrize(("text", "date"), CASES["ends"])
def test_a_date_ends_where_it_ends(text: str, date: str) -> None:
    start = len(text) - len(text.lstrip(MARKS))
    found = read_date(text, start) or read_date(text, 0)
    assert found is not None
    assert text[: found.end] == date


def test_a_month_of_two_languages_is_that_of_the_article() -> None:
    croatian = read_date("5. listopada 2018.", 0, lang="hr")
    polish = read_date("5 listopada 2018", 0, lang="pl")
    assert croatian is not None
    assert polish is not None
    assert (croatian.day, polish.day) == ("2018-10-05", "2018-11-05")


@given(st.text(max_size=40), st.integers(0, 5))
def test_no_text_makes_the_reader_of_dates_fail(text: str, start: int) -> None:
    found = read_date(text, min(start, len(text)))
    assert found is None or found.end <= len(text)
