"""What the database tells of who printed what: never a matter of order, batches, runs or kills."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester import store
from harvester.harvested import Harvested
from harvester.records import Article, Quote
from harvester.store import (
    open_database,
    settle_clusters,
    settle_lineages,
    start_run,
    write,
)
from harvester.store.connection.handle import Connection
from harvester.store.settling import joining
from harvester.text.fold import fold
from places import indexed
from quotes import bare_quote

GATE = "The gate of the old harbour stays shut until the wall has been mended"
LAMP = "Somebody has lit the lamp of the tower again, and nobody has the key to it"
TABLES = ("wordings", "matches", "clusters", "variants", "cluster_members", "findings")


def said(name: str, words: str, **changes: Any) -> Quote:
    """A quotation; with a handle, a flattened post."""
    known = {"kind": "signature" if "handle" in changes else "quotation", "platform": None}
    return bare_quote(name, text=words, tidy=words, folded=fold(words) or None, **(known | changes))


def article(name: str, *quotes: Quote, published: str | None = "2019-03-23") -> Harvested:
    return Harvested.of(Article(name, outlet=f"{name}.example", published=published), quotes)


def harvest(connection: Connection, *places: Harvested, version: str = "1") -> None:
    run = start_run(connection, version=version, arguments={})
    write(connection, run, places, version=version)


def state(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that tracing decides."""
    found = {}
    for table in TABLES:
        rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2")
        found[table] = [tuple(row) for row in rows]
    return found | {"postings": indexed(connection)}


def clusters_of(*places: Harvested) -> dict[str, str]:
    """The cluster of each article's quote."""
    with TemporaryDirectory() as folder, open_database(Path(folder, "a.db")) as connection:
        harvest(connection, *places)
        store.settle(connection)
        rows = connection.exec_driver_sql(
            "SELECT outlets.name, wordings.cluster FROM quotes "
            "JOIN wordings ON wordings.id = wording JOIN articles ON articles.id = article_id "
            "JOIN outlets ON outlets.id = outlet_id"
        )
        return {row[0].removesuffix(".example"): row[1] for row in rows}


def test_an_embed_and_what_is_quoted_of_it_elsewhere_are_one_cluster(database: Connection) -> None:
    embed = said("a", f"{GATE}. Go round!", handle="ada_q9", kind="embed", platform="twitter")
    harvest(
        database,
        article("one", embed),
        article("two", said("b", "the gate of the old harbour stays SHUT"), published="2019-03-24"),
    )
    store.settle(database)
    (cluster,) = database.exec_driver_sql(
        "SELECT words, first_outlets, n_outlets, median_lag FROM clusters"
    ).all()
    assert tuple(cluster) == (f"{GATE}. Go round!", "one.example", 2, 24.0)
    told = database.exec_driver_sql(
        "SELECT relation, is_first, lag FROM cluster_members ORDER BY is_first DESC"
    ).all()
    assert [tuple(row) for row in told] == [("identical", 1, 0.0), ("truncated", 0, 24.0)]


def test_words_that_one_quote_has_alone_are_no_cluster(database: Connection) -> None:
    harvest(database, article("one", said("a", GATE)), article("two", said("b", LAMP)))
    store.settle(database)
    assert state(database)["clusters"] == []


def test_a_phrase_is_the_same_words_only_if_it_is_printed_for_the_same_reason(
    database: Connection,
) -> None:
    for name, day in (("one", "2019-03-23"), ("two", "2019-03-24"), ("three", "2021-01-01")):
        harvest(database, article(name, said(name, "Nobody has the key"), published=day))
    store.settle(database)
    (n_outlets,) = database.exec_driver_sql("SELECT n_outlets FROM clusters").scalars()
    assert n_outlets == 2


def test_a_quote_without_words_is_compared_with_nothing(database: Connection) -> None:
    harvest(database, article("one", bare_quote("a", kind="link", post_id="20")))
    store.settle(database)
    assert state(database)["wordings"] == []


def test_what_is_quoted_otherwise_than_it_is_embedded_is_a_finding(database: Connection) -> None:
    embed = said("a", GATE, handle="ada_q9", kind="embed", platform="twitter")
    changed = said("b", GATE.replace("old harbour", "new harbour"))
    harvest(database, article("one", embed), article("two", changed))
    store.settle(database)
    (finding,) = state(database)["findings"]
    assert finding[1] == "alteration"
    assert "[-old-]{+new+}" in finding[4]


def test_a_cluster_goes_when_its_quotes_do(database: Connection) -> None:
    one, two = article("one", said("a", GATE)), article("two", said("b", GATE.upper()))
    harvest(database, one, two)
    store.settle(database)
    assert len(state(database)["clusters"]) == 1
    database.exec_driver_sql("DELETE FROM articles WHERE id = ?", (two.key,))
    store.settle(database)
    assert state(database)["clusters"] == []
    assert len(state(database)["wordings"]) == 1


def test_a_bridge_that_goes_parts_what_it_held_together(database: Connection) -> None:
    one, other = article("one", said("a", GATE)), article("two", said("b", LAMP))
    bridge = article("three", said("c", f"{GATE}. {LAMP}"))
    with TemporaryDirectory() as folder, open_database(Path(folder, "b.db")) as without:
        harvest(without, one, other)
        store.settle(without)
        harvest(database, one, other, bridge)
        store.settle(database)
        assert len(state(database)["clusters"]) == 1
        database.exec_driver_sql("DELETE FROM articles WHERE id = ?", (bridge.key,))
        store.settle(database)
        assert state(database) == state(without)


def test_a_copy_of_an_article_is_told_from_an_independent_one(database: Connection) -> None:
    known_by = tuple(range(100, 124))
    places = [
        Harvested.of(
            Article(name, outlet=f"{name}.example", published=f"2019-03-2{day}"),
            (said(name, GATE),),
            sketch=numbers,
        )
        for name, day, numbers in (("one", 1, known_by), ("two", 2, known_by), ("three", 3, ()))
    ]
    harvest(database, *places)
    store.settle(database)
    (counts,) = database.exec_driver_sql("SELECT n_articles, n_independent FROM clusters").all()
    assert tuple(counts) == (3, 2)


WORDS = st.sampled_from(
    [
        *(GATE, GATE.upper(), GATE[:40], GATE[20:], f"{GATE}. Or so they say!", f"{GATE}. {LAMP}"),
        *(LAMP, LAMP.replace("lamp", "lantern"), LAMP[:52], LAMP[30:], "nobody has the key"),
        *(GATE.replace("old", town) for town in ("new", "west", "east", "inner")),
        *(f"{number} boats are missing since the storm of Monday" for number in (12, 15)),
        *("The boats are missing since the storm of Monday", "boats are missing since"),
    ]
)
QUOTES = st.builds(
    lambda number, words, **shown: said(f"q{number}", words, **shown),
    number=st.integers(0, 10**6),
    words=WORDS,
    handle=st.sampled_from([None, None, "ada_q9", "bo_q9"]),
    speaker_name=st.sampled_from([None, "Ada Quist", "Bo Marsh"]),
    kind=st.sampled_from(["embed", "signature", "quotation"]),
    platform=st.sampled_from(["twitter", None]),
)
PLACES = st.lists(
    st.builds(
        lambda name, quotes, published: article(f"a{name}", *quotes, published=published),
        name=st.integers(0, 99),
        quotes=st.lists(QUOTES, min_size=1, max_size=3, unique_by=lambda quote: quote.id),
        published=st.sampled_from([None, "2019-03-23", "2019-03-23T09:00Z", "2020-01-01"]),
    ),
    max_size=10,
    unique_by=lambda place: place.article.outlet,
).filter(
    lambda places: (
        len({q.id for p in places for q in p.quotes}) == sum(len(p.quotes) for p in places)
    )
)


@settings(max_examples=60, deadline=None)
@given(PLACES, st.randoms(use_true_random=False), st.integers(1, 4), st.sampled_from([1, 2, 3, 32]))
def test_order_batches_and_runs_are_no_matter(
    places: list[Harvested], random: Any, size: int, standing: int
) -> None:
    shuffled = random.sample(places, len(places))
    with (
        TemporaryDirectory() as folder,
        open_database(Path(folder, "a.db")) as whole,
        open_database(Path(folder, "b.db")) as parts,
    ):
        harvest(whole, *places)
        settled(whole, standing)
        for start in range(0, len(shuffled), size):
            harvest(parts, *shuffled[start : start + size])
            settled(parts, standing, at_a_time=size)
        assert state(whole) == state(parts)


@settings(max_examples=60, deadline=None)
@given(PLACES, st.data(), st.sampled_from([1, 2, 32]))
def test_what_is_removed_leaves_no_trace(
    places: list[Harvested], data: st.DataObject, standing: int
) -> None:
    gone = data.draw(st.lists(st.sampled_from(places), unique=True) if places else st.just([]))
    with (
        TemporaryDirectory() as folder,
        open_database(Path(folder, "a.db")) as less,
        open_database(Path(folder, "b.db")) as never,
    ):
        harvest(less, *places)
        settled(less, standing)
        for place in gone:
            less.exec_driver_sql("DELETE FROM articles WHERE id = ?", (place.key,))
        settled(less, standing)
        harvest(never, *(place for place in places if place not in gone))
        settled(never, standing)
        assert state(less) == state(never)


def settled(connection: Connection, standing: int, *, at_a_time: int = 5) -> None:
    """As `settle` does it, with an index that few wordings stand for."""
    settle_clusters(connection, at_a_time=at_a_time, standing=standing)
    settle_lineages(connection, at_a_time=1)
    store.settle(connection)


def test_settling_that_is_cut_off_anywhere_is_completed_by_the_next(
    database: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [article(f"n{i}", said(f"q{i}", f"{GATE[i:]} {LAMP[: 70 - i]}")) for i in range(12)]
    with open_database(tmp_path / "whole.db") as whole:
        harvest(whole, *places)
        store.settle(whole)
        harvest(database, *places)
        for _ in cuts(monkeypatch):
            with pytest.raises(KeyboardInterrupt):
                settle_clusters(database, at_a_time=2)
        monkeypatch.undo()
        store.settle(database)
        assert state(database) == state(whole)


def cuts(monkeypatch: pytest.MonkeyPatch) -> Sequence[int]:
    """Lets the joining of matches fail, each time one batch later."""
    join, calls = joining.join, {"left": 0}

    def failing(*arguments: Any) -> Any:
        calls["left"] -= 1
        if calls["left"] < 0:
            calls["left"] = 1
            raise KeyboardInterrupt
        return join(*arguments)

    monkeypatch.setattr(joining, "join", failing)
    return range(4)


def test_two_articles_of_different_outlets_share_a_cluster_in_any_script() -> None:
    arabic = "أعلنت إدارة الميناء إغلاق البوابة الشرقية حتى إشعار آخر بسبب الرياح"
    typed = "اعلنت ادارة الميناء اغلاق البوابه الشرقيه حتي اشعار اخر"
    found = clusters_of(article("one", said("a", arabic)), article("two", said("b", typed)))
    assert found["one"] == found["two"]


def test_what_differs_is_kept_as_places_in_both(database: Connection) -> None:
    harvest(
        database,
        article("one", said("a", GATE)),
        article("two", said("b", GATE.replace("mended", "painted"))),
    )
    store.settle(database)
    (found,) = database.exec_driver_sql("SELECT verdict, changes FROM matches").all()
    ((start, end, *_),) = json.loads(found[1])
    assert found[0] == "maybe"
    assert end - start <= len("mended")
