"""The card of a story: the tree of wordings, however deep."""

import click
import pytest

from harvester.store import Key, Subject, WordingTrace
from harvester.views.trace_cards import trace_card

NOTHING = (
    "handle",
    "author_name",
    "person",
    "speaker",
    "platform",
    "posted_at",
    "link",
    "first_published",
)
COUNTS = ("n_quotes", "n_articles", "n_independent", "n_outlets")


def told(parents: dict[int, int | None]) -> list[str]:
    """What a card says of how the words changed; each wording is its own number."""
    facts: dict[str, object] = {
        "words": "Rain again",
        "first_outlets": [],
        **dict.fromkeys(NOTHING),
    }
    facts |= dict.fromkeys(COUNTS, 1)
    same: dict[str, object] = {"relation": "edited", "n_quotes": 1}
    variants = [
        same | {"wording": one, "parent": parent, "difference": f"[-{one}-]"}
        for one, parent in parents.items()
    ]
    card = trace_card(Subject(Key("cluster", "c"), "id"), WordingTrace(facts, [], variants, [], []))
    return click.unstyle(card).partition("How the words changed\n")[2].splitlines()


def test_a_wording_stands_under_the_one_it_is_most_like() -> None:
    shown = told({1: None, 2: 1, 3: 1, 4: 2})
    assert shown == [
        "  edited, 1 quote: [-2-]",
        "    edited, 1 quote: [-4-]",
        "  edited, 1 quote: [-3-]",
    ]


def test_words_that_grew_two_thousand_times_are_shown() -> None:
    shown = told({0: None} | {one: one - 1 for one in range(1, 2001)})
    assert len(shown) == 2000
    assert max(map(len, shown)) < 80


@pytest.mark.parametrize(("columns", "widest"), [("50", 50), ("200", 78)])
def test_the_words_of_a_card_fit_the_terminal(
    columns: str, widest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    facts: dict[str, object] = {"words": "rain " * 60, "first_outlets": []} | dict.fromkeys(NOTHING)
    facts |= dict.fromkeys(COUNTS, 1)
    story = WordingTrace(facts, [], [], [], [])
    card = click.unstyle(trace_card(Subject(Key("cluster", "c"), "id"), story))
    assert widest - 6 < max(map(len, card.splitlines())) <= widest
