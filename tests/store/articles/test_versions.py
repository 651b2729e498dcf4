"""An article that comes with another text: the newest counts, nothing doubles, nothing is lost."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester import store
from harvester.harvested import Harvested
from harvester.records import Article
from harvester.store import open_database, settle, start_run, write
from harvester.store.connection.handle import Connection
from places import contents
from quotes import bare_quote

URL = "https://www.tide.example/2019/rain"


def version(name: str, *, seen: str = "2020", **known: Any) -> Harvested:
    """A text of an article, with one quote and one that all versions have."""
    particulars = {"url": URL, "source": f"{name}.jsonl:1", "published": "2019-03-23"} | known
    article = Article(f"The text of {name}.", **particulars)
    words = {"handle": "lira", "posted_at": "2019-03-20", "posted_precision": "day"}
    found = [
        bare_quote(
            f"{name} {each}", tidy=text, folded=text.lower(), author_name="Lira Sund", **words
        )
        for each, text in (("own", f"Rain on {name}"), ("common", "The tide is in"))
    ]
    return Harvested.of(article, found, seen_at=seen)


def harvest(connection: Connection, *batch: Harvested) -> store.Added:
    run = start_run(connection, version="1", arguments={})
    added = write(connection, run, batch, version="1")
    settle(connection)
    return added


def words(connection: Connection) -> list[str]:
    return [*connection.exec_driver_sql("SELECT tidy FROM quotes ORDER BY tidy").scalars()]


def test_the_newest_version_counts_and_the_older_one_is_kept(database: Connection) -> None:
    assert harvest(database, version("monday", seen="2020")).articles == 1
    added = harvest(database, version("tuesday", seen="2021"))
    assert (added.articles, added.replaced) == (0, 1)
    assert words(database) == ["Rain on tuesday", "The tide is in"]
    counts = store.counts(database)
    assert (counts["articles"], counts["article_versions"], counts["posts"]) == (1, 1, 2)
    changes = database.exec_driver_sql("SELECT change, words FROM article_changes ORDER BY change")
    assert [tuple(row) for row in changes] == [
        ("gone", "Rain on monday"),
        ("new", "Rain on tuesday"),
    ]


def test_an_older_version_that_comes_later_stays_older(database: Connection) -> None:
    harvest(database, version("tuesday", seen="2021"))
    harvest(database, version("monday", seen="2020"))
    assert words(database) == ["Rain on tuesday", "The tide is in"]


def test_what_is_known_of_an_older_version_adds_nothing(database: Connection) -> None:
    batch = [version("monday", seen="2020"), version("tuesday", seen="2021")]
    harvest(database, *batch)
    before = contents(database)
    assert harvest(database, *batch) == store.Added(known=2)
    assert contents(database) == before


@pytest.mark.parametrize(
    "other",
    [
        {"url": "http://tide.example/2019/rain/?utm_source=x#top"},
        {"url": None, "given_id": "7"},
    ],
)
def test_an_address_in_any_form_or_an_id_tells_the_article(
    database: Connection, other: dict[str, Any]
) -> None:
    first: dict[str, Any] = {"url": None, "given_id": "7"} if other["url"] is None else {}
    harvest(database, version("monday", **first), version("tuesday", seen="2021", **other))
    assert store.counts(database)["articles"] == 1


def test_another_address_or_an_id_of_another_outlet_is_another_article(
    database: Connection,
) -> None:
    known: dict[str, Any] = {"url": None, "given_id": "7"}
    harvest(
        database,
        version("monday"),
        version("tuesday", url=f"{URL}-again"),
        version("wednesday", outlet="The Tide", **known),
        version("thursday", outlet="The Coast", **known),
        version("friday", url=None),
        version("saturday", url=None),
    )
    assert store.counts(database)["articles"] == 6


def test_a_record_that_is_read_otherwise_is_no_version(database: Connection) -> None:
    undated = version("monday", published=None)
    harvest(database, undated)
    harvest(database, version("monday"))
    counts = store.counts(database)
    assert (counts["articles"], counts["article_versions"]) == (1, 0)


def test_an_input_that_is_forgotten_gives_the_older_version_back(database: Connection) -> None:
    harvest(database, version("monday", seen="2020"))
    before = contents(database)
    harvest(database, version("tuesday", seen="2021"))
    assert store.forget(database, "tuesday.jsonl") is not None
    assert contents(database) == before


def test_an_article_that_another_input_has_is_not_forgotten(database: Connection) -> None:
    harvest(database, version("monday"), version("monday", source="copy.jsonl:4"))
    store.forget(database, "copy.jsonl")
    assert store.counts(database)["articles"] == 1
    store.forget(database, "monday.jsonl")
    assert store.counts(database)["articles"] == 0


def test_an_article_is_forgotten_with_all_that_came_from_it(database: Connection) -> None:
    empty = contents(database)
    harvest(database, version("monday"), version("tuesday", seen="2021"))
    gone = store.forget(database, "tide.example/2019/rain/")
    assert gone == store.Forgotten(articles=1, versions=1, quotes=2)
    assert contents(database) == empty
    assert store.forget(database, "tide.example/2019/rain/") is None


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_versions_in_any_order_and_any_batches_give_the_same_database(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    articles = [
        version(name, seen=data.draw(st.sampled_from(["2020", "2021"])), published=published)
        for name, published in (("a", "2019-03-23"), ("b", "2019-03-24"), ("c", None))
    ]
    articles += [version("d", url=None), articles[0]._replace(seen_at="2022")]
    shuffled = data.draw(st.permutations(articles))
    size = data.draw(st.integers(1, len(shuffled)))
    folder = tmp_path_factory.mktemp("orders")
    with open_database(folder / "a.db") as whole, open_database(folder / "b.db") as pieces:
        harvest(whole, *articles)
        for at in range(0, len(shuffled), size):
            harvest(pieces, *shuffled[at : at + size])
        assert contents(whole) == contents(pieces)
