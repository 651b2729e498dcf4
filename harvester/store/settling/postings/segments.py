"""The index as it is stored: postings in sorted segments, each cut into pages by fingerprint.

A batch of wordings is a segment. Where several are of about one size they are merged, so that a
posting is written anew only as often as the index grows fourfold, and few segments are to be
searched. A posting is one number of eight bytes: its fingerprint, but for what the page tells of
it, and where its wording stands among those of its segment. So a page is searched as it is stored.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import rows
from harvester.trace.matching.hashing import Integers

_BITS_IN_PAGE = 40
_BITS_OF_PLACE = 24
_MOST_WORDINGS = 1 << _BITS_OF_PLACE  # of a segment
_PLACE = np.uint64(_MOST_WORDINGS - 1)
_SAME_SIZE = 2  # bits by which the sizes of segments that are merged may differ
_MOST = 4  # segments of about one size

Packed = NDArray[np.uint64]


class Postings(NamedTuple):
    """Wordings and fingerprints that they have, one beside the other."""

    wordings: Integers
    pieces: Integers

    @classmethod
    def of(cls, wordings: Integers, counts: Integers, pieces: Integers) -> "Postings":
        """The postings of wordings with so many fingerprints each."""
        return cls(np.repeat(wordings, counts), pieces)

    def __add__(self, other: "Postings") -> "Postings":  # type: ignore[override]
        return Postings(*(np.concatenate(both) for both in zip(self, other, strict=True)))

    def pages(self) -> Iterator[tuple[int, "Postings"]]:
        """The postings of each page."""
        pages = (self.pieces >> _BITS_IN_PAGE).astype(np.uint8)
        order = np.argsort(pages, kind="stable")
        ends = np.cumsum(np.bincount(pages, minlength=256))
        for page, places in enumerate(np.split(order, ends[:-1])):
            if len(places):
                yield page, Postings(self.wordings[places], self.pieces[places])


class Segment(NamedTuple):
    """Some wordings of the index, in order; `size` counts their postings."""

    id: int
    size: int
    wordings: Integers


class Part(NamedTuple):
    """The postings of a page that stand in one segment, in order; its wordings' numbers ascend."""

    postings: Packed
    first: int  # how many wordings stand before those of the segment

    def found(self, pieces: Integers) -> tuple[Integers, Integers]:
        """From where to where each of these fingerprints of the page stands."""
        least = pieces.astype(np.uint64) << np.uint64(_BITS_OF_PLACE)
        starts = np.searchsorted(self.postings, least)
        return starts, np.searchsorted(self.postings, least | _PLACE, "right")

    def places(self, at: Integers) -> Integers:
        """Where the wordings of these postings stand among all."""
        return (self.postings[at] & _PLACE).astype(np.int64) + self.first


def segments(connection: Connection) -> list[Segment]:
    """The segments of the index."""
    found = rows(connection, "SELECT id, size, wordings FROM posting_segments ORDER BY id")
    return [Segment(number, size, np.frombuffer(raw, np.int64)) for number, size, raw in found]


def n_postings(connection: Connection) -> int:
    """How many postings the index has."""
    ((number,),) = rows(connection, "SELECT coalesce(sum(size), 0) FROM posting_segments")
    return int(number)


class Pages:
    """The index as it is, with postings that are still to be added, to be read page by page.

    A wording is spoken of by its place among all of them, those to be added first.
    """

    def __init__(self, connection: Connection, new: Postings) -> None:
        """The index of this database, and these postings."""
        known = segments(connection)
        entered = distinct(new.wordings)
        self._connection = connection
        self.n_new = len(entered)
        self._all = [entered, *(each.wordings for each in known)]
        self._firsts = [0, *np.cumsum([*map(len, self._all)]).tolist()]
        self._first_of = {each.id: self._firsts[at] for at, each in enumerate(known, 1)}
        self.wordings: Integers = np.concatenate(self._all)
        self._new = {page: _packed(each, entered) for page, each in new.pages()}

    def places(self, wordings: Integers) -> Integers:
        """Where wordings that are in the index stand among all."""
        wanted = distinct(wordings)
        found = np.zeros(len(wanted), np.int64)
        for first, those in zip(self._firsts, self._all, strict=False):
            at = np.searchsorted(those, wanted)
            is_here = np.append(those, -1)[at] == wanted
            found[is_here] = first + at[is_here]
        places: Integers = found[np.searchsorted(wanted, wordings)]
        return places

    def of(self, page: int) -> Iterator[Part]:
        """The postings of a page, those that are to be added first."""
        if page in self._new:
            yield Part(self._new[page], 0)
        sql = "SELECT segment, postings FROM posting_pages WHERE page = ?"
        for segment, raw in rows(self._connection, sql, (page,)):
            yield Part(np.frombuffer(raw, np.uint64), self._first_of[segment])


def distinct(numbers: Integers) -> Integers:
    """Each number once, in order."""
    ordered = np.sort(numbers)
    once: Integers = ordered[np.diff(ordered, prepend=-1) != 0]
    return once


def add(connection: Connection, new: Postings) -> None:
    """Enter postings as a segment; those of one wording must be entered together."""
    if not len(new.pieces):
        return
    wordings = distinct(new.wordings)
    segment = _insert(connection, len(new.pieces), wordings)
    for page, postings in new.pages():
        _write(connection, segment, page, _packed(postings, wordings))
    _merge(connection)


def remove(connection: Connection, old: Postings) -> None:
    """Take postings out."""
    stays = {each.id: ~np.isin(each.wordings, old.wordings) for each in segments(connection)}
    for page, _ in old.pages():
        sql = "SELECT segment, postings FROM posting_pages WHERE page = ?"
        for segment, raw in rows(connection, sql, (page,)):
            postings = np.frombuffer(raw, np.uint64)
            left = postings[stays[segment][(postings & _PLACE).astype(np.int64)]]
            if len(left) < len(postings):
                _write(connection, segment, page, left)
    connection.exec_driver_sql(
        "DELETE FROM posting_segments WHERE id NOT IN (SELECT segment FROM posting_pages)"
    )


def _packed(postings: Postings, wordings: Integers) -> Packed:
    """Postings of one page as they are stored, in order, in a segment of these wordings."""
    places = np.searchsorted(wordings, postings.wordings)
    # What is above the bits of a page falls off.
    pieces = postings.pieces.astype(np.uint64) << np.uint64(_BITS_OF_PLACE)
    return np.sort(pieces | places.astype(np.uint64))


def _insert(connection: Connection, size: int, wordings: Integers) -> int:
    """The number of a new segment."""
    sql = "INSERT INTO posting_segments (size, wordings) VALUES (?, ?) RETURNING id"
    ((segment,),) = rows(connection, sql, (size, wordings.tobytes()))
    return int(segment)


def _write(connection: Connection, segment: int, page: int, postings: Packed) -> None:
    if not len(postings):
        sql = "DELETE FROM posting_pages WHERE segment = ? AND page = ?"
        connection.exec_driver_sql(sql, (segment, page))
        return
    sql = "INSERT OR REPLACE INTO posting_pages (segment, page, postings) VALUES (?, ?, ?)"
    connection.exec_driver_sql(sql, (segment, page, postings.tobytes()))


def _merge(connection: Connection) -> None:
    """Makes one of segments that are of about one size, until nowhere there are too many."""
    while True:
        alike: dict[int, list[Segment]] = {}
        for segment in segments(connection):
            alike.setdefault(segment.size.bit_length() // _SAME_SIZE, []).append(segment)
        crowd = next((each[:_MOST] for each in alike.values() if _are_too_many(each)), None)
        if crowd is None:
            return
        _merge_these(connection, crowd)


def _are_too_many(alike: Sequence[Segment]) -> bool:
    """Whether there are so many segments of one size, and the first of them make one together."""
    n_wordings = sum(len(segment.wordings) for segment in alike[:_MOST])
    return len(alike) >= _MOST and n_wordings <= _MOST_WORDINGS


def _merge_these(connection: Connection, crowd: Sequence[Segment]) -> None:
    wordings = np.sort(np.concatenate([segment.wordings for segment in crowd]))
    moved = {
        segment.id: np.searchsorted(wordings, segment.wordings).astype(np.uint64)
        for segment in crowd
    }
    merged = _insert(connection, sum(segment.size for segment in crowd), wordings)
    among = ", ".join(map(str, moved))
    pages = rows(connection, f"SELECT DISTINCT page FROM posting_pages WHERE segment IN ({among})")
    for (page,) in pages:
        sql = f"SELECT segment, postings FROM posting_pages WHERE page = ? AND segment IN ({among})"
        parts = [
            _moved(np.frombuffer(raw, np.uint64), moved[segment])
            for segment, raw in rows(connection, sql, (page,))
        ]
        # Each part is in order, which a stable sort makes use of.
        _write(connection, merged, page, np.sort(np.concatenate(parts), kind="stable"))
    connection.exec_driver_sql(f"DELETE FROM posting_pages WHERE segment IN ({among})")
    connection.exec_driver_sql(f"DELETE FROM posting_segments WHERE id IN ({among})")


def _moved(postings: Packed, places: Packed) -> Packed:
    """Postings with the places that their wordings have in another segment."""
    return postings & ~_PLACE | places[(postings & _PLACE).astype(np.int64)]
