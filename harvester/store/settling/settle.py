"""What quotes have to do with each other, settled when the last of a run is written, or most of it.

Each step does what is left to do, in transactions of its own, so that a run that was stopped goes
on where it was, and what comes out depends on the quotes alone. Posts come first and again: what
meets in a cluster may be of one post though it does not show it.
"""

from collections.abc import Iterator

from harvester.store.connection.handle import Connection
from harvester.store.settling.clusters import settle_clusters
from harvester.store.settling.corrections import settle_corrections
from harvester.store.settling.lineages import settle_lineages
from harvester.store.settling.people import settle_people
from harvester.store.settling.post_merging import merge_posts
from harvester.store.settling.posts import settle_posts
from harvester.store.settling.word_index import refresh_indexes
from harvester.store.versions import settle_versions

_STEPS = (
    settle_versions,
    settle_posts,
    settle_clusters,
    merge_posts,
    settle_posts,
    settle_corrections,
    settle_people,
    settle_lineages,
)


def settle(connection: Connection) -> None:
    """Which post each quote reproduces, which carry the same words, and how these travelled."""
    for _ in settle_in_steps(connection):
        pass
    refresh_indexes(connection)


def settle_in_steps(connection: Connection) -> Iterator[None]:
    """The same for what is there by now, step by step: what comes later finds less to do.

    The indexes of words are left to `settle`.
    """
    for step in _STEPS:
        step(connection)
        yield
