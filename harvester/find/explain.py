"""Why a post begins where it was decided: the choices, and the evidence between the first two."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.find.deciding import alone
from harvester.find.embeds.markup import embeds
from harvester.find.flattened.boundary import Case, Choice, Question, decide, gather_all, rank
from harvester.find.flattened.boundary.agreement import agree, supports
from harvester.find.flattened.boundary.feature_descriptions import DESCRIPTIONS
from harvester.find.flattened.boundary.model import contributions, load
from harvester.find.flattened.posts import Signed, flattened
from harvester.find.flattened.unsigned import Unsigned
from harvester.find.spacing import with_plain_spaces
from harvester.records import Article, Span

_CHOICES = 4
_REASONS = 5
_WORTH_SAYING = 0.05  # of log odds


class Reason(NamedTuple):
    """A piece of evidence, and by how much log odds it moved the decision."""

    meaning: str
    weight: float


class Explanation(NamedTuple):
    """The decision at a signature, a line or links: where a post may begin, best first, and why."""

    told_by: Span
    starts: tuple[int, ...]
    end: int
    confidence: float
    reasons_for: tuple[Reason, ...] = ()
    reasons_against: tuple[Reason, ...] = ()


def explain(article: Article) -> list[Explanation]:
    r"""The decision at each flattened post of an article, in order.

    >>> text = "Rain — Bo (@bo_q9) March 23, 2019\nBring boots — Ada (@ada_m9) March 23, 2019"
    >>> [text[each.starts[0] : each.end] for each in explain(Article(text))]
    ['Rain', 'Bring boots']
    """
    article = with_plain_spaces(article)
    embedded = list(embeds(article))
    found = alone(flattened(article, embedded))
    lined = [hit for hit in found.lined if not any(e.span.holds(hit.span) for e in embedded)]
    explained = [
        *_signed(article, found.signed),
        *(_unsigned(post) for post in found.unsigned),
        *(_given(post.signature.span, post.body, post.confidence) for post in found.signed.leading),
        *(_given(hit.attribution or hit.span, hit.body, hit.confidence) for hit in lined),
    ]
    return sorted(explained, key=lambda each: each.told_by)


def _given(told_by: Span, body: Span | None, sure: float) -> Explanation:
    """What the form of a post tells by itself; a line may sign a post without words."""
    words = body or Span(told_by.start, told_by.start)
    return Explanation(told_by, (words.start,), words.end, sure)


def _signed(article: Article, signed: Signed) -> Iterator[Explanation]:
    if signed.profile is None:
        return
    cases = gather_all(Question(article.text, signed.endings, signed.profile))
    agreed = agree([rank(case) for case in cases])
    for post, (signature, case) in enumerate(zip(signed.behind, cases, strict=True)):
        ranked = agreed[post]
        spoken = [supports(agreed, post, choice) for choice in ranked[:2]]
        reasons = _reasons(case, ranked) + _agreement(spoken)
        sure = decide(case.region, ranked).confidence
        yield _explained(signature.span, ranked, case.region.end, sure, reasons)


def _unsigned(post: Unsigned) -> Explanation:
    reasons = _reasons(post.case, post.ranked)
    words = post.words
    return _explained(post.closing.span, post.ranked, words.body.end, words.confidence, reasons)


def _explained(
    told_by: Span,
    ranked: Sequence[Choice],
    end: int,
    sure: float,
    reasons: Sequence[Reason],
) -> Explanation:
    ordered = sorted(reasons, key=lambda reason: (-reason.weight, reason.meaning))
    return Explanation(
        told_by=told_by,
        starts=tuple(choice.place.start for choice in ranked[:_CHOICES]),
        end=end,
        confidence=sure,
        reasons_for=tuple(reason for reason in ordered if reason.weight > 0)[:_REASONS],
        reasons_against=tuple(r for r in reversed(ordered) if r.weight < 0)[:_REASONS],
    )


def _reasons(case: Case, ranked: Sequence[Choice]) -> list[Reason]:
    """What told the best place from the second, by the evidence at each."""
    rows = dict(zip(case.places, case.rows, strict=True))
    moved = [contributions(load(), rows[choice.place]) for choice in ranked[:2]]
    return [Reason(DESCRIPTIONS[name], by) for name, by in _differences(moved)]


def _agreement(spoken: Sequence[dict[str, float]]) -> list[Reason]:
    """What told them apart by the other posts of the document."""
    return [
        Reason(f"as at the other posts: {DESCRIPTIONS[name]}", by)
        for name, by in _differences(spoken)
    ]


def _differences(moved: Sequence[dict[str, float]]) -> Iterator[tuple[str, float]]:
    if len(moved) == 2:
        best, second = moved
        for name in sorted(best.keys() | second.keys()):
            by = best.get(name, 0.0) - second.get(name, 0.0)
            if abs(by) > _WORTH_SAYING:
                yield name, by
