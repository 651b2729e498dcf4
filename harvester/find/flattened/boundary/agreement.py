"""Posts of one document are alike: what is decided at one place speaks at the others.

The same extractor flattened them all, and often the same people wrote them. So the likely
beginnings of the other posts are looked at, sure ones more than doubtful ones, and a place gains by
each trait that it shares with them, the more the rarer that trait is elsewhere.
"""

from bisect import bisect_right
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from harvester.find.flattened.boundary import model
from harvester.find.flattened.boundary.candidates import Candidate
from harvester.find.flattened.boundary.feature_descriptions import NAMES

Traits = tuple[int, ...]

_ROUNDS = 3
_WEIGHT = 0.35  # the traits are not independent of each other
_DOUBT = 4.0  # as if so many posts of other documents had been seen, too

# Evidence that documents are consistent in, with the values at which one trait becomes another;
# without any each value is a trait of its own.
TRAITS: dict[str, tuple[float, ...]] = {
    "line_ends": (0.5, 1.5, 2.5, 3.5),
    "space_before_line_end": (),
    "character_before": (),
    "margin_to_signature": (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5),
    "kind": (),
    "at_wall": (),
    "on_last_line": (),
    "first_character": (),
    "starts_with_tag": (),
    "weight_share": (0.2, 0.4, 0.6, 0.8, 1.0),
    "lines": (0.5, 1.5, 2.5, 3.5),
    "stops": (0.5, 1.5, 2.5),
    "tags": (0.5, 1.5, 2.5),
    "quoted": (),
    "above_last": (),
    "first_line_last": (),
    "first_line_signs": (0.5, 1.5, 3.5),
    "piece_width": (10, 25, 50, 80, 120, 200),
    "piece_above_last": (),
    "piece_capitals": (0.01, 0.2, 0.5, 0.8),
    "other_script": (),
    "report_share": (0.001, 0.1),
}
_PLACES = tuple((NAMES.index(name), edges) for name, edges in TRAITS.items())


class Choice(NamedTuple):
    """A place with its score, in log odds, and its traits; choices compare by score first."""

    score: float
    place: Candidate
    traits: Traits


class Company(NamedTuple):
    """The chosen beginnings of a document: how often each trait has which value."""

    counts: tuple[dict[int, float], ...]
    total: float


class Member(NamedTuple):
    """One post's part in the company: the traits of its best place, and how sure that is."""

    traits: Traits
    weight: float


def traits_of(row: Sequence[float]) -> Traits:
    """The traits of a place with this evidence."""
    return tuple(
        bisect_right(edges, row[index]) if edges else int(row[index]) for index, edges in _PLACES
    )


def agree(ranked: Sequence[list[Choice]]) -> list[list[Choice]]:
    """The choices at each post of a document, ranked anew by what the other posts are like."""
    agreed = list(ranked)
    if sum(map(bool, ranked)) < 2:
        return agreed
    for _ in range(_ROUNDS):
        members = [_member(choices) for choices in agreed]
        company = _company(members)
        agreed = [
            _reranked(choices, company, member)
            for choices, member in zip(ranked, members, strict=True)
        ]
    return agreed


def _reranked(choices: list[Choice], company: Company, own: Member) -> list[Choice]:
    """The choices at one post, each with what the company says of it; one alone stays as it is."""
    if len(choices) < 2:
        return choices
    return sorted((_moved(choice, company, own) for choice in choices), reverse=True)


def supports(ranked: Sequence[list[Choice]], post: int, choice: Choice) -> dict[str, float]:
    """How much each trait of a choice at one post gains or loses by the other posts, by name."""
    members = [_member(choices) for choices in ranked]
    found = _supports(choice.traits, _company(members), members[post])
    return {name: _WEIGHT * each for name, each in zip(TRAITS, found, strict=True)}


def _member(choices: Sequence[Choice]) -> Member:
    if not choices:
        return Member((), 0.0)
    return Member(choices[0].traits, model.strength([choice.score for choice in choices]) ** 2)


def _company(members: Sequence[Member]) -> Company:
    counts: tuple[dict[int, float], ...] = tuple({} for _ in TRAITS)
    for member in members:
        for count, value in zip(counts, member.traits, strict=False):
            count[value] = count.get(value, 0.0) + member.weight
    return Company(counts, sum(member.weight for member in members))


def _moved(choice: Choice, company: Company, own: Member) -> Choice:
    gained = _WEIGHT * sum(_supports(choice.traits, company, own))
    return choice._replace(score=choice.score + gained)


def _supports(traits: Traits, company: Company, own: Member) -> list[float]:
    """The log odds by which each trait is more frequent in the rest of the company than usual."""
    total = company.total - own.weight
    found = []
    rows = zip(traits, company.counts, own.traits, model.load().usual, strict=True)
    for value, counts, mine, usual in rows:
        elsewhere = usual.get(value, 0.0001)
        here = counts.get(value, 0.0) - (own.weight if value == mine else 0.0)
        found.append(log((here + _DOUBT * elsewhere) / (total + _DOUBT) / elsewhere))
    return found
