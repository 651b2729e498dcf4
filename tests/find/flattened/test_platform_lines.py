"""Lines with which platforms sign flattened posts: what they say, and where the words stand."""

from typing import Any

import pytest

from files import cases
from harvester import Article, harvest
from harvester.platforms import PLATFORMS
from harvester.platforms.declaration import Line, Platform
from quotes import compared

CASES = cases("platform_lines")["case"]
LINES = [(platform, line) for platform in PLATFORMS for line in platform.lines]
FILLED = {
    "{who}": "Ada Quist (@ada.q9)",
    "{name}": "Ada Quist",
    "{handle}": "ada_q9",
    "{host}": "tide.example",
    "{place}": "harbour",
    "{words}": "Rain again",
    "{date}": "Monday, February 7, 2022",
    "$": "",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_lines_sign_posts(case: dict[str, Any]) -> None:
    found = harvest(Article(case["text"]))
    assert [compared(*each) for each in zip(found, case["quotes"], strict=True)] == case["quotes"]


@pytest.mark.parametrize(("platform", "line"), LINES, ids=[line.template for _, line in LINES])
def test_every_declared_line_is_found(platform: Platform, line: Line) -> None:
    printed = line.template
    for part, filling in FILLED.items():
        printed = printed.replace(part, filling)
    found = harvest(Article(f"Rain at noon.\n\n{printed}\n\nThe ferry was late."))
    assert [(quote.kind, quote.platform) for quote in found] == [("signature", platform.name)]


@pytest.mark.parametrize(("platform", "line"), LINES, ids=[line.template for _, line in LINES])
def test_a_line_that_names_nobody_is_none(platform: Platform, line: Line) -> None:
    printed = line.template
    for part in FILLED:
        printed = printed.replace(part, "")
    assert harvest(Article(f"Rain at noon.\n\n{printed}\n\nThe ferry was late.")) == []


@pytest.mark.parametrize("many", [0, 20, 200])
def test_a_line_is_found_among_words_and_names_that_are_no_part_of_it(many: int) -> None:
    filling = "We shared a boat. " * many
    text = f"Write to bo@tide.example.\n{filling}\nA post shared by Ada (@ada.q9)\n{filling}\n"
    assert [quote.handle for quote in harvest(Article(f"{text}Or to linn@x.example."))] == [
        "ada.q9"
    ]
