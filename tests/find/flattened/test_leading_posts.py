"""Posts that are signed before their words: what must be found, and what must not."""

from typing import Any

import pytest

from files import cases
from harvester import Article, harvest
from harvester.find.flattened.leading_posts import leading_posts
from harvester.find.flattened.signatures import signatures

CASES = cases("leading_posts")["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_posts_are_found_behind_their_signatures(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {
            "signature": text[slice(*post.signature.span)],
            "name": post.signature.author_name,
            "handle": post.signature.handle,
            "text": text[slice(*post.body)],
            "day": post.signature.date.day if post.signature.date else None,
        }
        for post in leading_posts(text, [each.span for each in signatures(text)])
    ]
    assert found == [{"name": None, "day": None, **expected} for expected in case["expect"]]


def test_the_quote_reaches_from_the_name_to_the_date_below() -> None:
    text = "So:\n\nAda @ada_q9\nThe mast is up.\n9:35 PM - 19 Oct 2016\n27 Retweets"
    (quote,) = harvest(Article(text))
    assert quote.rule == "signature.twitter.first"
    assert text[quote.start : quote.end] == "Ada @ada_q9\nThe mast is up.\n9:35 PM - 19 Oct 2016"
    assert (quote.printed_date, quote.posted_at) == ("9:35 PM - 19 Oct 2016", "2016-10-19")


def test_the_words_of_the_next_post_do_not_reach_into_one_signed_before() -> None:
    text = "Ada (@ada_q9) Tea! pic.twitter.com/AbCdEfGhIj\n\nNo tea. — Bo (@bo_q9) March 24, 2019"
    assert [quote.text for quote in harvest(Article(text))] == [
        "Tea! pic.twitter.com/AbCdEfGhIj",
        "No tea.",
    ]
