"""Matches: which wordings carry the same words, kept so that nothing is compared twice.

Only what is near is kept: also texts that differ too much to be the same, because they tell which
places a template fills. Which of its matches a wording joins is decided anew when any of them, or
of those it would join, has changed.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, starmap
from operator import itemgetter
from typing import Any

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.wordings import listed, load
from harvester.trace.clusters import Pair, Slots, joins, needs_context, order
from harvester.trace.matching.comparison import Change, Match, match
from harvester.trace.phrase_contexts import PhraseContext, phrase_context

_SIDES = ("shorter", "longer")
_SPANS = "shorter, longer, verdict, likeness, start, stop"
_COLUMNS = f"{_SPANS}, changes"
_PRINTED = f"""
SELECT DISTINCT wording, published, coalesce(speaker_name, author_name)
FROM quotes JOIN articles ON articles.id = article_id WHERE wording {AMONG}
"""
_ROW = tuple[int, int, str, float, int, int, str | None]


def compare(
    connection: Connection,
    candidates: Iterable[tuple[int, int]],
    new: Collection[int],
    known: Collection[int],
) -> set[int]:
    """Compares new wordings with all that may be like them; returns whose matches changed.

    Of the known ones those matches go that the index no longer leads to.
    """
    met = [*candidates]
    wordings = load(connection, {it for pair in met for it in pair})
    places = {one: order(words) for one, words in wordings.items()}
    pairs = {(one, other) if places[one] < places[other] else (other, one) for one, other in met}
    before = {*_of(connection, "shorter, longer", listed({*new, *known}))}
    lost = sorted(before - pairs)
    found = [
        _row(shorter, longer, how)
        for shorter, longer in sorted(pairs - before)
        if (shorter in new or longer in new)
        and (how := match(wordings[shorter].key, wordings[longer].key))
    ]
    if lost:
        sql = "DELETE FROM matches WHERE shorter = ? AND longer = ?"
        connection.exec_driver_sql(sql, lost)
    if found:
        sql = f"INSERT INTO matches ({_COLUMNS}, is_joined) VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
        connection.exec_driver_sql(sql, found)
    return {it for row in (*lost, *found) for it in row[:2]}


def _row(shorter: int, longer: int, found: Match) -> _ROW:
    changes = json.dumps(found.changes, separators=(",", ":")) if found.changes else None
    return shorter, longer, found.verdict, found.likeness, found.start, found.end, changes


def _pair(row: Sequence[Any]) -> Pair:
    """A match as the database holds it; what differs only where it was asked for."""
    shorter, longer, verdict, likeness, start, stop, *rest = row
    changes = tuple(starmap(Change, json.loads(rest[0]))) if rest and rest[0] else ()
    return Pair(shorter, longer, Match(verdict, likeness, start, stop, changes))


def forget(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Removes all matches of some wordings; returns everybody who has lost one."""
    gone = listed(numbers)
    met = _ends(connection, gone)
    for side in _SIDES:
        connection.exec_driver_sql(f"DELETE FROM matches WHERE {side} {AMONG}", (gone,))
    return met


def with_matches(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """Those of some wordings that match any other."""
    asked = set(numbers)
    return asked & _ends(connection, listed(asked))


def _ends(connection: Connection, asked: str) -> set[int]:
    """Both sides of all matches of some wordings."""
    return {it for row in _of(connection, "shorter, longer", asked) for it in row}


def _of(
    connection: Connection, columns: str, asked: str, *, condition: str = ""
) -> Iterator[tuple[Any, ...]]:
    """The matches of some wordings; those between two of them twice."""
    for side in _SIDES:
        sql = f"SELECT {columns} FROM matches WHERE {side} {AMONG} {condition}"
        yield from rows(connection, sql, (asked,))


def join(connection: Connection, changed: Iterable[int]) -> set[int]:
    """Decides anew what wordings join whose matches have changed, or those of what they match.

    Returns the wordings that joined others, or were joined by them, before or now.
    """
    deciding = {shorter for (shorter,) in _of(connection, "shorter", listed(changed))}
    sql = f"SELECT {_COLUMNS}, is_joined FROM matches WHERE shorter {AMONG}"
    found = rows(connection, sql, (listed(deciding),))
    pairs = [_pair(row[:-1]) for row in found]
    now = {pair[:2] for pair in _joined(connection, pairs)}
    before = {row[:2] for row in found if row[-1]}
    flips = [(pair in now, *pair) for pair in sorted(now ^ before)]
    if flips:
        connection.exec_driver_sql(
            "UPDATE matches SET is_joined = ? WHERE shorter = ? AND longer = ?", flips
        )
    return {it for pair in now ^ before for it in pair}


def _joined(connection: Connection, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs through which the shorter one joins the longer one; all that it has are given."""
    wordings = load(connection, {it for pair in pairs for it in pair[:2]})
    exchanging = listed({it for pair in pairs if pair.match.exchanges for it in pair[:2]})
    exchanges = {
        row[:2]: _pair(row)
        for row in _of(connection, _COLUMNS, exchanging, condition="AND changes NOT NULL")
    }
    slots = Slots.of(exchanges.values())
    phrases = [pair for pair in pairs if needs_context(pair, wordings)]
    contexts = _contexts(connection, {it for pair in phrases for it in pair[:2]})
    by_shorter = itemgetter(0)
    for _, each in groupby(sorted(pairs, key=by_shorter), key=by_shorter):
        yield from joins([*each], wordings, slots, contexts)


def _contexts(connection: Connection, numbers: Iterable[int]) -> dict[int, set[PhraseContext]]:
    """When these wordings were printed, and who is said to speak."""
    found: dict[int, set[PhraseContext]] = {}
    for wording, published, speaker in rows(connection, _PRINTED, (listed(numbers),)):
        found.setdefault(wording, set()).add(phrase_context(published, speaker))
    return found


def connected(connection: Connection, start: Iterable[int]) -> tuple[set[int], list[Pair]]:
    """All wordings that joins lead to from these, and the matches by which they hang together."""
    reached, frontier = set(start), set(start)
    found: dict[tuple[int, int], Pair] = {}
    while frontier:
        new = _joining(connection, _SPANS, frontier)
        found |= new
        frontier = {it for pair in new for it in pair} - reached
        reached |= frontier
    return reached, list(found.values())


def joined_among(connection: Connection, numbers: Collection[int]) -> list[Pair]:
    """The matches by which these wordings have joined each other."""
    if len(numbers) < 2:
        return []
    pairs = _joining(connection, _COLUMNS, numbers)
    return [pair for pair in pairs.values() if pair.shorter in numbers and pair.longer in numbers]


def _joining(
    connection: Connection, columns: str, numbers: Iterable[int]
) -> dict[tuple[int, int], Pair]:
    """The matches by which wordings have joined others, or others them."""
    joined = _of(connection, columns, listed(numbers), condition="AND is_joined")
    return {row[:2]: _pair(row) for row in joined}
