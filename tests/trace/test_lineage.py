"""Who printed the words of a cluster first, and from where."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import cases
from harvester.trace.lineage.alterations import altered
from harvester.trace.lineage.lineages import lineage
from harvester.trace.lineage.names import may_agree, name
from harvester.trace.lineage.printings import Lineage, Printing
from harvester.trace.lineage.times import time
from lineages import OTHER_WORDS, SKETCH, WORDS, members, printing

CASES = cases("lineages")


def firsts(**published: str | None) -> set[str]:
    told = members(*(printing(place, date) for place, date in published.items()))
    return {place for place, member in told.items() if member.is_first}


@pytest.mark.parametrize(("one", "other", "may"), CASES["names"])
def test_names_agree_in_doubt(one: str, other: str, may: bool) -> None:
    names = name(one), name(other)
    assert names[0] is not None
    assert names[1] is not None
    assert may_agree(names[0], names[1]) is may_agree(names[1], names[0]) is may


@pytest.mark.parametrize("printed", CASES["nobody"])
def test_pronouns_and_descriptions_name_nobody(printed: str) -> None:
    assert name(printed) is None


@pytest.mark.parametrize("case", CASES["altered"], ids=lambda case: case["after"][:30])
def test_words_are_altered_only_where_nothing_excuses_it(case: dict[str, Any]) -> None:
    expected = {kind: case[kind] for kind in ("alteration", "number-changed") if kind in case}
    is_flattened = case.get("flattened", False)
    assert altered(case["before"], case["after"], is_flattened=is_flattened) == expected


def test_a_day_ties_with_everything_on_it() -> None:
    assert firsts(a="2019-03-23", b="2019-03-23T18:00Z", c="2019-03-23") == {"a", "b", "c"}
    assert firsts(a="2019-03-23", b="2019-03-24T00:10Z") == {"a"}
    assert firsts(a="2019-03-22T23:50Z", b="2019-03-23") == {"a"}


def test_of_two_moments_one_day_the_earlier_is_first() -> None:
    assert firsts(a="2019-03-23T09:05Z", b="2019-03-23T10:00Z", c="2019-03-23") == {"a", "c"}


def test_moments_are_compared_across_time_zones() -> None:
    assert firsts(a="2019-03-23T00:30+03:00", b="2019-03-22T22:00:00Z") == {"a"}
    assert firsts(a="2019-03-23T12:00+03:00", b="2019-03-23T09:00Z") == {"a", "b"}


def test_what_has_no_date_is_neither_first_nor_late() -> None:
    assert firsts(a=None, b="2019-03-23") == {"b"}
    assert members(printing("a"))["a"].lag is None
    assert lineage([printing("a")]).first_published is None


def test_a_lag_is_as_exact_as_the_dates() -> None:
    told = members(
        printing("a", "2019-03-23T09:00Z"),
        printing("b", "2019-03-23T10:30Z"),
        printing("c", "2019-03-25"),
    )
    lags = {place: (member.lag, member.lag_precision) for place, member in told.items()}
    assert lags == {"a": (0.0, "second"), "b": (1.5, "second"), "c": (48.0, "day")}


def test_after_a_first_day_lags_are_whole_days() -> None:
    told = members(printing("a", "2019-03-23"), printing("b", "2019-03-25T10:30Z"))
    assert (told["b"].lag, told["b"].lag_precision) == (48.0, "day")


def test_copies_of_an_article_count_once_and_name_the_first() -> None:
    told = lineage(
        [
            printing("a", "2019-03-23", sketch=SKETCH),
            printing("b", "2019-03-24", sketch=SKETCH[:20]),
            printing("c", "2019-03-25", sketch=tuple(range(100, 124))),
        ]
    )
    assert [member.copy_of for member in told.members] == [None, "article-a", None]
    assert (told.n_articles, told.n_independent, told.n_outlets) == (3, 2, 3)


def test_the_source_is_the_likest_and_nearest_of_the_earlier() -> None:
    told = members(
        printing("a", "2019-03-23T08:00Z"),
        printing("b", "2019-03-23T09:00Z", words=OTHER_WORDS, wording=2),
        printing("c", "2019-03-23T10:00Z"),
        printing("d", "2019-03-24T10:00Z", words=OTHER_WORDS, wording=2),
        printing("e", "2019-06-24T10:00Z"),
    )
    sources = {place: member.likely_source for place, member in told.items()}
    assert sources == {"a": None, "b": "a", "c": "a", "d": "b", "e": "d"}


def test_where_dates_tie_or_are_unknown_no_source_is_guessed() -> None:
    told = members(printing("a", "2019-03-23"), printing("b", "2019-03-23T09:00Z"), printing("c"))
    assert {member.likely_source for member in told.values()} == {None}


def test_a_copy_is_no_source_and_has_none() -> None:
    told = members(
        printing("a", "2019-03-23", sketch=SKETCH),
        printing("b", "2019-03-25", sketch=SKETCH),
        printing("c", "2019-03-26"),
    )
    assert (told["b"].likely_source, told["c"].likely_source) == (None, "a")


def test_a_cluster_says_who_was_first_and_how_fast_the_others_were() -> None:
    told = lineage(
        [
            printing("a", "2019-03-23T09:00Z"),
            printing("b", "2019-03-23T10:00Z"),
            printing("c", "2019-03-23T13:00Z", wording=2),
            printing("d", "2019-03-29T13:00Z", outlet="b.example"),
            printing("e", outlet=None),
        ]
    )
    assert (told.first_published, told.first_outlets) == ("2019-03-23T09:00Z", ("a.example",))
    assert (told.n_quotes, told.n_articles, told.n_outlets, told.n_wordings) == (5, 5, 3, 2)
    assert told.median_lag == 2.5


def test_the_time_of_the_post_is_the_most_exact_one() -> None:
    told = lineage(
        [
            printing("a", "2019-03-23", posted_at="2019-03-20", posted_precision="day"),
            printing("b", posted_at="2019-03-21T01:10:00Z", posted_precision="second"),
            printing("c", posted_at="2019-03-20", posted_precision="day"),
        ]
    )
    assert (told.posted_at, told.posted_precision) == ("2019-03-21T01:10:00Z", "second")
    assert told.is_post_later is False


PRINTINGS = st.builds(
    Printing,
    quote_id=st.uuids().map(str),
    article_id=st.sampled_from("abcdefgh"),
    outlet=st.sampled_from(["a.example", "b.example", None]),
    published=st.sampled_from(
        [
            "2019-03-22",
            "2019-03-23",
            "2019-03-23T00:30+03:00",
            "2019-03-23T09:05",
            "March",
            None,
            "2019-03-22T23:30:00-05:00",
            "2019-03-23T09:05:00Z",
            "2019-03-26T01:00Z",
        ]
    ),
    kind=st.sampled_from(["embed", "signature", "unsigned", "link", "quotation"]),
    words=st.sampled_from([WORDS, OTHER_WORDS, WORDS.replace("not ", ""), ""]),
    wording=st.integers(0, 3),
    speaker=st.sampled_from(["Ada Quist", "Quist", "Bo Lund", "he", "علي البحري", None]),
    author_name=st.sampled_from(["Ada Quist", "Harbour Office", None]),
    handle=st.sampled_from(["ada_q9", "Ada_Q9", "bo_q9", None]),
    post_id=st.sampled_from(["1", "2", None]),
    posted_at=st.sampled_from(["2019-03-22", "2019-03-24T09:05:00Z", None]),
    posted_precision=st.sampled_from(["second", "day", None]),
    sketch=st.sampled_from([(), SKETCH, SKETCH[:20], tuple(range(12, 36))]),
)
CLUSTERS = st.lists(PRINTINGS, max_size=8, unique_by=lambda each: each.quote_id)


@given(CLUSTERS, st.randoms())
def test_the_order_of_the_printings_does_not_matter(cluster: list[Printing], random: Any) -> None:
    shuffled = random.sample(cluster, len(cluster))
    assert lineage(shuffled) == lineage(cluster)


@given(CLUSTERS)
def test_every_member_stands_in_a_sound_relation_to_the_others(cluster: list[Printing]) -> None:
    told: Lineage = lineage(cluster)
    known = {each.quote_id: each for each in cluster}
    times = {each.quote_id: time(each.published) for each in cluster}
    assert sorted(known) == sorted(member.quote_id for member in told.members)
    assert any(member.is_first for member in told.members) is any(times.values())
    for member in told.members:
        assert member.lag is None or member.lag >= 0
        assert not member.is_first or member.lag == 0
        assert member.copy_of != known[member.quote_id].article_id
        if member.likely_source is not None:
            earlier, later = times[member.likely_source], times[member.quote_id]
            assert earlier is not None
            assert later is not None
            assert earlier.is_before(later)
