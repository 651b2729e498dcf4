"""The index as it is stored: whatever is added, merged and removed, it holds what is left."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.store import open_database
from harvester.store.connection.handle import Connection
from harvester.store.settling.postings.candidates import sharing_most
from harvester.store.settling.postings.segments import Postings, add, remove, segments
from places import indexed

PIECES = st.sets(st.integers(0, 2**48 - 1), min_size=1, max_size=4)
BATCHES = st.lists(
    st.dictionaries(st.integers(1, 2**62), PIECES, max_size=4), min_size=1, max_size=9
)


def postings(wordings: dict[int, set[int]]) -> Postings:
    pairs = [(one, piece) for one, pieces in wordings.items() for piece in sorted(pieces)]
    ones, pieces = zip(*pairs, strict=True) if pairs else ((), ())
    return Postings(np.array(ones, np.int64), np.array(pieces, np.int64))


@settings(max_examples=40, deadline=None)
@given(BATCHES, st.data())
def test_what_was_added_and_not_removed_is_there(
    batches: list[dict[int, set[int]]], data: st.DataObject
) -> None:
    left: dict[int, set[int]] = {}
    with TemporaryDirectory() as folder, open_database(Path(folder, "a.db")) as database:
        for batch in batches:
            new = {one: pieces for one, pieces in batch.items() if one not in left}
            add(database, postings(new))
            left |= new
            gone = data.draw(st.sets(st.sampled_from(sorted(left)))) if left else set()
            remove(database, postings({one: left.pop(one) for one in gone}))
        assert indexed(database) == sorted((piece, one) for one in left for piece in left[one])


def test_segments_are_merged_so_that_few_are_left(database: Connection) -> None:
    for number in range(1, 65):
        add(database, postings({number: {number, 7 << 40}}))
    sizes = sorted(segment.size for segment in segments(database))
    assert all(sum(sizes[:at]) < sizes[at] for at in range(1, len(sizes)))
    assert sharing_most(database, [7 << 40, 5, 9], 3) == [5, 9, 1]
