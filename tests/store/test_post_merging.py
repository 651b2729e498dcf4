"""Which quotes of a cluster are one post."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester import store
from harvester.records import Quote
from harvester.store import open_database
from harvester.text.digest import digest
from harvester.trace.posts.identity import by_id
from harvester.trace.posts.meeting import Shown, meeting_keys
from post_printings import ARABIC, BEFORE, CALM, GATE, LAMP, article, embed, harvest, printed


def posts_of(*quotes: Quote) -> dict[str, str]:
    """The post of each quote, each in an article of its own, by the quote's id."""
    with TemporaryDirectory() as folder, open_database(Path(folder, "a.db")) as connection:
        harvest(connection, *(article(quote.id, quote) for quote in quotes))
        store.settle(connection)
        return dict(map(tuple, connection.exec_driver_sql("SELECT id, post FROM quotes")))


def are_one(*quotes: Quote) -> bool:
    return len(set(posts_of(*quotes).values())) == 1


@pytest.mark.parametrize(
    "words",
    [GATE[:-12] + "…", BEFORE + GATE, GATE[9:], GATE.replace("mended", "painted")],
    ids=["cut", "begun earlier", "begun later", "edited"],
)
def test_a_flattened_post_without_id_meets_its_embed(words: str) -> None:
    posts = posts_of(embed("a", "1108", GATE), printed("b", words))
    assert set(posts.values()) == {by_id("twitter", "1108").id}


def test_it_does_so_in_another_script() -> None:
    assert are_one(embed("a", "1108", ARABIC), printed("b", f"قال المدير. {ARABIC}"))


@pytest.mark.parametrize("day", ["2019-03-19", "2019-03-21"])
def test_the_day_of_the_outlet_may_be_the_one_before_or_after(day: str) -> None:
    assert are_one(embed("a", "1108", GATE), printed("b", GATE, day))
    assert are_one(printed("a", GATE), printed("b", GATE[:-12], day))


OTHERS = {
    "another handle": printed("b", GATE[:-12], handle="bo_q9"),
    "another platform": printed("b", GATE[:-12], platform="mastodon"),
    "two days later": printed("b", GATE[:-12], "2019-03-22"),
    "other words": printed("b", LAMP),
    "no handle": printed("b", GATE[:-12], handle=None),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_what_is_another_post_stays_one(other: Quote) -> None:
    assert not are_one(embed("a", "1108", GATE), other)


def test_a_quotation_is_no_printing_of_the_post() -> None:
    quotation = printed("b", GATE, kind="quotation")
    assert posts_of(embed("a", "1108", GATE), quotation)[quotation.id] is None


def test_two_ids_stay_two_posts_and_none_takes_what_may_be_of_the_other() -> None:
    one, two, cut = embed("a", "1108", GATE), embed("b", "1109", GATE + " Again!"), GATE[9:-9]
    assert len(set(posts_of(one, two, printed("c", cut)).values())) == 3


def test_each_day_of_the_same_words_goes_to_its_own_embed() -> None:
    posts = posts_of(
        embed("a", "1108", GATE),
        embed("b", "1109", GATE, "2019-03-21"),
        printed("c", GATE[:-12]),
        printed("d", GATE[:-12], "2019-03-21"),
    )
    assert posts[digest("a")] == posts[digest("c")] != posts[digest("b")] == posts[digest("d")]


def test_words_that_an_account_says_every_day_are_a_post_a_day() -> None:
    days = [printed(day, f"{GATE} {day}.", f"2019-03-{day}") for day in ("20", "21", "22")]
    assert len(set(posts_of(*days).values())) == 3


def test_a_phrase_is_said_again_the_next_day_but_not_on_the_same() -> None:
    assert not are_one(printed("a", CALM), printed("b", f"{CALM} Now", "2019-03-21"))
    assert are_one(printed("a", CALM), printed("b", f"{CALM} Now"))


def test_a_quote_without_a_day_joins_where_there_is_but_one_post() -> None:
    undated = printed("b", GATE[:-12], None)
    assert are_one(embed("a", "1108", GATE), undated)
    assert are_one(printed("a", GATE, None), undated)
    posts = posts_of(printed("a", GATE), printed("c", GATE, "2019-06-01"), undated)
    assert len(set(posts.values())) == 3


def test_tags_alone_meet_nobody() -> None:
    tags = "#HarbourGate2019 #ElmportHarbour #TheOldWall"
    words = "Shut again. #HarbourGate2019 #ElmportHarbour #TheOldWall"
    assert not are_one(printed("a", tags), printed("b", words))


SHOWN = st.lists(
    st.builds(
        Shown,
        quote=st.uuids().map(str),
        cluster=st.sampled_from(["c", "d"]),
        platform=st.just("twitter"),
        handle=st.sampled_from(["ann", "Ann", "bo", None]),
        post_id=st.sampled_from([None, None, "9", "10"]),
        day=st.sampled_from([None, 1, 2, 3, 4, 6]),
        is_phrase=st.booleans(),
    ),
    max_size=9,
)


@given(SHOWN)
def test_a_key_tells_of_one_cluster_account_and_id_and_of_neighbouring_days(
    shown: list[Shown],
) -> None:
    keys = meeting_keys(shown)
    for key in set(keys.values()):
        met = [one for one in shown if keys.get(one.quote) == key]
        assert len(met) > 1
        assert len({(one.cluster, one.handle and one.handle.lower()) for one in met}) == 1
        assert len({one.post_id for one in met} - {None}) < 2
        days = {one.day for one in met if one.day is not None}
        assert not days or max(days) - min(days) <= 2


@given(SHOWN, st.randoms(use_true_random=False))
def test_keys_are_the_same_in_any_order(shown: list[Shown], random: Any) -> None:
    assert meeting_keys(shown) == meeting_keys(random.sample(shown, len(shown)))
