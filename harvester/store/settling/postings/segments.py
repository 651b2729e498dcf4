"""The index as it is stored: postings in sorted segments, each cut into pages by fingerprint.

A batch of wordings is a segment. It is merged with smaller ones that have as many postings as it
together, so that a posting is written anew only as often as the index doubles, and each batch has
few segments to search. A posting is one number of eight bytes: its fingerprint, but for what the
page tells of it, and where its wording stands among those of its segment. So a page is searched as
it is stored.
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

Packed = NDArray[np.uint64]
_NO_POSTINGS: Packed = np.zeros(0, np.uint64)


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


class Page(NamedTuple):
    """The postings of a page: a part of each segment, one behind the other, each in order.

    In a part the numbers of wordings ascend.
    """

    parts: list[Packed]
    firsts: Integers  # of each part how many wordings stand before those of its segment
    postings: Packed  # all of them

    def found(self, pieces: Integers) -> tuple[Integers, Integers]:
        """From where to where each of these fingerprints stands, a row for each part."""
        least = pieces.astype(np.uint64) << np.uint64(_BITS_OF_PLACE)
        most = least | _PLACE
        starts = np.empty((len(self.parts), len(pieces)), np.int64)
        ends = np.empty_like(starts)
        before = 0
        for row, part in enumerate(self.parts):
            starts[row] = np.searchsorted(part, least) + before
            ends[row] = np.searchsorted(part, most, "right") + before
            before += len(part)
        return starts, ends

    def places(self, at: Integers) -> Integers:
        """Where the wordings of these postings stand among those of their segment."""
        return (self.postings[at] & _PLACE).astype(np.int64)


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

    def of(self, page: int) -> Page:
        """The postings of a page, those that are to be added first."""
        sql = "SELECT segment, postings FROM posting_pages WHERE page = ?"
        known = rows(self._connection, sql, (page,))
        parts = [np.frombuffer(raw, np.uint64) for _, raw in known]
        firsts = [self._first_of[segment] for segment, _ in known]
        if page in self._new:
            parts, firsts = [self._new[page], *parts], [0, *firsts]
        together = np.concatenate([*parts, _NO_POSTINGS])
        return Page(parts, np.array(firsts, np.int64), together)


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
    """Makes one of a segment and all that are smaller, where these have as many postings as it."""
    crowd: list[Segment] = []
    smaller: list[Segment] = []
    for segment in sorted(segments(connection), key=lambda each: each.size):
        is_full = sum(len(each.wordings) for each in [*smaller, segment]) > _MOST_WORDINGS
        if smaller and not is_full and segment.size <= sum(each.size for each in smaller):
            crowd = [*smaller, segment]
        smaller.append(segment)
    if crowd:
        _merge_these(connection, crowd)


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
