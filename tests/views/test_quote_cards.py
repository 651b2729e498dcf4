"""Cards of quotes: as wide as the terminal, and words that differ from their context."""

import click
import pytest
from rich.cells import cell_len

from harvester.views.cards import quote_card

QUOTE = {"handle": "ada_q9", "prefix": "Said there. ", "tidy": "rain " * 60, "rule": "signature"}


@pytest.mark.parametrize(("columns", "width"), [("50", 50), ("90", 90), ("200", 100)])
def test_a_card_is_as_wide_as_can_be_read(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    longest = max(map(len, click.unstyle(quote_card(QUOTE)).splitlines()))
    assert width - 6 < longest <= width


def test_words_differ_from_their_context_without_colour() -> None:
    lines = click.unstyle(quote_card(QUOTE)).splitlines()
    assert [line[:2] for line in lines if "rain" in line] == ["│ "] * (len(lines) - 3)
    assert not lines[1].startswith("│")


def test_letters_that_take_two_columns_fit_and_their_context_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    quote = QUOTE | {"tidy": "雨が降り続き船は遅れている" * 4, "suffix": "港は静かだった"}
    lines = click.unstyle(quote_card(quote)).splitlines()
    assert max(cell_len(line) for line in lines) <= 40
    assert "  港は静かだった …" in lines
