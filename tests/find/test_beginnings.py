"""Where flattened posts begin, as the model that ships decides."""

from typing import Any

import pytest

from files import cases
from harvester import Article, harvest

CASES = cases("beginnings")["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_posts_begin_where_a_reader_would_say(case: dict[str, Any]) -> None:
    found = harvest(Article(case["text"], lang=case["lang"]), only="posts")
    signed = [quote for quote in found if quote.kind == "signature"]
    words = [case["text"][quote.body_start : quote.body_end] for quote in signed]
    assert words == case["posts"]
