"""Settling lineages: of each cluster who printed its words first, who later, and with what changes.

A cluster is worked out anew, as a whole, whenever a quote of it came, went or changed its post; so
the order in which quotes come is no matter. Words that stand in one quote alone make no cluster.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, drain, rows
from harvester.store.schema import tables
from harvester.store.settling import matches, wordings
from harvester.trace.clusters import Pair
from harvester.trace.lineage.corrected import Wordings, corrected
from harvester.trace.lineage.lineages import lineage
from harvester.trace.lineage.printings import Lineage, Member, Printing
from harvester.trace.lineage.tree import Branch, Weight, tree
from harvester.trace.matching.copies import unpacked
from harvester.trace.matching.difference import marked
from harvester.trace.matching.wording import Wording
from harvester.trace.phrase_contexts import is_phrase, met, phrase_context

AT_A_TIME = 1_000  # clusters in one transaction

_KINDS = ("embed", "signature", "unsigned", "quotation")
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


def _settle(connection: Connection, stale: str) -> None:
    found: dict[str, list[_Row]] = {}
    for cluster in _clusters(connection, stale):
        for table, new in _rows_of(cluster).items():
            found.setdefault(table, []).extend(new)
    for table, new in found.items():
        if new:
            connection.exec_driver_sql(_insertion(table), new)


class _Cluster(NamedTuple):
    """Two quotes or more with the same words, their wordings, and how these hang together."""

    id: str
    printings: list[Printing]
    texts: dict[int, Wording]
    joined: list[Pair]


def _clusters(connection: Connection, stale: str) -> Iterator[_Cluster]:
    printings: dict[str, list[Printing]] = {}
    for row in rows(connection, _PRINTINGS, (stale,)):
        printing = Printing._make((*row[1:-1], unpacked(row[-1])))
        printings.setdefault(row[0], []).append(printing)
    texts = wordings.load(connection, {each.wording for its in printings.values() for each in its})
    told = {cluster: _told_together(its, texts) for cluster, its in printings.items()}
    quoted = {cluster: found for cluster, found in told.items() if len(found) > 1}
    cluster_of = {each.wording: cluster for cluster, its in quoted.items() for each in its}
    joined: dict[str, list[Pair]] = {}
    for pair in matches.joined_among(connection, cluster_of):
        if cluster_of[pair.shorter] == cluster_of[pair.longer]:
            joined.setdefault(cluster_of[pair.shorter], []).append(pair)
    for cluster, found in quoted.items():
        own = {each.wording: texts[each.wording] for each in found}
        yield _Cluster(cluster, *corrected(Wordings(found, own, joined.get(cluster, []))))


def _told_together(found: list[Printing], texts: Mapping[int, Wording]) -> list[Printing]:
    """The quotes of a cluster; of mere phrases those that are printed for the same reason."""
    if any(texts[each.wording].account or not is_phrase(texts[each.wording]) for each in found):
        return found
    contexts = [phrase_context(each.published, each.speaker) for each in found]
    return [each for each, is_met in zip(found, met(contexts), strict=True) if is_met]


def _insertion(table: str) -> str:
    marks = ", ".join("?" for _ in tables.columns(table))
    return f"INSERT INTO {table} VALUES ({marks})"


class _Variant(NamedTuple):
    """A wording in the tree of its cluster, and what is changed in it."""

    branch: Branch
    difference: str | None
    printings: Sequence[Printing]  # the one that shows it best comes first

    @property
    def shown(self) -> Printing:
        return self.printings[0]


def _rows_of(cluster: _Cluster) -> dict[str, list[_Row]]:
    """What the tables hold of a cluster."""
    found = lineage(cluster.printings)
    variants = _variants(cluster)
    root = next(iter(variants))
    shown = variants[root].shown
    phrases = {
        each.quote_id for each in cluster.printings if is_phrase(cluster.texts[each.wording])
    }
    printing_of = {each.quote_id: each for each in cluster.printings}
    return {
        "clusters": [_cluster(cluster, shown, found)],
        "variants": [_variant(cluster.id, one, variants[one]) for one in sorted(variants)],
        "cluster_members": [
            _member(cluster.id, member, printing_of[member.quote_id], variants, shown)
            for member in found.members
        ],
        "findings": [
            (cluster.id, *finding)
            for finding in found.findings
            if finding.kind != "misattribution" or phrases.isdisjoint(finding[1:3])
        ],
    }


def _variants(cluster: _Cluster) -> dict[int, _Variant]:
    """The wordings of a cluster as a tree, its root first."""
    by_wording: dict[int, list[Printing]] = {}
    for each in sorted(cluster.printings, key=_trust):
        by_wording.setdefault(each.wording, []).append(each)
    weights = {
        one: Weight(each[0].kind == "embed", len({printing.article_id for printing in each}))
        for one, each in by_wording.items()
    }
    found = {}
    for one, branch in tree(cluster.texts, cluster.joined, weights).items():
        words, parent = by_wording[one][0].words, branch.parent
        changed = "" if parent is None else marked(by_wording[parent][0].words, words)
        # Links, tags and marks are no words.
        is_same = branch.relation == "edited" and not changed
        told = branch._replace(relation="reformatted") if is_same else branch
        found[one] = _Variant(told, changed or None, by_wording[one])
    return found


def _trust(printing: Printing) -> tuple[int, float, str]:
    """The first of those with one wording shows how it is printed."""
    return _KINDS.index(printing.kind), -printing.confidence, printing.quote_id


def _cluster(cluster: _Cluster, shown: Printing, found: Lineage) -> _Row:
    outlets = ", ".join(found.first_outlets) or None
    first = found.first_published
    post = _post(cluster.printings)
    told = (*found[2:-2], post, _person(cluster.printings), shown.is_corrected)
    return cluster.id, shown.quote_id, shown.words, outlets, first, *told


def _post(printings: Sequence[Printing]) -> str | None:
    """The post that most of these quotes reproduce."""
    counts = Counter(each.post for each in printings if each.post)
    return min(counts, key=lambda post: (-counts[post], post), default=None)


def _person(printings: Sequence[Printing]) -> str | None:
    """Whose words they are: who posted them, else whom most quotations surely name."""
    posted = [each for each in printings if each.kind != "quotation"]
    told = [each for each in printings if each.is_sure and not each.is_speaker_inferred]
    counts = Counter(each.person for each in posted or told if each.person)
    most = max(counts.values(), default=0)
    persons = [person for person, count in counts.items() if count == most]
    return persons[0] if len(persons) == 1 else None


def _variant(cluster: str, one: int, variant: _Variant) -> _Row:
    shown, printings = variant.shown, variant.printings
    counts = len(printings), len({each.article_id for each in printings})
    words = shown.quote_id, shown.words, variant.difference
    return one, cluster, *variant.branch, *words, *counts


def _member(
    cluster: str,
    member: Member,
    printing: Printing,
    variants: Mapping[int, _Variant],
    shown: Printing,
) -> _Row:
    relation = variants[printing.wording].branch.relation
    if printing.wording == shown.wording:
        relation = "identical" if printing.words == shown.words else "reformatted"
    return member.quote_id, cluster, relation, *member[1:], printing.wording
