"""Posts named otherwise than by a signature behind their words, and furniture around posts."""

from typing import Any

import pytest
import regex

from files import cases
from harvester import Article, harvest
from harvester.find.flattened.furniture import is_furniture
from harvester.languages import languages
from quotes import compared

CASES = cases("cards")["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_posts_are_found_however_they_are_named(case: dict[str, Any]) -> None:
    found = [quote for quote in harvest(Article(case["text"])) if quote.kind != "quotation"]
    assert len(found) == len(case["quotes"])
    assert [compared(*each) for each in zip(found, case["quotes"], strict=True)] == case["quotes"]


def test_a_line_of_furniture_is_known_whatever_stands_in_its_holes() -> None:
    for line in {line for language in languages() for line in language.walls}:
        beside, filled = (regex.sub(r"\{[^}\s]+\}", name, line) for name in ("", "ada_q9"))
        if len(regex.findall(r"[\p{L}\p{M}]", beside)) >= 10:
            assert is_furniture(filled), line
