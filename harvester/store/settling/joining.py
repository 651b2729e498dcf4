"""Joining: which of their matches wordings join, decided anew where anything has changed.

A text whose place thousands of others fill, each in its own way, is matched by all of them. That
the place is a template's is told by the first few; one more changes nothing, so neither such a text
nor what it matches is decided anew: else each batch would decide all again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.store.settling.matches import COLUMNS, SIDES, of, pair_of
from harvester.store.settling.wordings import listed, load
from harvester.trace.clusters import Pair, Slots, joins, may_be_one, needs_context
from harvester.trace.phrase_contexts import PhraseContext, phrase_context

_MANY = 64  # matches: with fewer it costs little to decide anew
_PRINTED = f"""
SELECT DISTINCT wording, published, coalesce(speaker_name, author_name)
FROM quotes JOIN articles ON articles.id = article_id WHERE wording {AMONG}
"""


class Filled(NamedTuple):
    """Wordings for which new matches change nothing, and the places of theirs that tell."""

    wordings: Collection[int]
    slots: Slots
    new: Collection[tuple[int, ...]]  # the matches


NOTHING_FILLED = Filled((), Slots(), ())


def filled(connection: Connection, new: Sequence[Pair], changing: Collection[int]) -> Filled:
    """The wordings that need not be decided anew for these matches, before they are written.

    `changing` are wordings that are decided anew for other reasons.
    """
    around: dict[int, list[Pair]] = defaultdict(list)
    for pair in new:
        for one in pair[:2]:
            around[one].append(pair)
    slots = Slots()
    crowded = _with_many(connection, around.keys() - changing)
    found = {one for one in crowded if _is_filled(connection, one, around[one], slots)}
    return Filled(found, slots, {pair[:2] for pair in new} if found else ())


def _with_many(connection: Connection, wordings: Collection[int]) -> list[int]:
    counts: dict[int, int] = defaultdict(int)
    for side in SIDES:
        sql = f"SELECT {side}, count(*) FROM matches WHERE {side} {AMONG} GROUP BY 1"
        for one, count in rows(connection, sql, (listed(wordings),)):
            counts[one] += count
    return sorted(one for one, count in counts.items() if count >= _MANY)


def _is_filled(connection: Connection, one: int, new: Sequence[Pair], slots: Slots) -> bool:
    """Whether others fill each place that differs in these, and so it joins none of them."""
    if any(may_be_one(pair) for pair in new if pair.shorter == one):
        return False
    places = {place for pair in new for place, _ in pair.fillers(one)}
    exchanges = _exchanges(connection, one)
    while places := {place for place in places if not slots.is_full(one, place)}:
        if (known := next(exchanges, None)) is None:
            return False
        slots.note(known, one)
    return True


def _exchanges(connection: Connection, one: int) -> Iterator[Pair]:
    """The matches of a wording in which something stands for something else, one by one."""
    for side in SIDES:
        sql = f"SELECT {COLUMNS} FROM matches WHERE {side} = ? AND changes NOT NULL"
        yield from map(pair_of, connection.exec_driver_sql(sql, (one,)))


def join(connection: Connection, changed: Collection[int], but: Filled) -> set[int]:
    """Decides anew what wordings join whose matches have changed, or those of what they match.

    Those that are filled stay as they are.

    Returns the wordings that joined others, or were joined by them, before or now.
    """
    anew = listed({*changed} - {*but.wordings})
    deciding = {
        pair[0]
        for pair in of(connection, "shorter, longer", anew)
        if not (pair[0] in but.wordings and pair in but.new)
    }
    sql = f"SELECT {COLUMNS}, is_joined FROM matches WHERE shorter {AMONG}"
    found = rows(connection, sql, (listed(deciding),))
    pairs = [pair_of(row[:-1]) for row in found]
    now = {pair[:2] for pair in _joined(connection, pairs, but)}
    before = {row[:2] for row in found if row[-1]}
    flips = [(pair in now, *pair) for pair in sorted(now ^ before)]
    if flips:
        connection.exec_driver_sql(
            "UPDATE matches SET is_joined = ? WHERE shorter = ? AND longer = ?", flips
        )
    return {it for pair in now ^ before for it in pair}


def _joined(connection: Connection, pairs: Sequence[Pair], but: Filled) -> Iterator[Pair]:
    """The pairs through which the shorter one joins the longer one; all that it has are given."""
    wordings = load(connection, {it for pair in pairs for it in pair[:2]})
    slots = _slots(connection, pairs, but)
    phrases = [pair for pair in pairs if needs_context(pair, wordings)]
    contexts = _contexts(connection, {it for pair in phrases for it in pair[:2]})
    by_shorter = itemgetter(0)
    for _, each in groupby(sorted(pairs, key=by_shorter), key=by_shorter):
        yield from joins([*each], wordings, slots, contexts)


def _slots(connection: Connection, pairs: Sequence[Pair], but: Filled) -> Slots:
    """The places of wordings that these matches have something else at."""
    exchanging = {
        one
        for pair in pairs
        if pair.match.exchanges
        for one in pair[:2]
        # Of a filled one the places of its new matches are known.
        if not (one in but.wordings and pair[:2] in but.new)
    }
    asked = of(connection, COLUMNS, listed(exchanging), condition="AND changes NOT NULL")
    known = Slots.of({row[:2]: pair_of(row) for row in asked}.values())
    return Slots(known | {one: but.slots[one] for one in but.slots.keys() - exchanging})


def _contexts(connection: Connection, numbers: Iterable[int]) -> dict[int, set[PhraseContext]]:
    """When these wordings were printed, and who is said to speak."""
    found: dict[int, set[PhraseContext]] = {}
    for wording, published, speaker in rows(connection, _PRINTED, (listed(numbers),)):
        found.setdefault(wording, set()).add(phrase_context(published, speaker))
    return found
