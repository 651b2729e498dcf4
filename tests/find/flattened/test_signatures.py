"""Signatures of flattened posts: what must be found, and what must not."""

from typing import Any

import pytest

from files import cases
from harvester.find.flattened.signatures import signatures

CASES = cases("signatures")["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_signatures_are_found_where_they_stand(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {
            "signature": text[each.start : each.end],
            "name": each.author_name,
            "handle": each.handle,
            "day": each.date.day if each.date else None,
            "platform": each.platform,
        }
        for each in signatures(text)
    ]
    assert found == [
        {"day": None, "platform": "twitter", **expected} for expected in case["expect"]
    ]
