"""Posts are merged the same way in any order, in any batches, and however often it is cut off."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from harvester import store
from harvester.harvested import Harvested
from harvester.records import Quote
from harvester.store import open_database
from harvester.store.connection.handle import Connection, Result
from harvester.store.settling.clusters import settle_clusters
from harvester.store.settling.corrections import settle_corrections
from harvester.store.settling.post_merging import merge_posts
from harvester.store.settling.posts import settle_posts
from post_printings import ARABIC, BEFORE, CALM, GATE, LAMP, article, embed, harvest, printed

TABLES = ("posts", "accounts", "post_keys", "corrections")
QUEUES = ("stale_posts", "stale_meetings", "stale_readings")


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


class Killed(Connection):
    """A connection that ends its program after so many statements."""

    left = 0

    def exec_driver_sql(self, sql: str, parameters: Any = ()) -> Result:
        self.left -= 1
        if self.left == -1:
            raise KilledError
        return super().exec_driver_sql(sql, parameters)


def is_cut_off(connection: Connection, statements: int) -> bool:
    """Whether settling did not come to its end, killed after so many statements."""
    killed = Killed(connection.raw, connection.place)
    killed.left = statements
    try:
        settled(killed, at_a_time=2)
    except KilledError:
        return True
    return False
