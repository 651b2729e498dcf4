"""Which quotes are settled in the same post: never a matter of order, batches, runs or kills."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.harvested import Harvested
from harvester.records import Article, Quote
from harvester.store import open_database, settle_posts, start_run, write
from harvester.store.connection.handle import Connection
from harvester.text.digest import digest
from harvester.trace.posts.identity import Sighting, by_id, keys, rank
from quotes import bare_quote, entities_of

Place = tuple[Article, tuple[Quote, ...]]


def signed(name: str, **changes: Any) -> Quote:
    """A quote with words, handle and day."""
    usual = {"handle": "LiraMoon", "folded": "thetideisin", "posted_at": "2019-03-20"}
    return bare_quote(name, **(usual | {"posted_precision": "day"} | changes))


def in_article(name: str, *quotes: Quote) -> Place:
    return Article(f"Text of {name}.", outlet=f"{name}.example"), quotes


def harvest(
    connection: Connection, places: Sequence[Place], *, version: str = "1", at_a_time: int = 100
) -> None:
    run = start_run(connection, version=version, arguments={})
    found = [
        Harvested.of(article, quotes, entities=entities_of(quotes)) for article, quotes in places
    ]
    write(connection, run, found, version=version)
    settle_posts(connection, at_a_time=at_a_time)


def state(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that identity decides."""
    questions = {
        "posts": "SELECT * FROM posts ORDER BY id",
        "accounts": "SELECT * FROM accounts ORDER BY id",
        "outlets": "SELECT * FROM outlets ORDER BY id",
        "quotes": "SELECT id, post FROM quotes ORDER BY id",
        "keys": "SELECT * FROM post_keys ORDER BY key, quote_id",
        "stale": "SELECT * FROM stale_posts",
    }
    return {
        name: [tuple(row) for row in connection.exec_driver_sql(sql)]
        for name, sql in questions.items()
    }


def posts_of(*places: Place) -> dict[str, str]:
    """The post of each quote in a fresh database, by the quote's id."""
    with TemporaryDirectory() as folder, open_database(Path(folder, "a.db")) as connection:
        harvest(connection, places)
        return dict(tuple(row) for row in state(connection)["quotes"])


def test_a_post_with_its_id_in_one_place_and_without_in_another_is_one() -> None:
    embed = signed("a", kind="embed", post_id="1108", posted_at="2019-03-20T09:00:00Z")
    posts = posts_of(in_article("one", embed), in_article("two", signed("b")))
    assert set(posts.values()) == {by_id("twitter", "1108").id}


def test_two_ids_stay_two_posts_though_their_words_are_the_same() -> None:
    one, two = signed("a", post_id="1108"), signed("b", post_id="1109")
    assert len(set(posts_of(in_article("one", one, two)).values())) == 2


def test_a_quote_without_id_joins_the_smallest_id_as_a_number() -> None:
    posts = posts_of(
        in_article("one", signed("a", post_id="1000"), signed("b", post_id="999"), signed("c"))
    )
    assert posts[digest("c")] == by_id("twitter", "999").id


def test_a_picture_unites_what_words_do_not() -> None:
    whole = signed("a", pics=("xYz1",))
    cut = bare_quote("b", kind="unsigned", folded="thetide", pics=("xYz1",))
    posts = posts_of(in_article("one", whole), in_article("two", cut))
    assert len(set(posts.values())) == 1


def test_quotes_unite_through_others_that_share_with_both() -> None:
    posts = posts_of(
        in_article("one", bare_quote("a", pics=("p",))),
        in_article("two", signed("b")),
        in_article("three", signed("c", pics=("p",))),
    )
    assert len(set(posts.values())) == 1


def test_another_day_handle_or_platform_is_another_post() -> None:
    others = [
        signed("b", posted_at="2019-03-21"),
        signed("c", handle="other"),
        signed("d", platform="mastodon"),
    ]
    assert len(set(posts_of(in_article("one", signed("a"), *others)).values())) == 4


def test_without_words_the_account_and_the_day_are_the_post() -> None:
    bare = [signed(name, folded=None) for name in ("a", "b")]
    assert len(set(posts_of(in_article("one", *bare)).values())) == 1


def test_a_quote_that_shows_nothing_is_a_post_of_its_own() -> None:
    bare = [bare_quote(name, kind="unsigned") for name in ("a", "b")]
    assert len(set(posts_of(in_article("one", *bare)).values())) == 2


def test_quotations_and_posts_of_no_known_platform_have_no_post() -> None:
    loose = [signed("a", kind="quotation", platform=None), signed("b", platform=None)]
    assert set(posts_of(in_article("one", *loose)).values()) == {None}


def test_the_facts_of_a_post_come_from_the_most_trusted_place(tmp_path: Path) -> None:
    embed = signed("a", kind="embed", post_id="7", author_name=None, tidy="The tide is in.")
    flat = signed("b", author_name="Lira", tidy="The tide is", confidence=0.8)
    flatter = signed("c", author_name="L. Moon", tidy="Tide", confidence=0.7)
    link = bare_quote(
        "d",
        kind="link",
        post_id="7",
        url="https://example.org/7",
        posted_at="2019-03-20T09:00:01Z",
        posted_precision="second",
    )
    with open_database(tmp_path / "a.db") as connection:
        harvest(connection, [in_article("one", embed, flat), in_article("two", flatter, link)])
        (post,) = state(connection)["posts"]
        (account,) = state(connection)["accounts"]
    assert post[1:4] == ("twitter", "7", "https://example.org/7")
    assert post[5:] == ("Lira", "LiraMoon", "The tide is in.", "2019-03-20T09:00:01Z", "second")
    assert account == (post[4], "twitter", "liramoon", "Lira")


def test_an_account_has_the_name_most_often_printed(tmp_path: Path) -> None:
    names = {"a": "Lira", "b": "Lira Moon", "c": "Lira Moon"}
    quotes = [signed(key, folded=key, author_name=name) for key, name in names.items()]
    with open_database(tmp_path / "a.db") as connection:
        harvest(connection, [in_article("one", *quotes)])
        assert [row[3] for row in state(connection)["accounts"]] == ["Lira Moon"]


def test_what_no_quote_holds_any_more_is_dropped(tmp_path: Path) -> None:
    kept, gone = in_article("one", signed("a")), in_article("two", signed("b", handle="other"))
    with (
        open_database(tmp_path / "a.db") as both,
        open_database(tmp_path / "b.db") as only,
    ):
        harvest(both, [kept, gone])
        both.exec_driver_sql("DELETE FROM articles WHERE id = ?", (gone[0].key,))
        settle_posts(both)
        harvest(only, [kept])
        assert state(both) == state(only)


def test_a_group_falls_apart_when_what_held_it_together_is_gone(tmp_path: Path) -> None:
    one = in_article("one", bare_quote("a", pics=("p",)))
    bridge = in_article("two", bare_quote("b", pics=("p", "q")))
    other = in_article("three", bare_quote("c", pics=("q",)))
    with open_database(tmp_path / "a.db") as connection:
        harvest(connection, [one, bridge, other])
        assert len(state(connection)["posts"]) == 1
        harvest(connection, [(bridge[0], ())], version="2")
        assert len(state(connection)["posts"]) == 2


def test_ids_that_are_no_numbers_come_last() -> None:
    assert sorted(["x1", "20", "B", "3"], key=rank) == ["3", "20", "B", "x1"]


QUOTES = st.builds(
    lambda number, kind, **shown: bare_quote(f"q{number}", kind=kind, **shown),
    number=st.integers(0, 10**6),
    kind=st.sampled_from(["embed", "signature", "unsigned", "link", "quotation"]),
    platform=st.sampled_from(["twitter", "twitter", "twitter", "bluesky", None]),
    post_id=st.sampled_from([None, None, None, "9", "10", "abc"]),
    handle=st.sampled_from([None, "Ann", "ann", "Bo"]),
    author_name=st.sampled_from([None, "Ann", "Ann B."]),
    folded=st.sampled_from([None, "rain", "snow"]),
    tidy=st.sampled_from([None, "Rain.", "Snow!"]),
    posted_at=st.sampled_from([None, "2020-01-01", "2020-01-01T05:00:00Z", "2020-01-02"]),
    posted_precision=st.sampled_from(["day", "second"]),
    pics=st.lists(st.sampled_from(["p", "q", "r"]), max_size=2, unique=True).map(tuple),
    confidence=st.sampled_from([0.5, 0.9]),
)
PLACES = st.lists(QUOTES, max_size=12, unique_by=lambda found: found.id).flatmap(
    lambda quotes: st.lists(st.integers(0, 4), min_size=len(quotes), max_size=len(quotes)).map(
        lambda homes: [
            in_article(f"a{home}", *(q for q, h in zip(quotes, homes, strict=True) if h == home))
            for home in sorted(set(homes))
        ]
    )
)


def expected(places: Sequence[Place]) -> dict[str, str]:
    """The posts by the rules, computed plainly and slowly, of quotes that have keys or an id."""
    held = {
        one.id: (one, set(keys(sighting(one), one.pics)))
        for _, quotes in places
        for one in quotes
        if one.kind != "quotation" and one.platform is not None
    }
    posts = {}
    for name, (one, own) in held.items():
        if one.post_id:
            posts[name] = by_id(one.platform or "", one.post_id).id
        elif own:
            posts[name] = expected_of_group(one, own, list(held.values()))
    return posts


def expected_of_group(one: Quote, own: set[str], others: Sequence[tuple[Quote, set[str]]]) -> str:
    group = set(own)
    for _ in others:
        group |= {key for q, k in others if not q.post_id and k & group for key in k}
    ids = [q.post_id for q, k in others if q.post_id and k & group]
    return digest("post", one.platform, min(ids, key=rank) if ids else min(group))


def sighting(one: Quote) -> Sighting:
    return Sighting(one.id, one.platform or "", one.post_id, one.handle, one.posted_at, one.folded)


@settings(max_examples=60, deadline=None)
@given(places=PLACES)
def test_posts_are_what_the_rules_say(places: list[Place]) -> None:
    posts = posts_of(*places)
    rules = expected(places)
    assert {name: posts[name] for name in rules} == rules


@settings(max_examples=60, deadline=None)
@given(data=st.data(), places=PLACES)
def test_order_batches_runs_and_detours_change_nothing(
    data: st.DataObject, places: list[Place]
) -> None:
    shuffled = data.draw(st.permutations(places))
    cut = data.draw(st.integers(0, len(shuffled)))
    at_a_time = data.draw(st.integers(1, 5))
    # A detour: an older version found other quotes in some articles, and they are replaced.
    wrong = data.draw(st.lists(QUOTES, max_size=4, unique_by=lambda found: found.id))
    right = {one.id for _, quotes in places for one in quotes}
    detour = [(article, tuple(q for q in wrong if q.id not in right)) for article, _ in places[:1]]
    with (
        TemporaryDirectory() as folder,
        open_database(Path(folder, "a.db")) as straight,
        open_database(Path(folder, "b.db")) as crooked,
    ):
        harvest(straight, places)
        harvest(crooked, detour, version="0", at_a_time=at_a_time)
        harvest(crooked, shuffled[:cut], at_a_time=at_a_time)
        for place in shuffled[cut:]:
            harvest(crooked, [place], at_a_time=at_a_time)
        assert state(crooked) == state(straight)
        assert crooked.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_two_channels_may_count_to_the_same_number() -> None:
    def numbered(handle: str) -> Quote:
        return bare_quote(handle, platform="telegram", kind="embed", post_id="241", handle=handle)

    quotes = [numbered(handle) for handle in ("harbour", "Harbour", "tide")]
    posts = posts_of(*(in_article(quote.handle or "", quote) for quote in quotes))
    one, two, three = (posts[quote.id] for quote in quotes)
    assert one == two != three
