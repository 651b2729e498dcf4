"""Entities: what is one, what is none, where each stands, and in which quote."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files import cases
from harvester.entity import Entity
from harvester.languages import CODES
from harvester.languages.running import running_dates
from harvester.normalise import entities, harvest
from harvester.reading.html.page import html_to_article
from harvester.records import Article

CASES = cases("entities")["cases"]
DATES = cases("dates")["dates"]
POST = "Rain #again, said @bo_l9 pic.twitter.com/Qw3rTy7UiO— Ida (@ida_m9) March 23, 2019"


def article(case: dict[str, Any]) -> Article:
    known = {name: case[name] for name in ("published", "lang") if name in case}
    if "html" in case:
        return html_to_article(case["html"])
    return Article(case["text"], **known)


def told(found: list[Entity]) -> list[tuple[str, str, str]]:
    return [(each.kind, each.value or "", each.printed) for each in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_what_is_found_is_what_is_expected(case: dict[str, Any]) -> None:
    assert told(entities(article(case))) == [tuple(each) for each in case["expect"]]


@pytest.mark.parametrize(("code", "text", "day"), DATES)
def test_a_date_under_posts_is_one_in_running_text_too(code: str, text: str, day: str) -> None:
    [found] = running_dates(f"({text}) ", lambda: code)
    assert found.value == day


def test_dates_are_tested_in_every_language() -> None:
    assert {code for code, _, _ in DATES} == set(CODES)


def test_what_stands_in_a_post_names_its_quote_and_its_platform() -> None:
    page = Article(f"Nobody asked @kerlan_q9 about it on May 3, 2019.\n\n{POST}\n\nSo it was.")
    [quote] = harvest(page)
    inside = [each for each in entities(page) if each.quote_id == quote.id]
    assert told(inside) == [
        ("hashtag", "again", "#again"),
        ("handle", "bo_l9", "@bo_l9"),
        ("pic", "Qw3rTy7UiO", "pic.twitter.com/Qw3rTy7UiO"),
        ("handle", "ida_m9", "@ida_m9"),
        ("date", "2019-03-23", "March 23, 2019"),
    ]
    assert {each.platform for each in inside if each.kind != "date"} == {"twitter"}


def test_of_a_post_and_a_quotation_the_post_is_named() -> None:
    page = Article(f"{POST}\n\n“We will row to #tide,” said Ida Moon, the harbour master.")
    kinds = {quote.id: quote.kind for quote in harvest(page)}
    found = {each.value: kinds.get(each.quote_id or "") for each in entities(page)}
    assert (found["again"], found["tide"]) == ("signature", "quotation")


def test_the_lists_of_a_quote_are_its_entities() -> None:
    [quote] = harvest(Article(POST))
    found = entities(Article(POST))
    for kind, values in (("pic", quote.pics), ("hashtag", quote.hashtags)):
        assert tuple(each.value for each in found if each.kind == kind) == values
    assert "bo_l9" in quote.mentions


def test_what_is_doubtful_loose_counts_in_a_post() -> None:
    words = "A day of $x and #fff and @media— Ida (@ida_m9) March 23, 2019"
    assert [each.value for each in entities(Article(words))][:3] == ["x", "fff", "media"]
    assert entities(Article("A day of $x and @media")) == []


def test_quotes_that_are_known_are_not_harvested_again() -> None:
    assert all(each.quote_id is None for each in entities(Article(POST), []))


PIECES = st.sampled_from(
    ["@ida", "#tide", "$PIER", "pic.twitter.com/Qw3rTy7UiO", "x.com/bo", "3 May 2019", "2019-05-03"]
)


@settings(deadline=None)  # the first example compiles the patterns
@given(st.lists(PIECES | st.text(max_size=8), max_size=8).map(" ".join))
def test_every_entity_is_where_it_says_once_and_in_order(text: str) -> None:
    found = entities(Article(text))
    assert all(text[each.start : each.end] == each.printed for each in found)
    places = [(each.start, each.end, each.kind) for each in found]
    assert places == sorted(set(places))


def test_a_rule_of_a_style_sheet_is_no_account_though_a_site_links_it() -> None:
    link = '<a href="https://twitter.com/{0}">@{0}</a>'
    page = f"<p>Write {link.format('media')} for print, says {link.format('ada_q9')}.</p>"
    found = entities(html_to_article(page))
    assert [each.value for each in found if each.kind == "account"] == ["twitter:ada_q9"]
