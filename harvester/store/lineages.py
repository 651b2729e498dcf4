"""Settling lineages: of each cluster who printed its words first, who later, and with what changes.

A cluster is worked out anew, as a whole, whenever a quote of it came, went or changed its post; so
the order in which quotes come is no matter. Words that stand in one quote alone make no cluster.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from harvester.store import matches, tables, wordings
from harvester.store.transactions import rows, transaction
from harvester.store.wordings import AMONG
from harvester.trace.copies import unpacked
from harvester.trace.difference import marked
from harvester.trace.lineage import lineage
from harvester.trace.occasions import is_phrase
from harvester.trace.printing import Lineage, Printing
from harvester.trace.tree import Branch, Relation, Weight, tree
from harvester.trace.wording import Wording

AT_A_TIME = 1_000  # clusters in one transaction

_KINDS = ("embed", "signature", "unsigned", "quotation")
_PRINTINGS = f"""
SELECT wordings.cluster, quotes.id, article_id, outlets.name, published, kind, tidy, wording,
  coalesce(speaker_name, speaker), author_name, handle, platform, post_id, posted_at,
  posted_precision, confidence, coalesce(is_speaker_inferred, 0), post, sketch
FROM wordings
JOIN quotes ON quotes.wording = wordings.id
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
WHERE wordings.cluster {AMONG}
ORDER BY wordings.cluster, quotes.id
"""
_Row = tuple[Any, ...]


def settle_lineages(connection: Connection, *, at_a_time: int = AT_A_TIME) -> int:
    """How many clusters were worked out; call it when clusters and posts are settled."""
    settled = 0
    while True:
        with transaction(connection):
            sql = "SELECT cluster FROM stale_clusters LIMIT ?"
            stale = [cluster for (cluster,) in rows(connection, sql, (at_a_time,))]
            if not stale:
                return settled
            _settle(connection, json.dumps(stale))
        settled += len(stale)


def _settle(connection: Connection, stale: str) -> None:
    connection.exec_driver_sql(f"DELETE FROM clusters WHERE id {AMONG}", (stale,))
    found: dict[str, list[_Row]] = {
        "clusters": [],
        "variants": [],
        "cluster_members": [],
        "findings": [],
    }
    for cluster, printings in _printings(connection, stale):
        if len(printings) > 1:
            for table, new in _rows_of(connection, cluster, printings).items():
                found[table] += new
    for table, new in found.items():
        if new:
            connection.exec_driver_sql(_insertion(table), new)
    connection.exec_driver_sql(f"DELETE FROM stale_clusters WHERE cluster {AMONG}", (stale,))


def _insertion(table: str) -> str:
    marks = ", ".join("?" for _ in tables.columns(table))
    return f"INSERT INTO {table} VALUES ({marks})"


def _printings(connection: Connection, clusters: str) -> Iterator[tuple[str, list[Printing]]]:
    for cluster, found in groupby(rows(connection, _PRINTINGS, (clusters,)), key=itemgetter(0)):
        yield cluster, [Printing._make((*row[1:-1], unpacked(row[-1]))) for row in found]


def _rows_of(
    connection: Connection, cluster: str, printings: Sequence[Printing]
) -> dict[str, list[_Row]]:
    """What the tables hold of a cluster."""
    found = lineage(printings)
    texts = wordings.load(connection, {each.wording for each in printings})
    by_wording = {
        one: sorted((each for each in printings if each.wording == one), key=_trust)
        for one in texts
    }
    branches = _tree(connection, texts, by_wording)
    root = next(iter(branches))
    shown = by_wording[root][0]
    branch_of = {each.quote_id: branches[each.wording] for each in printings}
    words_of = {each.quote_id: each.words for each in printings}
    phrases = {each.quote_id for each in printings if is_phrase(texts[each.wording])}
    return {
        "clusters": [_cluster(cluster, shown, found, printings)],
        "variants": [_variant(cluster, one, branches[one], by_wording) for one in sorted(branches)],
        "cluster_members": [
            (
                member.quote_id,
                cluster,
                _relation(branch_of[member.quote_id], words_of[member.quote_id], shown.words),
                *member[1:],
            )
            for member in found.members
        ],
        "findings": [
            (cluster, *finding)
            for finding in found.findings
            if finding.kind != "misattribution" or phrases.isdisjoint(finding[1:3])
        ],
    }


def _trust(printing: Printing) -> tuple[int, float, str]:
    """The first of those with one wording shows how it is printed."""
    return _KINDS.index(printing.kind), -printing.confidence, printing.quote_id


def _tree(
    connection: Connection,
    texts: Mapping[int, Wording],
    by_wording: Mapping[int, Sequence[Printing]],
) -> dict[int, Branch]:
    weights = {
        one: Weight(each[0].kind == "embed", len({printing.article_id for printing in each}))
        for one, each in by_wording.items()
    }
    return tree(texts, matches.joined_among(connection, texts), weights)


def _cluster(cluster: str, shown: Printing, found: Lineage, printings: Sequence[Printing]) -> _Row:
    outlets = ", ".join(found.first_outlets) or None
    first = found.first_published
    return cluster, shown.quote_id, shown.words, outlets, first, *found[2:-2], _post(printings)


def _post(printings: Sequence[Printing]) -> str | None:
    """The post that most of these quotes reproduce."""
    counts = Counter(each.post for each in printings if each.post)
    return min(counts, key=lambda post: (-counts[post], post), default=None)


def _variant(
    cluster: str, one: int, branch: Branch, by_wording: Mapping[int, Sequence[Printing]]
) -> _Row:
    printed = by_wording[one]
    words = printed[0].words
    parent = branch.parent
    difference = None if parent is None else marked(by_wording[parent][0].words, words) or None
    articles = {each.article_id for each in printed}
    return one, cluster, *branch, words, difference, len(printed), len(articles)


def _relation(branch: Branch, words: str, shown: str) -> Relation:
    """What a quote's words are to those of the cluster, or to those its wording hangs from."""
    if branch.parent is not None:
        return branch.relation
    return "identical" if words == shown else "reformatted"
