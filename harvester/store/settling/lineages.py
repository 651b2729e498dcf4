"""Settling lineages: of each cluster who printed its words first, who later, and with what changes.

A cluster is worked out anew, as a whole, whenever a quote of it came, went or changed its post; so
the order in which quotes come is no matter. Words that stand in one quote alone make no cluster.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from harvester.garbage import uncollected
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, drain, rows
from harvester.store.schema import tables
from harvester.store.settling import matches, wordings
from harvester.trace.lineage.printings import Printing
from harvester.trace.lineage.telling import Told, rows_of, told, told_together
from harvester.trace.matching.copies import unpacked

AT_A_TIME = 5_000  # clusters in one transaction, at most

_PRINTINGS = f"""
SELECT wordings.cluster, quotes.id, article_id, outlets.name, published, kind,
  coalesce(corrections.words, tidy), wording, coalesce(speaker_name, speaker), author_name, handle,
  platform, post_id, posted_at, posted_precision, quotes.confidence,
  coalesce(is_speaker_inferred, 0), post, person, corrections.quote_id IS NOT NULL, sketch
FROM wordings
JOIN quotes ON quotes.wording = wordings.id
JOIN articles ON articles.id = quotes.article_id
LEFT JOIN outlets ON outlets.id = articles.outlet_id
LEFT JOIN corrections ON corrections.quote_id = quotes.id
WHERE wordings.cluster {AMONG}
ORDER BY wordings.cluster, quotes.id
"""
# Words that stand in one quote alone are most of those that came.
_QUOTED_TWICE = f"""
SELECT cluster FROM wordings JOIN quotes ON quotes.wording = wordings.id
WHERE cluster {AMONG} GROUP BY cluster HAVING count(*) > 1
"""
_Row = tuple[Any, ...]


def settle_lineages(connection: Connection, *, at_a_time: int = AT_A_TIME) -> int:
    """How many clusters were worked out; call it when clusters and posts are settled."""
    # All of them first: what one has gained, another one has lost.
    connection.exec_driver_sql(
        "DELETE FROM clusters WHERE id IN (SELECT cluster FROM stale_clusters)"
    )

    def settle(clusters: str) -> None:
        _settle(connection, clusters)

    return drain(connection, "stale_clusters", "cluster", at_a_time, settle)


@uncollected()
def _settle(connection: Connection, stale: str) -> None:
    found: dict[str, list[_Row]] = {}
    for cluster in _clusters(connection, stale):
        for table, new in rows_of(cluster).items():
            found.setdefault(table, []).extend(new)
    for table, new in found.items():
        if new:
            connection.exec_driver_sql(_insertion(table), new)


def _clusters(connection: Connection, stale: str) -> Iterator[Told]:
    printings: dict[str, list[Printing]] = {}
    several = json.dumps([cluster for (cluster,) in rows(connection, _QUOTED_TWICE, (stale,))])
    for row in rows(connection, _PRINTINGS, (several,)):
        printing = Printing._make((*row[1:-1], unpacked(row[-1])))
        printings.setdefault(row[0], []).append(printing)
    texts = wordings.load(connection, {each.wording for its in printings.values() for each in its})
    together = {cluster: told_together(its, texts) for cluster, its in printings.items()}
    quoted = {cluster: found for cluster, found in together.items() if len(found) > 1}
    cluster_of = {each.wording: cluster for cluster, its in quoted.items() for each in its}
    joined = defaultdict(list)
    for pair in matches.joined_among(connection, cluster_of):
        if cluster_of[pair.shorter] == cluster_of[pair.longer]:
            joined[cluster_of[pair.shorter]].append(pair)
    for cluster, found in quoted.items():
        yield told(cluster, found, texts, joined[cluster])


def _insertion(table: str) -> str:
    marks = ", ".join("?" for _ in tables.column_names(table))
    return f"INSERT INTO {table} VALUES ({marks})"
