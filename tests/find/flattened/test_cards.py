"""Posts named otherwise than by a signature behind their words, and furniture around posts."""

from typing import Any

import pytest

from files import cases
from harvester import Article, harvest
from quotes import compared

CASES = cases("cards")["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_posts_are_found_however_they_are_named(case: dict[str, Any]) -> None:
    found = [quote for quote in harvest(Article(case["text"])) if quote.kind != "quotation"]
    assert len(found) == len(case["quotes"])
    assert [compared(*each) for each in zip(found, case["quotes"], strict=True)] == case["quotes"]
