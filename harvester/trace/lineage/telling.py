"""What tables hold of a cluster: itself, its wordings as a tree, its members, and what is odd.

A cluster is told as a whole, of the quotes that have its words and of how these hang together; so
the order in which quotes come is no matter.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from harvester.trace.clusters import Pair
from harvester.trace.lineage.corrected import Wordings, corrected
from harvester.trace.lineage.lineages import lineage
from harvester.trace.lineage.printings import Lineage, Member, Printing
from harvester.trace.lineage.tree import Branch, Weight, tree
from harvester.trace.matching.difference import marked
from harvester.trace.matching.wording import Wording
from harvester.trace.phrase_contexts import is_phrase, met, phrase_context

_KINDS = ("embed", "signature", "unsigned", "quotation")
_Row = tuple[Any, ...]


class Told(NamedTuple):
    """Two quotes or more with the same words, their wordings, and how these hang together."""

    id: str
    printings: list[Printing]
    texts: dict[int, Wording]
    joined: list[Pair]


def told_together(found: list[Printing], texts: Mapping[int, Wording]) -> list[Printing]:
    """The quotes of a cluster; of mere phrases those that are printed for the same reason."""
    if any(texts[each.wording].account or not is_phrase(texts[each.wording]) for each in found):
        return found
    contexts = [phrase_context(each.published, each.speaker) for each in found]
    return [each for each, is_met in zip(found, met(contexts), strict=True) if is_met]


def told(
    cluster: str, found: list[Printing], texts: Mapping[int, Wording], joined: list[Pair]
) -> Told:
    """The cluster of two or more quotes, corrections taken; `joined` is among their wordings."""
    own = {each.wording: texts[each.wording] for each in found}
    return Told(cluster, *corrected(Wordings(found, own, joined)))


class _Variant(NamedTuple):
    """A wording in the tree of its cluster, and what is changed in it."""

    branch: Branch
    difference: str | None
    printings: Sequence[Printing]  # the one that shows it best comes first

    @property
    def shown(self) -> Printing:
        return self.printings[0]


def rows_of(cluster: Told) -> dict[str, list[_Row]]:
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


def _variants(cluster: Told) -> dict[int, _Variant]:
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


def _cluster(cluster: Told, shown: Printing, found: Lineage) -> _Row:
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
