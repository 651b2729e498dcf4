"""Matches: which wordings carry the same words, kept so that nothing is compared twice.

Only what is near is kept: also texts that differ too much to be the same, because they tell which
places a template fills. Which of its matches a wording joins is decided anew when any of them, or
of those it would join, has changed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from harvester.store.postings import Index, Pieces
from harvester.store.wordings import AMONG, listed, load
from harvester.trace.clusters import Pair, Slots, joins, order
from harvester.trace.matching import Change, Match, match
from harvester.trace.wording import Wording

_COLUMNS = "shorter, longer, verdict, likeness, start, stop, changes"
_ROW = tuple[int, int, str, float, int, int, str | None]


def compare(connection: Connection, index: Index, wanted: Pieces) -> set[int]:
    """Compares wordings with all that may be like them; returns those of which a match is new."""
    rows: dict[tuple[int, int], _ROW] = {}
    candidates = dict(index.candidates(wanted))
    wordings = load(connection, {*candidates, *(it for its in candidates.values() for it in its)})
    for one, others in candidates.items():
        for other in others:
            shorter, longer = sorted((one, other), key=lambda it: order(wordings[it]))
            if (shorter, longer) not in rows:
                found = match(wordings[shorter].skeleton, wordings[longer].skeleton)
                if found:
                    rows[shorter, longer] = _row(shorter, longer, found)
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO matches ({_COLUMNS}, is_joined) VALUES (?, ?, ?, ?, ?, ?, ?, 0) "
            "ON CONFLICT DO NOTHING",
            [rows[key] for key in sorted(rows)],
        )
    return {it for key in rows for it in key}


def _row(shorter: int, longer: int, found: Match) -> _ROW:
    changes = json.dumps(found.changes, separators=(",", ":")) if found.changes else None
    return shorter, longer, found.verdict, found.likeness, found.start, found.end, changes


def _pair(row: Sequence[object]) -> Pair:
    shorter, longer, verdict, likeness, start, end, changes = row[:7]
    listed = tuple(Change(*each) for each in json.loads(changes)) if changes else ()  # type: ignore[arg-type]
    return Pair(shorter, longer, Match(verdict, likeness, start, end, listed))  # type: ignore[arg-type]


def forget(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Removes all matches of some wordings; returns everybody who has lost one."""
    gone = list(numbers)
    met = {it for pair in _of(connection, gone) for it in pair[:2]}
    for side in ("shorter", "longer"):
        connection.exec_driver_sql(f"DELETE FROM matches WHERE {side} {AMONG}", (listed(gone),))
    return met


def with_matches(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Those of some wordings that match any other."""
    asked = set(numbers)
    return asked & {it for pair in _of(connection, asked) for it in pair[:2]}


def _of(connection: Connection, numbers: Iterable[int], *, condition: str = "") -> list[Pair]:
    """The matches of some wordings, each once."""
    asked = listed(numbers)
    found = {
        row[:2]: _pair(row)
        for side in ("shorter", "longer")
        for row in connection.exec_driver_sql(
            f"SELECT {_COLUMNS} FROM matches WHERE {side} {AMONG} {condition}", (asked,)
        ).all()
    }
    return list(found.values())


def join(connection: Connection, changed: Iterable[int]) -> set[int]:
    """Decides anew what wordings join whose matches have changed, or those of what they match.

    Returns the wordings that joined others, or were joined by them, before or now.
    """
    around = _of(connection, changed)
    deciding = {pair.shorter for pair in around}
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS}, is_joined FROM matches WHERE shorter {AMONG}",
        (listed(deciding),),
    ).all()
    pairs: dict[int, list[Pair]] = {}
    for row in rows:
        pairs.setdefault(row[0], []).append(_pair(row))
    now = _joined(connection, pairs)
    before = {row[:2] for row in rows if row[7]}
    flips = [(pair in now, *pair) for pair in sorted(now ^ before)]
    if flips:
        connection.exec_driver_sql(
            "UPDATE matches SET is_joined = ? WHERE shorter = ? AND longer = ?", flips
        )
    return {it for pair in now ^ before for it in pair}


def _joined(connection: Connection, pairs: Mapping[int, Sequence[Pair]]) -> set[tuple[int, int]]:
    listed_pairs = [pair for each in pairs.values() for pair in each]
    exchanging = {it for pair in listed_pairs if pair.match.exchanges for it in pair[:2]}
    slots = Slots.of(_of(connection, exchanging, condition="AND changes NOT NULL"))
    wordings = load(connection, {it for pair in listed_pairs for it in pair[:2]})
    return {
        (pair.shorter, pair.longer)
        for each in pairs.values()
        for pair in joins(each, wordings, slots)
    }


def connected(connection: Connection, start: Iterable[int]) -> tuple[set[int], list[Pair]]:
    """All wordings that joins lead to from these, and the matches by which they hang together."""
    reached, frontier = set(start), set(start)
    found: dict[tuple[int, int], Pair] = {}
    while frontier:
        pairs = _of(connection, frontier, condition="AND is_joined")
        found |= {(pair.shorter, pair.longer): pair for pair in pairs}
        frontier = {it for pair in pairs for it in pair[:2]} - reached
        reached |= frontier
    return reached, list(found.values())
