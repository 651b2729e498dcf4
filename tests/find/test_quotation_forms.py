"""Every kind of quotation that people meet: dialogues, elements, signatures, transcripts."""

from collections import Counter
from typing import Any

import pytest

from files import cases
from harvester.find.quotations import quotations
from harvester.reading.html.page import html_to_article
from harvester.records import Article
from said import as_expected

CASES = cases("quotation_forms")["case"]
SPEAKERS = cases("speakers")["case"]


def named(case: dict[str, Any]) -> str:
    return f"{case.get('kind', 'speakers')}: {case['label']}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_each_kind_of_quotation_is_found(case: dict[str, Any]) -> None:
    html = case.get("html")
    article = html_to_article(f"<!DOCTYPE html>{html}") if html else Article(case["text"])
    found = quotations(article)
    assert [as_expected(article.text, hit) for hit in found] == case["expect"]


def test_each_kind_has_cases_of_several_languages() -> None:
    counts = Counter(case["kind"] for case in CASES)
    assert min(counts.values()) >= 3


@pytest.mark.parametrize("case", SPEAKERS, ids=named)
def test_speakers_have_the_names_that_their_article_gives(case: dict[str, Any]) -> None:
    text = case["text"]
    found = []
    for hit in quotations(Article(text, lang=case["lang"])):
        spans = {"speaker": hit.speaker, "name": hit.speaker_name}
        told: dict[str, Any] = {field: text[slice(*span)] for field, span in spans.items() if span}
        found.append(told | ({"inferred": True} if hit.is_speaker_inferred else {}))
        assert (hit.speaker_confidence is None) == (hit.speaker_name is None)
    assert found == case["expect"]
