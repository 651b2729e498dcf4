"""What is written to the database, and that writing twice adds nothing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.records import Problem
from harvester.store import (
    Added,
    counts,
    open_database,
)
from harvester.store.connection.handle import Connection
from harvester.store.settling.clusters import settle_clusters
from harvester.trace.matching.copies import unpacked
from places import contents, harvest, place, quote

ROOT = Path(__file__).parents[2]


def test_a_harvest_is_stored_with_all_that_is_known(database: Connection) -> None:
    lists = {"pics": ("p1", "p1"), "cashtags": ("TIDE",)}
    found = quote("one", is_date_confirmed=True, confidence=0.75, **lists)
    added = harvest(database, [place("one", found, title="The tide", published="2019-03-21")])
    assert added == Added(articles=1, quotes=1)
    article = database.exec_driver_sql(
        "SELECT title, published, source, length, text, name FROM articles "
        "JOIN outlets ON outlets.id = outlet_id"
    ).one()
    assert tuple(article) == ("The tide", "2019-03-21", "one.txt", 16, None, "tide.example")
    row = next(database.exec_driver_sql("SELECT * FROM quotes").mappings())
    assert (row["stop"], row["is_date_confirmed"], row["confidence"]) == (9, 1, 0.75)
    assert row["post"] is not None
    entities = database.exec_driver_sql("SELECT kind, value FROM entities ORDER BY kind").all()
    assert [tuple(entity) for entity in entities] == [
        ("cashtag", "TIDE"),
        ("hashtag", "sea"),
        ("pic", "p1"),
    ]


def test_a_second_run_adds_nothing(database: Connection) -> None:
    batch = [place("one"), place("two")]
    trouble = [Problem("warning", "encoding-guessed", "one.txt", "Read as cp1252.")]
    harvest(database, batch, problems=trouble)
    before = contents(database)
    assert harvest(database, batch, problems=trouble) == Added(known=2)
    assert contents(database) == before


def test_another_version_replaces_what_the_first_found(database: Connection) -> None:
    harvest(database, [place("one", quote("wrong")), place("two")])
    added = harvest(database, [place("one", quote("right"))], version="2")
    assert added == Added(replaced=1, quotes=1)
    words = database.exec_driver_sql("SELECT tidy FROM quotes ORDER BY tidy").scalars()
    assert words == ["Words of right", "Words of two"]
    assert counts(database)["posts"] == 2


def test_what_an_article_is_known_by_is_kept_and_replaced(database: Connection) -> None:
    for version, numbers in (("1", ()), ("2", (1, 2, 3))):
        harvest(database, [place("one")._replace(sketch=numbers)], version=version)
    raw = database.exec_driver_sql("SELECT sketch FROM articles").scalar_one()
    assert unpacked(raw) == (1, 2, 3)


def test_words_that_another_version_finds_again_are_compared_again(database: Connection) -> None:
    for version in ("1", "2"):
        harvest(database, [place("one")], version=version)
        settle_clusters(database)
    (wording,) = database.exec_driver_sql("SELECT wording FROM quotes").scalars()
    assert wording in database.exec_driver_sql("SELECT id FROM wordings").scalars()


def test_an_article_twice_in_a_batch_is_one(database: Connection) -> None:
    twins = [place("one", source="b.txt"), place("one", source="a.txt")]
    assert harvest(database, twins) == Added(articles=1, quotes=1)
    assert database.exec_driver_sql("SELECT source FROM articles").scalar_one() == "a.txt"


def test_of_two_sources_the_smaller_stays(database: Connection) -> None:
    for source in ("b.txt", None, "a.txt", "c.txt"):
        harvest(database, [place("one", source=source)])
    assert database.exec_driver_sql("SELECT source FROM articles").scalar_one() == "a.txt"


def test_the_text_is_kept_if_it_is_asked_for_also_later(database: Connection) -> None:
    harvest(database, [place("one")])
    harvest(database, [place("one", keep_text=True)])
    harvest(database, [place("one")])
    text = database.exec_driver_sql("SELECT text FROM articles").scalar_one()
    assert text == "The text of one."


def test_a_place_given_twice_is_stored_once(database: Connection) -> None:
    assert harvest(database, [place("one", quote("q"), quote("q"))]).quotes == 1


def test_half_a_character_becomes_a_replacement_mark(database: Connection) -> None:
    half = chr(0xD83D)
    found = quote("one", text=f"a{half}b", hashtags=(half,))
    trouble = [Problem("error", "cut-off", f"{half}.txt", "It ends too early.")]
    assert harvest(database, [place("one", found)], problems=trouble).quotes == 1
    assert database.exec_driver_sql("SELECT text FROM quotes").scalar_one() == "a\ufffdb"


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_order_and_any_batches_give_the_same_database(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    articles = [
        place(name, quote(f"{name}-{kind}", kind=kind), outlet=outlet, source=source)
        for name, outlet, source in (
            ("a", "x", "1"),
            ("b", "y", "2"),
            ("a", "x", "3"),
            ("c", None, "4"),
        )
        for kind in [data.draw(st.sampled_from(["embed", "quotation"]))]
        if name != "a" or source == "1"
    ]
    articles += [one._replace(article=one.article._replace(source="0")) for one in articles[:2]]
    shuffled = data.draw(st.permutations(articles))
    size = data.draw(st.integers(1, len(shuffled)))
    folder = tmp_path_factory.mktemp("orders")
    with open_database(folder / "a.db") as whole, open_database(folder / "b.db") as pieces:
        harvest(whole, articles)
        harvest(pieces, *(shuffled[i : i + size] for i in range(0, len(shuffled), size)))
        assert contents(whole) == contents(pieces)
