"""Where flattened posts begin, as the model that ships decides."""

from typing import Any

import pytest

from files import cases
from harvester import Article, harvest

CASES = cases("beginnings")["case"]


KNOWN_FAILURE = pytest.mark.xfail(strict=True, reason="a careful reader would know")


def as_parameter(case: dict[str, Any]) -> Any:
    marks = [KNOWN_FAILURE] if case.get("known_failure") else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", map(as_parameter, CASES))
def test_posts_begin_where_a_reader_would_say(case: dict[str, Any]) -> None:
    found = harvest(Article(case["text"], lang=case["lang"]), only="posts")
    signed = [quote for quote in found if quote.kind == "signature"]
    words = [case["text"][quote.body_start : quote.body_end] for quote in signed]
    assert words == case["posts"]
