"""Where a post begins: candidates, evidence, decision.

Nothing in flattened text marks the beginning of a post. Every line and sentence start before a
signature is a candidate; each is weighed by evidence that means something to a reader; the posts of
a document speak for each other; the best place is taken, with a confidence, and the runner-up is
kept.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from harvester.find.flattened.boundary import model
from harvester.find.flattened.boundary.agreement import Choice, agree, traits_of
from harvester.find.flattened.boundary.candidates import NOTHING, Candidate, candidates
from harvester.find.flattened.boundary.document_profile import (
    DocumentProfile,
    profile_of,
    vocabulary,
)
from harvester.find.flattened.boundary.frames import Frame, frame_of
from harvester.find.flattened.boundary.post_end import PostEnd
from harvester.records import Span

__all__ = [
    "Beginning",
    "Case",
    "Choice",
    "DocumentProfile",
    "begin",
    "choices",
    "decide",
    "gather",
    "gather_all",
    "profile_of",
    "rank",
    "vocabulary",
]

_DOUBT_OF_NOTHING = 0.7  # log odds: signatures that lost all of their words are rare
_FEWEST = 2  # places of a lone post, for evidence to decide anything
_CHOICES = 6  # of the places at one post that are still looked at when its document is known


class Beginning(NamedTuple):
    """A decision: the words before a signature, how sure it is, and what else was likely."""

    body: Span
    confidence: float
    runner_up: int | None


class Case(NamedTuple):
    """What is to be decided at one signature: the places, and an array of what speaks for each."""

    region: Span
    places: list[Candidate]
    rows: Any


def gather(
    text: str, ending: PostEnd, wall: int, profile: DocumentProfile, *, has_words: bool = False
) -> Case:
    """The candidates before one signature with their evidence; see `gather_all`."""
    return gather_all(text, [(ending, wall)], profile, has_words=has_words)[0]


def gather_all(
    text: str,
    endings: Sequence[tuple[PostEnd, int]],
    profile: DocumentProfile,
    *,
    has_words: bool = False,
) -> list[Case]:
    """The candidates before each signature with their evidence; its wall ends the post before.

    Unless it is known that each post `has_words`, a signature on its own line may be all of it.
    """
    return _cases(text, *_places(text, endings, has_words=has_words), profile)


def _places(
    text: str, endings: Sequence[tuple[PostEnd, int]], *, has_words: bool
) -> tuple[list[Frame], list[list[Candidate]]]:
    """The stretch before each signature, and where in it the post may begin."""
    frames = [frame_of(text, *each) for each in endings]
    found = [
        candidates(
            text,
            frame.region,
            wall=frame.wall,
            may_be_empty=not has_words and "\n" in text[frame.region.end : ending.start],
        )
        for frame, (ending, _) in zip(frames, endings, strict=True)
    ]
    return frames, found


def _cases(
    text: str,
    frames: Sequence[Frame],
    found: Sequence[list[Candidate]],
    profile: DocumentProfile,
) -> list[Case]:
    """The places in each stretch with their evidence, of all stretches at once."""
    if not frames:
        return []
    from harvester.find.flattened.boundary.evidence import evidence

    rows = evidence(text, frames, found, profile)
    cuts = pairwise(accumulate(map(len, found), initial=0))
    return [
        Case(frame.region, places, rows[slice(*cut)])
        for frame, places, cut in zip(frames, found, cuts, strict=True)
    ]


def begin(
    text: str,
    endings: Sequence[tuple[PostEnd, int]],
    profile: DocumentProfile,
    *,
    has_words: bool = False,
) -> list[Beginning]:
    r"""Where the words before each signature begin and end; an empty span if there are none.

    Each ending comes with its wall, where the post before it ends. What `has_words` is never empty.

    >>> from harvester.find.flattened.signatures import signatures
    >>> text = "Rain — Bo (@bo_q9) March 23, 2019\nBring boots — Ada (@ada_m9) March 23, 2019"
    >>> first, second = signatures(text)
    >>> decided = begin(text, [(first, 0), (second, first.end)], profile_of(text, [first, second]))
    >>> [text[slice(*beginning.body)] for beginning in decided]
    ['Rain', 'Bring boots']
    """
    frames, found = _places(text, endings, has_words=has_words)
    if len(found) == 1 and len(found[0]) < _FEWEST:
        return [decide(frames[0].region, [Choice(0.0, place, ()) for place in found[0]])]
    cases = _cases(text, frames, found, profile)
    agreed = agree(rank_all(cases))
    return [decide(case.region, ranked) for case, ranked in zip(cases, agreed, strict=True)]


def rank(case: Case) -> list[Choice]:
    """The best places of a case with their scores, the best first."""
    return rank_all([case])[0]


def rank_all(cases: Sequence[Case]) -> list[list[Choice]]:
    """The best places of each case of a document."""
    scores = model.scores_of(model.load(), [case.rows for case in cases])
    return [
        choices(scored, case.places, case.rows) for scored, case in zip(scores, cases, strict=True)
    ]


def choices(scores: Sequence[float], places: Sequence[Candidate], rows: Any) -> list[Choice]:
    """The best places by their scores, the best first, with their traits."""
    doubted = (
        score - _DOUBT_OF_NOTHING * (place.kind == NOTHING)
        for score, place in zip(scores, places, strict=True)
    )
    scored = zip(doubted, places, range(len(rows)), strict=True)
    best = sorted((each for each in scored if each[0] > model.OUT), reverse=True)[:_CHOICES]
    return [Choice(score, place, traits_of(rows[number].tolist())) for score, place, number in best]


def decide(region: Span, ranked: Sequence[Choice]) -> Beginning:
    """The best place, with how sure that is; without any place there are no words."""
    if not ranked:
        return Beginning(Span(region.end, region.end), 1.0, None)
    strength = model.strength([choice.score for choice in ranked])
    runner_up = ranked[1].place.start if len(ranked) > 1 else None
    sure = model.confidence(model.load(), strength)
    return Beginning(Span(ranked[0].place.start, region.end), sure, runner_up)
