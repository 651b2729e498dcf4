"""Posts whose signature a scraper put behind their first line."""

from typing import Any

import pytest

from files import cases
from harvester import Article, harvest

CASES = cases("tails")["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_the_rest_of_a_split_post_is_its_tail(case: dict[str, Any]) -> None:
    signed = [quote for quote in harvest(Article(case["text"])) if quote.kind == "signature"]
    tails = [case["text"][q.tail_start : q.tail_end] for q in signed if q.tail_start is not None]
    assert tails == ([case["tail"]] if "tail" in case else [])


def test_body_and_tail_make_one_text_with_what_both_hold() -> None:
    text = "No bell! #tarn\n— Ada (@ada_q9) March 24, 2019\nThank you @bo_q9 pic.x.com/AbCdEfGhIj"
    (quote,) = harvest(Article(text))
    assert quote.text == "No bell! #tarn\nThank you @bo_q9 pic.x.com/AbCdEfGhIj"
    assert (quote.start, quote.end) == (0, len(text))
    assert (quote.hashtags, quote.mentions, quote.pics) == (("tarn",), ("bo_q9",), ("AbCdEfGhIj",))
