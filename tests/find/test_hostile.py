"""Texts and pages made to hang or break a harvest take what their length does, and no more."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files import cases
from harvester import Article, Quote, harvest
from harvester.reading.html.page import html_to_article

SEEDS = sorted(Path(__file__).parents[2].glob("seeds/*/article.*"))
PIECES = [
    *cases("hostile")["units"],
    *("\u200f", "\u202e", "\ufeff", "\x00", "\ud83d", "</p>", "<br>", "<div>", "“", "”", "«"),
    *('data-tweet-id="1109467384001744896"', "pic.twitter.com/AbCdEfGhIj", "(@ada_q9)", "—"),
]


def steps(text: str) -> int:
    """How many lines a harvest runs: the same on every machine, however busy."""
    count = 0

    def traced(*_: object) -> Any:
        nonlocal count
        count += 1
        return traced

    sys.settrace(traced)
    try:
        harvest(Article(text))
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("unit", cases("hostile")["units"], ids=repr)
def test_twice_the_text_takes_about_twice_the_steps(unit: str) -> None:
    many = 4_000 // len(unit.encode())
    harvest(Article(unit * many))  # what is loaded once
    assert steps(unit * 2 * many) < 2.7 * max(steps(unit * many), 5_000)


def check(quote: Quote, article: Article) -> None:
    """The contracts of offsets."""
    assert 0 <= quote.start <= quote.end <= len(article.text)
    if quote.body_start is not None and quote.body_end is not None:
        body = article.text[quote.body_start : quote.body_end]
        assert quote.start <= quote.body_start <= quote.body_end <= quote.end
        if quote.tail_start is None:
            assert body == quote.text
        else:
            tail = article.text[quote.tail_start : quote.tail_end]
            assert quote.text == f"{body}\n{tail}"


@settings(max_examples=150, deadline=None)
@given(
    seed=st.sampled_from(SEEDS),
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(PIECES)), max_size=6
    ),
)
def test_a_mutant_keeps_the_contracts(seed: Path, cuts: list[tuple[float, int, str]]) -> None:
    text = seed.read_text(encoding="utf-8", errors="replace")[:20_000]
    for share, length, piece in cuts:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + length :]
    article = html_to_article(text) if seed.suffix == ".html" else Article(text)
    for quote in harvest(article):
        check(quote, article)
