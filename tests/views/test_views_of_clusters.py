"""The views over clusters: posts, quotations of them, bare links, and who shares with whom."""

from typing import Any

import pytest

from harvester.harvested import Harvested
from harvester.records import Quote
from harvester.store.connection.handle import Connection
from harvester.store.schema import tables
from printings import harvest, printed, quote, rows

WORDS = "The ferry will not sail again before Monday, says the harbour"
ID = {"post_id": "1109467384001744896", "url": "https://x.example/1109467384001744896"}


def post(name: str, words: str = WORDS, **known: Any) -> Quote:
    return quote(name, **({"tidy": words, "folded": words.lower()} | known))


def link(name: str, **known: Any) -> Quote:
    return quote(name, **({"kind": "link", "tidy": None, "folded": None, **ID} | known))


def said(name: str, words: str = WORDS, speaker: str | None = None, **known: Any) -> Quote:
    usual: dict[str, Any] = {"kind": "quotation", "platform": None, "handle": None}
    usual |= {"author_name": None, "posted_at": None, "posted_precision": None}
    usual |= {"speaker": speaker, "speaker_name": speaker}
    return post(name, words, **(usual | known))


def test_a_quotation_and_a_bare_link_count_where_a_post_went(database: Connection) -> None:
    harvest(
        database,
        printed("a.example", "2019-03-21", post("p", **ID)),
        printed("b.example", "2019-03-22", said("s", "“will not sail again before Monday”")),
        printed("c.example", "2019-03-23", link("l")),
    )
    sql = "SELECT outlet, kind, relation, lag, handle, is_first FROM timeline"
    assert rows(database, sql) == [
        ("a.example", "signature", "identical", 0.0, "lira", 1),
        ("b.example", "quotation", "partial", 24.0, "lira", 0),
        ("c.example", "link", None, 48.0, "lira", 0),
    ]
    sql = (
        "SELECT n_outlets, n_articles, n_independent, n_wordings, words, first_outlets FROM reused"
    )
    assert rows(database, sql) == [(3, 3, 3, 2, WORDS, "a.example")]


def test_a_bare_link_may_be_first(database: Connection) -> None:
    early = printed("a.example", "2019-03-21T09:00:00Z", link("l"))
    late = printed("b.example", "2019-03-21T10:30:00Z", post("p", **ID))
    later = printed("c.example", "2019-03-22", said("s"))
    harvest(database, early, late, later)
    assert rows(database, "SELECT outlet FROM first_printed") == [("a.example",)]
    assert rows(database, "SELECT lag FROM timeline") == [(0.0,), (1.5,), (24.0,)]


def test_a_post_of_which_nobody_prints_words_is_reused(database: Connection) -> None:
    harvest(database, *(printed(f"{name}.example", "2019-03-21", link(name)) for name in "ab"))
    [(outlets, handle, cluster)] = rows(database, "SELECT n_outlets, handle, cluster FROM reused")
    assert (outlets, handle, cluster) == (2, "lira", None)


def test_a_post_with_too_few_words_to_compare_is_reused(database: Connection) -> None:
    short = {"handle": None, "tidy": "Oh no", "folded": "ohno", **ID}
    harvest(database, *(printed(f"{it}.example", "2019-03-21", quote(it, **short)) for it in "ab"))
    assert rows(database, "SELECT n_outlets, words FROM reused") == [(2, "Oh no")]


def test_a_post_that_is_printed_in_two_languages_is_one_post(database: Connection) -> None:
    translated = post("t", "Die Fähre fährt erst am Montag wieder, sagt das Hafenamt", **ID)
    harvest(database, *(printed(f"{it}.example", "2019-03-21", post(it, **ID)) for it in "ab"))
    harvest(database, printed("c.example", "2019-03-22", translated))
    assert rows(database, "SELECT n_outlets FROM reused") == [(3,)]


def test_words_that_only_one_outlet_prints_are_not_reused(database: Connection) -> None:
    days = ("2019-03-21", "2019-03-22")
    harvest(database, *(printed("a.example", day, said(day)) for day in days))
    assert rows(database, "SELECT * FROM reused") == []
    assert len(rows(database, "SELECT * FROM timeline")) == 2


def test_each_quote_of_a_post_or_a_cluster_stands_in_the_timeline_once(
    database: Connection,
) -> None:
    other = "Die Fähre fährt erst am Montag wieder, sagt das Hafenamt"
    batch = [
        printed("a.example", "2019-03-21", post("1", **ID), link("2", post_id="7", url=None)),
        printed(
            "b.example", "2019-03-22", post("3", other, **ID), said("4", "Nobody else says it")
        ),
        printed("c.example", None, post("5", other, **ID), link("6"), said("7", speaker="Bo Hale")),
        printed("d.example", "2019-03-24", said("8", other)),
    ]
    harvest(database, *batch)
    found = [quote_id for (quote_id,) in rows(database, "SELECT quote_id FROM timeline")]
    everything = {one.id for each in batch for one in each.quotes}
    assert sorted(found) == sorted(everything - {batch[1].quotes[1].id})


def copies(*places: tuple[str, str]) -> list[Harvested]:
    """One article, published by several outlets."""
    sketch = tuple(range(24))
    found = (printed(outlet, day, said(f"{outlet} {day}")) for outlet, day in places)
    return [each._replace(sketch=sketch) for each in found]


def test_pairs_of_outlets_tell_what_they_share_and_who_was_earlier(database: Connection) -> None:
    for number, day in enumerate(("2019-03-21", "2019-03-23T09:00:00Z", None)):
        words = f"{WORDS} {'abc'[number] * 30}"
        early = printed("a.example", day, said(f"e{number}", words))
        late = printed("b.example", "2019-03-23T10:00:00Z", said(f"l{number}", words))
        harvest(database, early, late)
    sql = "SELECT outlet, other_outlet, n_shared, n_earlier, n_other_earlier FROM outlet_pairs"
    assert rows(database, sql) == [("a.example", "b.example", 3, 2, 0)]


def test_copies_of_an_article_are_no_independent_choice(database: Connection) -> None:
    own = printed("c.example", "2019-03-23", said("own"))
    harvest(database, *copies(("a.example", "2019-03-21"), ("b.example", "2019-03-22")), own)
    sql = "SELECT outlet, other_outlet, n_shared, n_independent FROM outlet_pairs"
    assert rows(database, sql) == [
        ("a.example", "b.example", 1, 0),
        ("a.example", "c.example", 1, 1),
        ("b.example", "c.example", 1, 1),
    ]
    assert rows(database, "SELECT n_articles, n_independent FROM reused") == [(3, 2)]


def test_the_same_words_with_other_numbers_look_alike(database: Connection) -> None:
    harvest(
        database,
        printed("a.example", "2019-03-21", said("1", "All 15 boats are back in the harbour")),
        printed("b.example", "2019-03-22", said("2", "All 16 boats are back in the harbour")),
    )
    sql = "SELECT differs_in, words, other_words FROM look_alikes ORDER BY words"
    assert rows(database, sql) == [
        ("numbers", *(f"All {n} boats are back in the harbour" for n in numbers))
        for numbers in ((15, 16), (16, 15))
    ]


def test_the_same_words_of_another_account_look_alike(database: Connection) -> None:
    harvest(
        database,
        printed("a.example", "2019-03-21", post("1")),
        printed("b.example", "2019-03-22", post("2", handle="thief")),
        printed("b.example", "2019-03-23", post("3", WORDS[:20], handle="bo")),
    )
    sql = "SELECT differs_in, account, other_account FROM look_alikes ORDER BY account"
    assert rows(database, sql) == [("account", "lira", "thief"), ("account", "thief", "lira")]


@pytest.mark.parametrize("view", ["timeline", "reused", "first_printed", "look_alikes"])
@pytest.mark.parametrize("given", ["cluster", "post"])
def test_nothing_is_read_whole_where_a_cluster_or_a_post_is_given(
    database: Connection, view: str, given: str
) -> None:
    if (view, given) == ("look_alikes", "post"):
        return
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE {given} = 'x'"
    plan = [row[3].split() for row in database.exec_driver_sql(sql)]
    assert any(step[0] == "SEARCH" for step in plan)
    assert not [step for step in plan if step[0] == "SCAN" and step[1] in {*tables.names()}]
