"""Whom the index leads to: of one pair asked alone it says the same as when it names all."""

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester import store
from harvester.store import open_database, settle_clusters
from harvester.store.connection.handle import Connection
from harvester.store.settling import clusters
from harvester.store.settling.postings import segments
from harvester.store.settling.postings.candidates import Index
from harvester.store.settling.postings.segments import Postings
from harvester.trace.matching.hashing import Integers
from printings import printed, quote

STANDING = 2
PIECES = st.sets(st.integers(0, 7), min_size=1, max_size=5)
# A few fingerprints that many have; the last bits of a number tell how many it has.
WORDINGS = st.dictionaries(st.integers(1, 99), PIECES, min_size=2, max_size=12).map(
    lambda found: {one << 8 | len(pieces): pieces for one, pieces in found.items()}
)


def postings(wordings: dict[int, set[int]]) -> Postings:
    pairs = [(one, piece << 40) for one, pieces in wordings.items() for piece in sorted(pieces)]
    return Postings(*(np.array(column, np.int64) for column in zip(*pairs, strict=True)))


def pairs_of(wordings: dict[int, set[int]]) -> Integers:
    return np.array([*combinations(sorted(wordings), 2)], np.int64)


@settings(max_examples=60, deadline=None)
@given(WORDINGS, st.data())
def test_a_pair_asked_alone_is_led_to_as_among_all(
    wordings: dict[int, set[int]], data: st.DataObject
) -> None:
    n_held = data.draw(st.integers(1, len(wordings) - 1))
    held, new = (dict([*wordings.items()][part]) for part in (slice(n_held), slice(n_held, None)))
    with TemporaryDirectory() as folder, open_database(Path(folder, "a.db")) as database:
        segments.add(database, postings(held))
        index = Index(database, standing=STANDING)
        index.add(postings(new))
        named = {tuple(sorted(pair)) for pair in index.candidates(postings(held))}
        pairs = pairs_of(wordings)
        led = {tuple(pair) for pair in pairs[index.leads(pairs, postings(wordings))].tolist()}
    assert led == named


def test_more_quotes_are_worth_tracing_where_the_index_is_large(
    database: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_POSTINGS_A_QUOTE", 1)
    assert store.worth_tracing(database) == 0
    words = "The gate of the old harbour stays shut until the wall has been mended"
    run = store.start_run(database, version="1", arguments={})
    said = quote("q1", tidy=words, folded=words, text=words)
    store.write(database, run, [printed("tide.example", "2019-03-22", said)], version="1")
    settle_clusters(database)
    assert store.worth_tracing(database) == segments.n_postings(database) > 1


def test_matches_of_who_is_displaced_are_looked_after_when_no_quote_waits(
    database: Connection, tmp_path: Path
) -> None:
    words = "The gate of the old harbour stays shut until the wall of the tower has been mended"
    places = [
        printed(f"n{at}.example", "2019-03-22", quote(f"q{at}", tidy=it, folded=it, text=it))
        for at in range(12)
        if (it := f"{words[at:]} {words[: 70 - at]}")
    ]
    for place in places:
        run = store.start_run(database, version="1", arguments={})
        store.write(database, run, [place], version="1")
        assert store.cluster_some(database, store.Pace(100), standing=1) == 1
    stale = "SELECT count(*) FROM stale_matches"
    assert database.exec_driver_sql(stale).scalar_one()
    settle_clusters(database, standing=1)
    assert not database.exec_driver_sql(stale).scalar_one()
    with open_database(tmp_path / "whole.db") as whole:
        run = store.start_run(whole, version="1", arguments={})
        store.write(whole, run, places, version="1")
        settle_clusters(whole, standing=1)
        assert matches_of(database) == matches_of(whole)


def matches_of(connection: Connection) -> list[tuple[Any, ...]]:
    return connection.exec_driver_sql("SELECT * FROM matches ORDER BY 1, 2").all()
