"""Settling clusters: each wording gets the cluster it belongs to, in whatever order they came.

What is done follows what is new: the wordings of new quotes and those that lost their last quote,
what these match, and what hangs together with that.
"""

from collections.abc import Iterable

from sqlalchemy import Connection

from harvester.store.connection.transactions import transaction
from harvester.store.settling import matches, wordings
from harvester.store.settling.postings import Index, pieces_of
from harvester.trace.clusters import united
from harvester.trace.matching.numbers import STANDING, cluster_of
from harvester.trace.matching.wording import Wording

AT_A_TIME = 5_000  # quotes in one transaction: bounds memory, and what a kill can undo


def settle_clusters(
    connection: Connection, *, at_a_time: int = AT_A_TIME, standing: int = STANDING
) -> int:
    """How many quotes were compared with what others printed; call it at the end of a run."""
    compared = 0
    while True:
        with transaction(connection):
            number, more, fresh = wordings.take_quotes(connection, at_a_time)
            # Afterwards: another quote may have brought the same words again.
            less, gone = wordings.take_unquoted(connection, at_a_time)
            if not less and not number:
                return compared
            changed = _compare(connection, Index(connection, standing=standing), gone, fresh)
            # Where and when words were printed may decide, too.
            changed |= (less | more).difference(gone, fresh)
            _regroup(connection, changed | matches.join(connection, changed))
            wordings.drop(connection, gone)
        compared += number


def _compare(
    connection: Connection,
    index: Index,
    gone: dict[int, Wording],
    fresh: dict[int, wordings.Fresh],
) -> set[int]:
    """Enters what is new, removes what nobody prints any more; returns whose matches changed."""
    changed = matches.forget(connection, gone)
    risen = index.remove(pieces_of(gone))
    pieces = {one: new.fingerprints for one, new in fresh.items()}
    # Who stands for others now is compared with all of them; who no longer does, with fewer.
    fallen = index.add(pieces).difference(gone, fresh, risen)
    pieces |= pieces_of(wordings.load(connection, risen.difference(gone, fresh)))
    known = pieces_of(wordings.load(connection, matches.with_matches(connection, fallen)))
    changed |= matches.compare(connection, index, pieces, known)
    return changed.difference(gone)


def _regroup(connection: Connection, around: Iterable[int]) -> None:
    """Puts wordings under their clusters anew, with all that hang together with them."""
    reached, joined = matches.connected(connection, around)
    texts = wordings.load(connection, reached)
    now = {one: cluster_of([one]) for one in texts}
    for members in united(joined, texts):
        now |= dict.fromkeys(members, cluster_of(members))
    before = wordings.clusters_of(connection, texts)
    wordings.move(connection, {one: now[one] for one in now if now[one] != before[one]})
