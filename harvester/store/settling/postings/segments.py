"""The index as it is stored: postings in sorted segments, each cut into pages by fingerprint.

A batch of wordings is a segment. Where several are of about one size they are merged, so that a
posting is written anew only as often as the index grows fourfold, and few segments are to be
searched. A posting is five bytes of its fingerprint, of which the page tells the sixth, and four
that count in the sorted wordings of its segment.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import rows
from harvester.trace.matching.hashing import Integers

_BITS_IN_PAGE = 40
_SAME_SIZE = 2  # bits by which the sizes of segments that are merged may differ
_MOST = 4  # segments of about one size


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
        """The postings of each page, ordered by fingerprint and wording."""
        order = np.lexsort((self.wordings, self.pieces))
        wordings, pieces = self.wordings[order], self.pieces[order]
        numbers, starts = np.unique(pieces >> _BITS_IN_PAGE, return_index=True)
        ends = np.append(starts[1:], len(pieces)).tolist()[: len(starts)]
        for page, start, end in zip(numbers.tolist(), starts.tolist(), ends, strict=True):
            yield page, Postings(wordings[start:end], pieces[start:end])


class Segment(NamedTuple):
    """Some wordings of the index, in order; `size` counts their postings."""

    id: int
    size: int
    wordings: Integers


def segments(connection: Connection) -> list[Segment]:
    """The segments of the index."""
    found = rows(connection, "SELECT id, size, wordings FROM posting_segments ORDER BY id")
    return [Segment(number, size, np.frombuffer(raw, np.int64)) for number, size, raw in found]


class Pages:
    """The index as it is, with postings that are still to be added, to be read page by page.

    In its postings stands the rank of a wording, by number, among all: that is half as long.
    """

    def __init__(self, connection: Connection, new: Postings) -> None:
        """The index of this database, and these postings."""
        known = segments(connection)
        entered = np.unique(new.wordings)
        self._connection = connection
        self.wordings: Integers = np.unique(
            np.concatenate([entered, *(segment.wordings for segment in known)])
        )
        self._ranks = {segment.id: self.ranks(segment.wordings) for segment in known}
        self._new = dict(Postings(self.ranks(new.wordings), new.pieces).pages())

    def ranks(self, wordings: Integers) -> Integers:
        """The ranks of wordings that are in the index."""
        return np.searchsorted(self.wordings, wordings)

    def of(self, page: int) -> Iterator[Postings]:
        """The postings of a page, a part of them at a time, by fingerprint and rank."""
        if page in self._new:
            yield self._new[page]
        sql = "SELECT segment, postings FROM posting_pages WHERE page = ?"
        for segment, raw in rows(self._connection, sql, (page,)):
            pieces, places = _unpacked(raw, page)
            yield Postings(self._ranks[segment][places], pieces)


def add(connection: Connection, new: Postings) -> None:
    """Enter postings as a segment; those of one wording must be entered together."""
    if not len(new.pieces):
        return
    wordings = np.unique(new.wordings)
    insertion = "INSERT INTO posting_segments (size, wordings) VALUES (?, ?) RETURNING id"
    values = (len(new.pieces), wordings.tobytes())
    ((segment,),) = rows(connection, insertion, values)
    for page, postings in new.pages():
        _write(connection, segment, page, wordings, postings)
    _merge(connection)


def remove(connection: Connection, old: Postings) -> None:
    """Take postings out."""
    known = segments(connection)
    gone = np.unique(old.wordings)
    for page, _ in old.pages():
        sql = "SELECT segment, postings FROM posting_pages WHERE page = ?"
        held = dict(rows(connection, sql, (page,)))
        for segment in known:
            if segment.id in held:
                pieces, places = _unpacked(held[segment.id], page)
                stays = ~np.isin(segment.wordings[places], gone)
                if not stays.all():
                    left = Postings(segment.wordings[places[stays]], pieces[stays])
                    _write(connection, segment.id, page, segment.wordings, left)
    connection.exec_driver_sql(
        "DELETE FROM posting_segments WHERE id NOT IN (SELECT segment FROM posting_pages)"
    )


def _write(
    connection: Connection, segment: int, page: int, wordings: Integers, postings: Postings
) -> None:
    if not len(postings.pieces):
        sql = "DELETE FROM posting_pages WHERE segment = ? AND page = ?"
        connection.exec_driver_sql(sql, (segment, page))
        return
    low = postings.pieces.astype(np.uint32)
    high = (postings.pieces >> 32).astype(np.uint8)
    places = np.searchsorted(wordings, postings.wordings).astype(np.uint32)
    sql = "INSERT OR REPLACE INTO posting_pages (segment, page, postings) VALUES (?, ?, ?)"
    raw = low.tobytes() + high.tobytes() + places.tobytes()
    connection.exec_driver_sql(sql, (segment, page, raw))


def _unpacked(raw: bytes, page: int) -> tuple[Integers, NDArray[np.uint32]]:
    """The fingerprints of a page of a segment, and where their wordings stand in that."""
    size = len(raw) // 9
    low = np.frombuffer(raw, np.uint32, size)
    high = np.frombuffer(raw, np.uint8, size, 4 * size)
    pieces = low | high.astype(np.int64) << 32 | page << _BITS_IN_PAGE
    return pieces, np.frombuffer(raw[5 * size :], np.uint32)


def _merge(connection: Connection) -> None:
    """Makes one of segments that are of about one size, until nowhere there are too many."""
    while True:
        alike: dict[int, list[Segment]] = {}
        for segment in segments(connection):
            alike.setdefault(segment.size.bit_length() // _SAME_SIZE, []).append(segment)
        crowd = next((each for each in alike.values() if len(each) >= _MOST), None)
        if crowd is None:
            return
        _merge_these(connection, crowd)


def _merge_these(connection: Connection, crowd: Sequence[Segment]) -> None:
    wordings = np.unique(np.concatenate([segment.wordings for segment in crowd]))
    size = sum(segment.size for segment in crowd)
    insertion = "INSERT INTO posting_segments (size, wordings) VALUES (?, ?) RETURNING id"
    ((merged,),) = rows(connection, insertion, (size, wordings.tobytes()))
    among = ", ".join(str(segment.id) for segment in crowd)
    pages = rows(connection, f"SELECT DISTINCT page FROM posting_pages WHERE segment IN ({among})")
    for (page,) in pages:
        ((_, postings),) = _together(_pages_among(connection, crowd, page)).pages()
        _write(connection, merged, page, wordings, postings)
    connection.exec_driver_sql(f"DELETE FROM posting_pages WHERE segment IN ({among})")
    connection.exec_driver_sql(f"DELETE FROM posting_segments WHERE id IN ({among})")


def _together(parts: Iterable[Postings]) -> Postings:
    found = [*parts]
    return Postings(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _pages_among(connection: Connection, crowd: Sequence[Segment], page: int) -> Iterator[Postings]:
    sql = "SELECT postings FROM posting_pages WHERE page = ? AND segment = ?"
    for segment in crowd:
        for (raw,) in rows(connection, sql, (page, segment.id)):
            pieces, places = _unpacked(raw, page)
            yield Postings(segment.wordings[places], pieces)
