"""Which quotes of a cluster are one post: never a matter of order, batches, runs or kills."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from harvester import store
from harvester.records import Article, Harvested, Quote
from harvester.store import open_database, start_run, write
from harvester.store.settling.clusters import settle_clusters
from harvester.store.settling.corrections import settle_corrections
from harvester.store.settling.post_identity import by_id
from harvester.store.settling.post_merging import Shown, meeting_keys, merge_posts
from harvester.store.settling.posts import settle_posts
from harvester.text.digest import digest
from harvester.text.fold import fold
from quotes import bare_quote

GATE = "The gate of the old harbour stays shut until the wall has been mended."
LAMP = "Somebody has lit the lamp of the tower again, and nobody has the key to it."
CALM = "Sea calm today."
BEFORE = "Nobody was on the quay. "
ARABIC = "البوابة الشرقية للميناء مغلقة حتى إشعار آخر بسبب الرياح القوية"
TABLES = ("posts", "accounts", "post_keys", "corrections")
QUEUES = ("stale_posts", "stale_meetings", "stale_readings")


def printed(name: str, words: str, day: str | None = "2019-03-20", **changes: Any) -> Quote:
    """A flattened post of an account, with nothing before its words."""
    known: dict[str, Any] = {
        "handle": "lira_q9",
        "text": words,
        "tidy": words,
        "folded": fold(words),
    }
    known |= {"posted_at": day, "posted_precision": day and "day"}
    places = {"start": 100, "body_start": 100, "end": 100 + len(words)}
    return bare_quote(name, **(known | places | changes))


def embed(name: str, post_id: str, words: str, day: str = "2019-03-20", **changes: Any) -> Quote:
    moment = {"posted_at": f"{day}T22:30:00Z", "posted_precision": "second"}
    return printed(name, words, kind="embed", post_id=post_id, **(moment | changes))


def article(name: str, *quotes: Quote) -> Harvested:
    return Harvested.of(Article(name, outlet=f"{name}.example"), quotes)


def harvest(connection: Connection, *places: Harvested, version: str = "1") -> None:
    run = start_run(connection, version=version, arguments={})
    write(connection, run, places, version=version)


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


def state(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that is decided of posts, and what is left to be done."""
    found = {"quotes": "SELECT id, post, wording FROM quotes ORDER BY id"}
    found |= {name: f"SELECT * FROM {name} ORDER BY 1, 2" for name in TABLES}
    found |= {name: f"SELECT * FROM {name}" for name in QUEUES}
    return {
        name: [tuple(row) for row in connection.exec_driver_sql(sql)] for name, sql in found.items()
    }


def settled(connection: Connection, *, standing: int = 32, at_a_time: int = 5_000) -> None:
    """As `settle` does it, in smaller steps, with an index that few wordings stand for."""
    settle_posts(connection, at_a_time=at_a_time)
    settle_clusters(connection, at_a_time=at_a_time, standing=standing)
    merge_posts(connection, at_a_time=at_a_time)
    settle_posts(connection, at_a_time=at_a_time)
    settle_corrections(connection, at_a_time=at_a_time)


def begun_early(before: str, words: str, **known: Any) -> Quote:
    """A printing that took the sentence before for a part of the post, or nearly did."""
    text = before + words
    places = {"prefix": "It is said. ", "runner_up": 100 + len(before), "confidence": 0.6}
    return printed(known.pop("name"), text, known.pop("day", "2019-03-20"), **(places | known))


WORDS = st.sampled_from(
    [GATE, GATE[:40], GATE[20:], f"{GATE} {LAMP}", LAMP, LAMP[:60], LAMP[22:], CALM, "#sea", ARABIC]
)
QUOTES = st.builds(
    lambda number, before, words, **shown: begun_early(before, words, name=f"q{number}", **shown),
    number=st.integers(0, 10**6),
    before=st.sampled_from(["", "", BEFORE, "Then a boat came in. "]),
    words=WORDS,
    kind=st.sampled_from(["embed", "signature", "signature", "unsigned", "quotation"]),
    platform=st.sampled_from(["twitter", "twitter", None]),
    post_id=st.sampled_from([None, None, None, "9", "10"]),
    handle=st.sampled_from(["Ann", "ann", "Bo", None]),
    day=st.sampled_from(["2020-01-01", "2020-01-02", "2020-01-03", "2020-02-01", None]),
)
PLACES = st.lists(
    st.builds(
        lambda name, quotes: article(f"a{name}", *quotes),
        name=st.integers(0, 99),
        quotes=st.lists(QUOTES, min_size=1, max_size=3, unique_by=lambda quote: quote.id),
    ),
    max_size=9,
    unique_by=lambda place: place.key,
).filter(
    lambda places: (
        len({q.id for p in places for q in p.quotes}) == sum(len(p.quotes) for p in places)
    )
)


@settings(max_examples=60, deadline=None)
@given(PLACES, st.data(), st.integers(1, 4), st.sampled_from([1, 2, 32]))
def test_order_batches_runs_and_detours_change_nothing(
    places: list[Harvested], data: st.DataObject, size: int, standing: int
) -> None:
    shuffled = data.draw(st.permutations(places))
    ids = {quote.id for place in places for quote in place.quotes}
    # A detour: an older version found other quotes in an article, and they are replaced.
    wrong = [q for q in data.draw(st.lists(QUOTES, max_size=3)) if q.id not in ids]
    detour = [place._replace(quotes=tuple(wrong)) for place in places[:1]]
    gone = [place for place in data.draw(PLACES) if place.key not in {p.key for p in places}]
    gone = [place for place in gone if not ids & {quote.id for quote in place.quotes}]
    with (
        TemporaryDirectory() as folder,
        open_database(Path(folder, "a.db")) as straight,
        open_database(Path(folder, "b.db")) as crooked,
    ):
        harvest(straight, *places)
        settled(straight, standing=standing)
        harvest(crooked, *detour, *gone, version="0")
        settled(crooked, standing=standing, at_a_time=size)
        for start in range(0, len(shuffled), size):
            harvest(crooked, *shuffled[start : start + size])
            settled(crooked, standing=standing, at_a_time=size)
        for place in gone:
            crooked.exec_driver_sql("DELETE FROM articles WHERE id = ?", (place.key,))
        settled(crooked, standing=standing, at_a_time=size)
        assert state(crooked)["stale_meetings"] == state(crooked)["stale_readings"] == []
        assert state(crooked) == state(straight)
        assert crooked.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_settling_that_is_cut_off_anywhere_is_completed_by_the_next(
    database: Connection, tmp_path: Path
) -> None:
    quotes = [begun_early(BEFORE[at:], GATE, name=f"q{at}") for at in range(6)]
    places = [article(one.id, one) for one in [*quotes, embed("e", "1108", GATE)]]
    with open_database(tmp_path / "whole.db") as whole:
        harvest(whole, *places)
        store.settle(whole)
        harvest(database, *places)
        interrupted = 0
        for statements in range(0, 200, 3):
            interrupted += is_cut_off(database, statements)
        assert 5 < interrupted < 60
        assert state(database) == state(whole)
        assert len(state(whole)["corrections"]) == 6


class KilledError(Exception):
    """The end of a run in the midst of it."""


def is_cut_off(connection: Connection, statements: int) -> bool:
    """Whether settling did not come to its end, killed after so many statements."""
    left = [statements]

    def kill(*_: Any) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise KilledError

    event.listen(connection, "before_cursor_execute", kill)
    try:
        settled(connection, at_a_time=2)
    except KilledError:
        return True
    finally:
        event.remove(connection, "before_cursor_execute", kill)
    return False
