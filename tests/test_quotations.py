"""Words in marks: which of them somebody said, who, and which verb says so."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from harvester.find.quotations import quotations
from harvester.records import Article, Hit, Span

FILE = Path(__file__).parent / "cases/quotations.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))["case"]


def printed(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None


def as_expected(text: str, hit: Hit) -> dict[str, Any]:
    """A quotation in the words of the cases: what is not known is left out."""
    name = hit.speaker_name if hit.speaker_name != hit.speaker else None
    found = {
        "text": printed(text, hit.body),
        "speaker": printed(text, hit.speaker),
        "cue": printed(text, hit.cue),
        "name": printed(text, name),
        "platform": hit.platform,
        "inferred": hit.is_speaker_inferred or None,
    }
    return {field: value for field, value in found.items() if value is not None}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_quotations_are_found_with_their_speakers(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quotations(Article(text, lang=case["lang"]))
    assert [as_expected(text, hit) for hit in found] == case["expect"]
