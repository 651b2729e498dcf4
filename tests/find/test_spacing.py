"""White space of another kind changes nothing: scrapers leave half of a page's spaces as such."""

from typing import Any

import pytest

from files import cases
from harvester import Article, Quote, harvest

CASES = [*cases("quotations")["case"], *cases("signatures")["case"], *cases("tails")["case"]]


def traits(quote: Quote) -> tuple[object, ...]:
    spans = quote.start, quote.end, quote.body_start, quote.body_end, quote.speaker_start
    return quote.kind, quote.handle, quote.author_name, quote.posted_at, *spans, quote.confidence


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"], ids=ascii)
@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_spaces_that_do_not_break_are_spaces(case: dict[str, Any], space: str) -> None:
    plain = harvest(Article(case["text"]))
    other = harvest(Article(case["text"].replace(" ", space)))
    assert [traits(quote) for quote in other] == [traits(quote) for quote in plain]


@pytest.mark.parametrize("mark", ["\t", "\u200b", ">"], ids=ascii)
def test_what_stands_before_a_line_is_a_space(mark: str) -> None:
    text = "\n".join(case["text"] for case in CASES[:20])
    plain, other = (text.replace("\n", f"\n{sign}") for sign in (" ", mark))
    expected = [traits(quote) for quote in harvest(Article(plain))]
    assert [traits(quote) for quote in harvest(Article(other))] == expected


def test_marks_of_direction_change_nothing_and_are_a_part_of_the_words_beside_them() -> None:
    plain = "\n".join(case["text"] for case in CASES[:20])
    expected = [quote.text for quote in harvest(Article(plain.replace("\n", "\n ")))]
    marked = [quote.text or "" for quote in harvest(Article(plain.replace("\n", "\n\u200f")))]
    assert [words.replace("\n\u200f", "\n ").strip("\u200f") for words in marked] == expected
    (post,) = harvest(Article("\u200fعاد القارب\n\u200f— Ada (@ada_q9) March 23, 2019"))
    assert post.text == "\u200fعاد القارب"


def test_what_is_printed_stays_as_it_is() -> None:
    text = "Rain\u00a0again\n— Ada\u00a0Quist (@ada_q9)\u00a0March\u00a023,\u00a02019"
    (quote,) = harvest(Article(text))
    assert (quote.text, quote.printed_date) == ("Rain\u00a0again", "March\u00a023,\u00a02019")
    assert quote.author_name == "Ada Quist"
