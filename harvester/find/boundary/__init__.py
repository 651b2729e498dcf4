"""Where a post begins: candidates, evidence, decision.

Nothing in flattened text marks the beginning of a post. Every line and sentence start before a
signature is a candidate; each is weighed by evidence that means something to a reader; the best one
is taken, with a confidence, and the runner-up is kept.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from harvester.find.boundary.candidates import Candidate, candidates
from harvester.find.boundary.ending import Ending
from harvester.find.boundary.evidence import weigh
from harvester.find.boundary.habits import Habits, learn
from harvester.find.boundary.model import confidence, load, scores
from harvester.find.boundary.scene import look, trim
from harvester.records import Span
from harvester.text.weight import length_limit

__all__ = ["Beginning", "Case", "Choice", "Habits", "begin", "decide", "gather", "learn", "rank"]

_REACH = 400  # printed links can be longer than the weight they have


class Beginning(NamedTuple):
    """A decision: the words before a signature, how sure it is, and what else was likely."""

    body: Span
    confidence: float
    runner_up: int | None


class Case(NamedTuple):
    """What is to be decided at one signature: the places, and what speaks for each."""

    region: Span
    places: list[Candidate]
    rows: list[list[float]]


class Choice(NamedTuple):
    """A place with its score, in log odds, and its evidence; choices compare by score first."""

    score: float
    place: Candidate
    row: list[float]


def gather(text: str, signature: Ending, wall: int, habits: Habits) -> Case:
    """The candidates before a signature with their evidence; `wall` ends the post before."""
    end = trim(text, signature.start, wall)
    limit = length_limit(signature.date.day if signature.date else None)
    region = Span(max(wall, end - limit - _REACH), end)
    places = candidates(text, region, wall=wall)
    return Case(region, places, weigh(look(text, signature, region, wall, habits), places, habits))


def begin(text: str, signature: Ending, wall: int, habits: Habits) -> Beginning:
    r"""Where the words before a signature begin and end; an empty span if there are none.

    >>> from harvester.find.signatures import signatures
    >>> text = "Rain — Bo (@bo_q9) March 23, 2019\nBring boots — Ada (@ada_m9) March 23, 2019"
    >>> found = list(signatures(text))
    >>> body = begin(text, found[1], found[0].end, learn(text, found)).body
    >>> text[body.start : body.end]
    'Bring boots'
    """
    case = gather(text, signature, wall, habits)
    return decide(case.region, rank(case))


def rank(case: Case) -> list[Choice]:
    """The places of a case with their scores, the best first."""
    scored = zip(scores(load(), case.rows), case.places, case.rows, strict=True)
    return sorted((Choice(*each) for each in scored), reverse=True)


def decide(region: Span, ranked: Sequence[Choice]) -> Beginning:
    """The best place, with how sure that is; without any place there are no words."""
    if not ranked:
        return Beginning(Span(region.end, region.end), 1.0, None)
    sure = confidence(load(), _strength([choice.score for choice in ranked]))
    runner_up = ranked[1].place.start if len(ranked) > 1 else None
    return Beginning(Span(ranked[0].place.start, region.end), sure, runner_up)


def _strength(ranked: Sequence[float]) -> float:
    """The share of the best candidate in the odds of all."""
    odds = [1 / (1 + exp(-score)) if score > -50 else 0.0 for score in ranked]
    return odds[0] / (sum(odds) or 1.0)
