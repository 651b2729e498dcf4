"""Posts that lost their signature: what must be found, and what must not."""

from pathlib import Path
from typing import Any

import pytest

from commands import SEEDS
from files import articles, cases
from harvester import Article, harvest
from harvester.find.explain import explain
from harvester.records import Anchor

CASES = cases("unsigned")["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_posts_are_found_that_only_their_links_tell(case: dict[str, Any]) -> None:
    found = [quote.text for quote in harvest(Article(case["text"])) if quote.kind == "unsigned"]
    assert found == case["expect"]


def test_a_quote_without_a_signature_names_nobody_and_no_day() -> None:
    text = "She waved.\n\nGone fishing! pic.twitter.com/AbCdEfGhIj\n\nNobody waved back at her."
    (quote,) = harvest(Article(text))
    assert (quote.kind, quote.rule) == ("unsigned", "unsigned.twitter.media")
    assert (quote.handle, quote.posted_at, quote.attribution_start) == (None, None, None)
    assert quote.pics == ("AbCdEfGhIj",)


def test_a_post_known_by_its_markup_is_one_quote() -> None:
    text = "Gone fishing! pic.twitter.com/AbCdEfGhIj\n\nNobody waved."
    words = text.index("\n")
    markup = (
        Anchor(0, words, "blockquote", {"class": "twitter-tweet"}, 2),
        Anchor(0, words, "p", {}),
        Anchor(0, 0, "a", {"href": "https://twitter.com/ada_q9/status/20"}),
    )
    (quote,) = harvest(Article(text, anchors=markup))
    assert (quote.kind, quote.text) == ("embed", text[:words])


def test_the_second_copy_of_markup_is_no_post_without_a_signature() -> None:
    words = "Gone fishing! pic.twitter.com/AbCdEfGhIj"
    text = f"{words}\n\n{words}\n\nNobody waved."
    link = {"href": "https://twitter.com/ada_q9/status/20"}
    markup = tuple(
        anchor
        for start in (0, len(words) + 2)
        for anchor in (
            Anchor(start, start + len(words), "blockquote", {"class": "twitter-tweet"}, 2),
            Anchor(start, start + len(words), "p", {}),
            Anchor(start, start, "a", link),
        )
    )
    assert [quote.kind for quote in harvest(Article(text, anchors=markup))] == ["embed", "embed"]


def test_a_lone_media_link_is_no_sure_find() -> None:
    text = (
        "The photo is of Monday, and it shows the quay.\n\npic.twitter.com/AbCdEfGhIj\n\nIt rained."
    )
    (quote,) = harvest(Article(text))
    assert quote.text == "pic.twitter.com/AbCdEfGhIj" and quote.confidence <= 0.5


def test_an_explanation_agrees_with_the_harvest_on_every_kind_of_flattened_post() -> None:
    text = (
        "Ada (@ada_q9) Tea! pic.twitter.com/AbCdEfGhIj\n\nShe was asked for more of it.\n\n"
        "No tea. — Bo (@bo_q9) March 24, 2019\n\nThe kettle was found on the quay at noon, where "
        "it had stood since the regatta of the year before, behind the hut of the ferryman, who "
        "had taken it for a lamp, and had hung it up, as he told the council, on the one hook "
        "that was free, next to the rope of the bell, which nobody has rung since the spring.\n\n"
        "Found it! #kettle pic.twitter.com/KbCdEfGhIj\n\nIt was empty."
    )
    explained = [(each.starts[0], each.end, each.confidence) for each in explain(Article(text))]
    harvested = [(q.body_start, q.body_end, q.confidence) for q in harvest(Article(text))]
    assert explained == harvested and len(harvested) == 3


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*/article.*")), ids=lambda p: p.parent.name)
def test_on_the_seeds_each_flattened_post_is_explained_and_nothing_else(path: Path) -> None:
    for article in articles(path):
        flattened = [q for q in harvest(article) if q.kind in ("signature", "unsigned")]
        explained = explain(article)
        assert [each.confidence for each in explained] == [q.confidence for q in flattened]
        for each, quote in zip(explained, flattened, strict=True):
            told_by = each.told_by
            assert told_by.start == quote.attribution_start or told_by.end == quote.body_end
