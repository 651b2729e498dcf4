"""Which wordings belong together, as a pure function of their matches.

A wording joins the longer ones that it matches: the one it is most like, and all of which it is a
good part; so a common phrase does not glue two long texts. A place that several texts fill each in
its own way is a template's, and such texts are not the same. What is joined is then united, the
surest first, unless the two sides speak for different accounts or of different numbers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from harvester.trace.matching.comparison import VERDICTS_OF_ONE, Change, Match, match
from harvester.trace.matching.wording import Wording, plain
from harvester.trace.phrase_contexts import PhraseContext, are_of, is_habit, is_phrase

# Chosen on one half of the clusters of the development set, as those of `matching` are.
OTHER_FILLERS = 3  # of a place that a template fills, beside the wording's own
_LEAST_RATIO, _LEAST_LIKENESS = 0.45, 0.85
_SLIP = 2  # letters


class Pair(NamedTuple):
    """Two wordings by their numbers, the shorter one first, and how they match."""

    shorter: int
    longer: int
    match: Match

    def of(self, wording: int) -> int:
        """The other one of the two."""
        return self.longer if wording == self.shorter else self.shorter

    def fillers(self, wording: int) -> list[tuple[tuple[int, int], int]]:
        """The places of one of the two at which the other has something else, and what."""
        if wording == self.shorter:
            return [((each.start, each.end), each.longer_filler) for each in self.match.exchanges]
        return [
            ((each.longer_start, each.longer_end), each.filler) for each in self.match.exchanges
        ]


class Slots(dict[int, dict[tuple[int, int], set[int]]]):
    """For each wording the places at which others have something else, and what they have.

    Of a place no more is kept than tells that it is a template's: thousands may fill it.
    """

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Slots":
        """The places that these matches tell of."""
        slots = cls()
        for pair in pairs:
            slots.note(pair, pair.shorter)
            slots.note(pair, pair.longer)
        return slots

    def note(self, pair: Pair, wording: int) -> None:
        """Add what a match tells of the places of one of the two."""
        for place, filler in pair.fillers(wording):
            fillers = self.setdefault(wording, {}).setdefault(place, set())
            if len(fillers) < OTHER_FILLERS:
                fillers.add(filler)

    def is_full(self, wording: int, place: tuple[int, int]) -> bool:
        """Whether as many have something else at this very place as need to be known."""
        return len(self.get(wording, {}).get(place, ())) >= OTHER_FILLERS

    def are_filled(self, wording: int, start: int, end: int) -> bool:
        """Whether so many texts have something else there that a template is filled in."""
        found: set[int] = set()
        for (at, to), fillers in self.get(wording, {}).items():
            if at < end and start < to:
                found |= fillers
        return len(found) >= OTHER_FILLERS


def order(wording: Wording) -> tuple[int, str, str]:
    """By this the shorter of two wordings comes first, the same everywhere.

    >>> sorted([Wording("abc", "ada"), Wording("b"), Wording("abc")], key=order)[0]
    Wording(key='b', account=None)
    """
    return len(plain(wording.key)), wording.key, wording.account or ""


def joins(
    pairs: Sequence[Pair],
    wordings: Mapping[int, Wording],
    slots: Slots,
    contexts: Mapping[int, Collection[PhraseContext]],
) -> list[Pair]:
    """Those of the matches of one wording with longer ones through which it joins these.

    `contexts` are needed of phrases and of what they match; a phrase joins one longer text only.
    """
    alike = [pair for pair in pairs if _is_one(pair, wordings, slots, contexts)]
    if not alike:
        return []
    best = min(alike, key=lambda pair: _rank(pair, wordings))
    if is_phrase(wordings[best.shorter]):
        return [best]
    return [pair for pair in alike if pair is best or _is_good_part(pair, wordings)]


def _is_one(
    pair: Pair,
    wordings: Mapping[int, Wording],
    slots: Slots,
    contexts: Mapping[int, Collection[PhraseContext]],
) -> bool:
    """Whether two texts that are alike may be the same."""
    if pair.match.verdict not in VERDICTS_OF_ONE:
        return False
    shorter, longer = wordings[pair.shorter], wordings[pair.longer]
    if shorter.account and longer.account and shorter.account != longer.account:
        return False
    if needs_context(pair, wordings) and not _is_of(pair, wordings, contexts):
        return False
    return not any(_is_templates(pair, slots))


def needs_context(pair: Pair, wordings: Mapping[int, Wording]) -> bool:
    """Whether the words alone do not tell that the shorter text is a part of the longer one."""
    shorter, longer = wordings[pair.shorter], wordings[pair.longer]
    if shorter.account is not None and shorter.account == longer.account:
        return False
    return is_phrase(shorter, is_changed=bool(pair.match.exchanges))


def _is_of(
    pair: Pair,
    wordings: Mapping[int, Wording],
    contexts: Mapping[int, Collection[PhraseContext]],
) -> bool:
    here, there = (contexts.get(it, ()) for it in pair[:2])
    return are_of(here, there, is_habit=is_habit(wordings[pair.shorter]))


def may_be_one(pair: Pair) -> bool:
    """Whether two texts may be the same though all that is exchanged is what a template fills in.

    A slip of the pen may be made in a template, too.
    """
    return pair.match.verdict in VERDICTS_OF_ONE and not any(_weighing(pair))


def _weighing(pair: Pair) -> Iterator[Change]:
    """The exchanges that are none if a template is filled in there."""
    for change in pair.match.exchanges:
        if pair.match.verdict == "maybe" or change.size > _SLIP:
            yield change


def _is_templates(pair: Pair, slots: Slots) -> Iterator[bool]:
    for change in _weighing(pair):
        yield slots.are_filled(pair.shorter, change.start, change.end)
        yield slots.are_filled(pair.longer, change.longer_start, change.longer_end)


def _ratio(pair: Pair, wordings: Mapping[int, Wording]) -> float:
    return len(wordings[pair.shorter].key) / len(wordings[pair.longer].key)


def _is_good_part(pair: Pair, wordings: Mapping[int, Wording]) -> bool:
    return pair.match.likeness >= _LEAST_LIKENESS and _ratio(pair, wordings) >= _LEAST_RATIO


def _rank(pair: Pair, wordings: Mapping[int, Wording]) -> tuple[float, float, object, object]:
    """The surest match comes first."""
    shorter, longer = wordings[pair.shorter], wordings[pair.longer]
    return -pair.match.likeness, -_ratio(pair, wordings), order(longer), order(shorter)


def united(
    joined: Iterable[Pair],
    wordings: Mapping[int, Wording],
) -> list[frozenset[int]]:
    """The clusters of two or more wordings that these matches make.

    >>> texts = {1: Wording("itrainsagain"), 2: Wording("itrainsagaininrome"), 3: Wording("sea")}
    >>> united([Pair(1, 2, match(texts[1].key, texts[2].key))], texts)
    [frozenset({1, 2})]
    """
    cluster_of: dict[int, _Cluster] = {}
    for pair in sorted(joined, key=lambda pair: _rank(pair, wordings)):
        one, other = (cluster_of.get(it) or _Cluster.of(it, wordings) for it in pair[:2])
        if one is not other and not one.contradicts(other, wordings, pair):
            both = one.with_other(other, wordings)
            cluster_of.update(dict.fromkeys(both.members, both))
    clusters = {id(cluster): cluster for cluster in cluster_of.values()}
    return [frozenset(cluster.members) for cluster in clusters.values()]


class _Cluster(NamedTuple):
    """Wordings that are one so far: who speaks, and the longest of them."""

    members: Collection[int]
    accounts: frozenset[str]
    longest: int

    @classmethod
    def of(cls, wording: int, wordings: Mapping[int, Wording]) -> "_Cluster":
        account = wordings[wording].account
        return cls((wording,), frozenset({account} if account else ()), wording)

    def contradicts(self, other: "_Cluster", wordings: Mapping[int, Wording], known: Pair) -> bool:
        """Whether another speaks, or the longest have other numbers; `known` is a match of both."""
        if self.accounts and other.accounts and self.accounts != other.accounts:
            return True
        if {self.longest, other.longest} == {*known[:2]}:
            return known.match.verdict == "numbers"
        pair = sorted((wordings[self.longest], wordings[other.longest]), key=order)
        found = match(*(wording.key for wording in pair))
        return found is not None and found.verdict == "numbers"

    def with_other(self, other: "_Cluster", wordings: Mapping[int, Wording]) -> "_Cluster":
        longest = max(self.longest, other.longest, key=lambda it: order(wordings[it]))
        return _Cluster((*self.members, *other.members), self.accounts | other.accounts, longest)


def clusters(
    wordings: Mapping[int, Wording],
    pairs: Iterable[Pair],
    contexts: Mapping[int, Collection[PhraseContext]],
) -> list[frozenset[int]]:
    """All clusters of two or more wordings, of all their matches at once."""
    listed = list(pairs)
    slots = Slots.of(listed)
    longer: dict[int, list[Pair]] = {}
    for pair in listed:
        longer.setdefault(pair.shorter, []).append(pair)
    joined = [pair for each in longer.values() for pair in joins(each, wordings, slots, contexts)]
    return united(joined, wordings)
