"""The wordings of a cluster when corrections are taken: what begins elsewhere is another wording.

Quotes are compared as they were harvested; where other articles tell that the words of one begin
elsewhere, its lineage must not speak of words that only the program took for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from harvester.trace.clusters import Pair, order
from harvester.trace.lineage.printings import Printing
from harvester.trace.matching.comparison import match
from harvester.trace.matching.wording import Wording, wording


class Wordings(NamedTuple):
    """Who prints which wording of a cluster, and how these hang together."""

    printings: list[Printing]
    texts: dict[int, Wording]
    joined: list[Pair]


def corrected(found: Wordings) -> Wordings:
    """The same with the wordings that corrected words have; the same itself if they fall apart."""
    if not any(each.is_corrected for each in found.printings):
        return found
    texts = {**found.texts, **_new_texts(found)}
    known = {words: one for one, words in found.texts.items()}
    moved = [
        each._replace(wording=known.get(_words(each), each.wording)) if each.is_corrected else each
        for each in found.printings
    ]
    used = {each.wording for each in moved}
    joined = [
        again
        for pair in found.joined
        if used.issuperset(pair[:2])
        and (again := pair if _is_same(pair, found.texts, texts) else _matched(pair, texts))
    ]
    if not _hang_together(used, joined):
        return found
    return Wordings(moved, {one: texts[one] for one in used}, joined)


def _words(printing: Printing) -> Wording:
    return wording(printing.words, printing.handle)


def _new_texts(found: Wordings) -> dict[int, Wording]:
    """The corrected words of wordings whose printings are all corrected alike to a new text."""
    now: dict[int, set[Wording]] = {}
    for each in found.printings:
        words = _words(each) if each.is_corrected else found.texts[each.wording]
        now.setdefault(each.wording, set()).add(words)
    known = set(found.texts.values())
    return {one: min(texts) for one, texts in now.items() if len(texts) == 1 and not texts & known}


def _is_same(pair: Pair, before: Mapping[int, Wording], now: Mapping[int, Wording]) -> bool:
    return all(before[one] == now[one] for one in pair[:2])


def _matched(pair: Pair, texts: Mapping[int, Wording]) -> Pair | None:
    """The pair compared again; what is now shorter comes first."""
    shorter, longer = sorted(pair[:2], key=lambda one: order(texts[one]))
    found = match(texts[shorter].key, texts[longer].key)
    return found and Pair(shorter, longer, found)


def _hang_together(wordings: Iterable[int], joined: Sequence[Pair]) -> bool:
    """Whether every wording can be reached from every other one."""
    rest = set(wordings)
    reached = [min(rest)]
    rest.discard(reached[0])
    while reached:
        one = reached.pop()
        beside = {pair.of(one) for pair in joined if one in pair[:2]} & rest
        rest -= beside
        reached += sorted(beside)
    return not rest
