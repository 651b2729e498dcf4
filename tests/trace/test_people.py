"""Which names and accounts are one person's."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.text.addresses import canonical
from harvester.trace.people.parsing import person_name
from harvester.trace.people.resolving import Mention, people

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "people.toml").read_text("utf-8"))
ARTICLES = st.sampled_from(["a", "b", "c"])
NAMES = st.sampled_from(
    ["Ada Quist", "Mayor Ada J. Quist", "Quist", "Bo Quist", "Mr. Quist", "Bo Quist Jr.", None]
)
ACCOUNTS = st.sampled_from([None, "twitter:adaquist", "twitter:harbourmaster"])


def mentioned(case: dict[str, Any]) -> list[Mention]:
    return [
        Mention(article, name or None, *account) for article, name, *account in case["mentions"]
    ]


@pytest.mark.parametrize("case", CASES["name"], ids=lambda case: case["printed"])
def test_a_printed_name_is_taken_apart(case: dict[str, Any]) -> None:
    found = person_name(case["printed"])
    told = found and [found.first, [*found.middle], found.last, found.suffix]
    assert told == case.get("expect")


@pytest.mark.parametrize("case", CASES["people"], ids=lambda case: case["label"])
def test_names_are_one_persons_where_that_is_plain(case: dict[str, Any]) -> None:
    own = {name: person or None for name, person in case.get("given", {}).items()}
    found = [who and who.person for _, who in people(mentioned(case), own)]
    numbers: dict[str | None, int] = {None: 0}
    assert [numbers.setdefault(person, len(numbers)) for person in found] == case["persons"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_order_of_mentions_makes_no_difference(data: st.DataObject) -> None:
    mentions = data.draw(st.lists(st.builds(Mention, ARTICLES, NAMES, ACCOUNTS), unique=True))
    shuffled = data.draw(st.permutations(mentions))
    assert dict(people(mentions, {})) == dict(people(shuffled, {}))


@pytest.mark.parametrize("case", CASES["addresses"])
def test_all_forms_of_an_address_are_one(case: dict[str, list[str]]) -> None:
    (form,) = {canonical(url) for url in case["same"]}
    assert form not in {canonical(url) for url in case["other"]}
