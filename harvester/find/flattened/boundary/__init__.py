"""Where a post begins: candidates, evidence, decision.

Nothing in flattened text marks the beginning of a post. Every line and sentence start before a
signature is a candidate; each is weighed by evidence that means something to a reader; the posts of
a document speak for each other; the best place is taken, with a confidence, and the runner-up is
kept.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
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
    "Question",
    "begin",
    "begin_all",
    "choices",
    "decide",
    "gather",
    "gather_all",
    "profile_of",
    "rank",
    "vocabulary",
]

_DOUBT_OF_NOTHING = 0.7  # log odds: signatures that lost all of their words are rare
_FEWEST = 2  # places at a post, for evidence to decide anything
_CHOICES = 6  # of the places at one post that are still looked at when its document is known
_AT_ONCE = 32  # posts whose evidence is gathered together: more no longer fit into the cache

_Framed = tuple[Frame, list[Candidate]]


class Beginning(NamedTuple):
    """A decision: the words before a signature, how sure it is, and what else was likely."""

    body: Span
    confidence: float
    runner_up: int | None


class Question(NamedTuple):
    """Where the words before each ending of a document begin.

    Each ending comes with its wall, where the post before it ends. What `has_words` is never empty.
    """

    text: str
    endings: Sequence[tuple[PostEnd, int]]
    profile: DocumentProfile
    has_words: bool = False


class Case(NamedTuple):
    """What is to be decided at one signature: the places, and an array of what speaks for each."""

    region: Span
    places: list[Candidate]
    rows: Any


def gather(
    text: str, ending: PostEnd, wall: int, profile: DocumentProfile, *, has_words: bool = False
) -> Case:
    """The candidates before one signature with their evidence."""
    return gather_all(Question(text, [(ending, wall)], profile, has_words))[0]


def gather_all(question: Question) -> list[Case]:
    """The candidates before each signature of a document with their evidence."""
    return [case for part in _parts(_framed(question)) for case in _cases(part)]


def _framed(question: Question) -> list[_Framed]:
    """The stretch before each signature, and where in it the post may begin.

    Unless it is known that each post has words, a signature on its own line may be all of it.
    """
    text, endings, profile, has_words = question
    framed = []
    for ending, wall in endings:
        frame = frame_of(text, ending, wall, profile)
        is_apart = not has_words and "\n" in text[frame.region.end : ending.start]
        framed.append((frame, candidates(text, frame.region, wall=wall, may_be_empty=is_apart)))
    return framed


def _parts(framed: Sequence[_Framed]) -> Iterator[Sequence[_Framed]]:
    """As many stretches as are worth looking at together."""
    return (framed[low : low + _AT_ONCE] for low in range(0, len(framed), _AT_ONCE))


def _cases(framed: Sequence[_Framed]) -> list[Case]:
    """The places in each stretch with their evidence, of all stretches at once."""
    from harvester.find.flattened.boundary.evidence import evidence

    frames, found = zip(*framed, strict=True)
    rows = evidence(frames, found)
    cuts = pairwise(accumulate(map(len, found), initial=0))
    return [
        Case(frame.region, places, rows[slice(*cut)])
        for (frame, places), cut in zip(framed, cuts, strict=True)
    ]


def begin(question: Question) -> list[Beginning]:
    r"""Where the words before each signature begin and end; an empty span if there are none.

    >>> from harvester.find.flattened.signatures import signatures
    >>> text = "Rain — Bo (@bo_q9) March 23, 2019\nBring boots — Ada (@ada_m9) March 23, 2019"
    >>> first, second = signatures(text)
    >>> endings = [(first, 0), (second, first.end)]
    >>> decided = begin(Question(text, endings, profile_of(text, [first, second])))
    >>> [text[slice(*beginning.body)] for beginning in decided]
    ['Rain', 'Bring boots']
    """
    return begin_all([question])[0]


def begin_all(questions: Sequence[Question]) -> list[list[Beginning]]:
    """What `begin` decides in each of several documents; all together cost less than each."""
    documents = [*map(_framed, questions)]
    doubted = [each for framed in documents if not _is_plain(framed) for each in framed]
    ranked = (choices for part in _parts(doubted) for choices in rank_all(_cases(part)))
    return [_decided(framed, ranked) for framed in documents]


def _is_plain(framed: Sequence[_Framed]) -> bool:
    """Whether there is one place at the most where each post may begin: nothing is to decide."""
    return all(len(places) < _FEWEST for _, places in framed)


def _decided(framed: Sequence[_Framed], ranked: Iterator[list[Choice]]) -> list[Beginning]:
    """The decisions in one document, of the `ranked` choices at its posts, which come next."""
    if _is_plain(framed):
        agreed = [[Choice(0.0, place, ()) for place in places] for _, places in framed]
    else:
        agreed = agree([*islice(ranked, len(framed))])
    return [
        decide(frame.region, choices) for (frame, _), choices in zip(framed, agreed, strict=True)
    ]


def rank(case: Case) -> list[Choice]:
    """The best places of a case with their scores, the best first."""
    return rank_all([case])[0]


def rank_all(cases: Sequence[Case]) -> list[list[Choice]]:
    """The best places of each case."""
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
