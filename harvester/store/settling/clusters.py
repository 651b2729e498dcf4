"""Settling clusters: each wording gets the cluster it belongs to, in whatever order they came.

What is done follows what is new: the wordings of new quotes and those that lost their last quote,
what these match, and what hangs together with that.
"""

from collections.abc import Iterable

import numpy as np

from harvester.garbage import uncollected
from harvester.store.connection.handle import Connection
from harvester.store.connection.pace import Pace
from harvester.store.connection.transactions import transaction
from harvester.store.settling import joining, matches, wordings
from harvester.store.settling.postings import segments
from harvester.store.settling.postings.candidates import Index, postings_of
from harvester.trace.clusters import united
from harvester.trace.matching.numbers import STANDING, cluster_of
from harvester.trace.matching.wording import Wording

AT_A_TIME = 20_000  # quotes in one transaction, at most: bounds memory
# ... at least, since it goes over the whole index: two seconds, with a million five
_WORTH = 10_000
_POSTINGS_A_QUOTE = 600  # to go over so many costs about as much as to compare a quote


def settle_clusters(
    connection: Connection, *, at_a_time: int = AT_A_TIME, standing: int = STANDING
) -> int:
    """How many quotes were compared with what others printed; call it at the end of a run."""
    _index(connection, Pace(at_a_time))
    compared, pace = 0, Pace(at_a_time, least=_WORTH)
    while (number := cluster_some(connection, pace, standing=standing)) is not None:
        compared += number
    return compared


def worth_tracing(connection: Connection) -> int:
    """How many quotes are worth a transaction in passing, which goes over the whole index."""
    return min(segments.n_postings(connection) // _POSTINGS_A_QUOTE, _WORTH)


@uncollected()
def cluster_some(connection: Connection, pace: Pace, *, standing: int = STANDING) -> int | None:
    """How many quotes one transaction compared; None if none waited for it.

    If none is left, it looks after matches that others have displaced.
    """
    with pace.measured() as most, transaction(connection):
        taken = wordings.take_quotes(connection, most)
        # Afterwards: another quote may have brought the same words again.
        less, gone = wordings.take_unquoted(connection, most)
        if not less and not taken.n_quotes:
            return 0 if _part(connection, Index(connection, standing=standing)) else None
        # Where and when words were printed may decide, too.
        said = (less | taken.wordings).difference(gone, taken.fresh)
        changed, filled = _compare(
            connection, Index(connection, standing=standing), gone, taken, said
        )
        _regroup(connection, changed | joining.join(connection, changed, filled))
        wordings.drop(connection, gone)
    return taken.n_quotes


def _index(connection: Connection, pace: Pace) -> None:
    """Enters wordings that an older version compared."""
    while True:
        with pace.measured() as most, transaction(connection):
            found = wordings.take_unindexed(connection, most)
            if not found:
                return
            segments.add(connection, postings_of(found))


def _compare(
    connection: Connection,
    index: Index,
    gone: dict[int, Wording],
    taken: wordings.Taken,
    said: set[int],
) -> tuple[set[int], joining.Filled]:
    """Enters what is new, removes what nobody prints any more.

    Returns whose matches changed, or when and where it is `said`, and whom that leaves as it is.
    """
    losing = matches.forget(connection, gone)
    risen = index.remove(postings_of(gone))
    # Who stands for others now is compared with all of them; who no longer does, with fewer: which,
    # is asked when all are there.
    fallen = index.add(taken.postings).difference(gone, taken.fresh)
    matches.note_stale(connection, fallen)
    lifted = wordings.load(connection, risen.difference(gone, taken.fresh))
    before = matches.pairs_of(connection, lifted)
    new = matches.compare(connection, index.candidates(postings_of(lifted)), before)
    index.write()
    changing = losing.union(said).difference(gone)
    filled = joining.filled(connection, new, changing)
    matches.insert(connection, new)
    return changing | {it for pair in new for it in pair[:2]}, filled


def _part(connection: Connection, index: Index) -> bool:
    """Removes matches that the index no longer leads to; False if none needs to be looked at."""
    displaced = matches.take_stale(connection, AT_A_TIME)
    if not displaced:
        return False
    # A pair meets where the one with the smaller number stands.
    pairs = [pair for pair in matches.pairs_of(connection, displaced) if min(pair) in displaced]
    texts = wordings.load(connection, {it for pair in pairs for it in pair})
    are_met = index.leads(np.array(pairs, np.int64).reshape(-1, 2), postings_of(texts)).tolist()
    lost = [pair for pair, is_met in zip(pairs, are_met, strict=True) if not is_met]
    matches.remove(connection, lost)
    changed = {it for pair in lost for it in pair}
    _regroup(connection, changed | joining.join(connection, changed, joining.NOTHING_FILLED))
    return True


def _regroup(connection: Connection, around: Iterable[int]) -> None:
    """Puts wordings under their clusters anew, with all that hang together with them."""
    reached, joined = matches.connected(connection, around)
    texts = wordings.load(connection, reached)
    now: dict[int, str] = {}
    for members in united(joined, texts):
        now |= dict.fromkeys(members, cluster_of(members))
    now |= {one: cluster_of([one]) for one in texts.keys() - now.keys()}
    before = wordings.clusters_of(connection, texts)
    wordings.move(connection, {one: now[one] for one in now if now[one] != before[one]})
