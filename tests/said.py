"""Quotations in the words of the cases: what is not known is left out."""

from typing import Any

from harvester.records import Hit, Span


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
