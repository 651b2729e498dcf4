"""Why a post begins where it was decided: the choices, and the evidence between the first two."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.find import find
from harvester.find.flattened.boundary import Case, Choice, decide, gather, profile_of, rank
from harvester.find.flattened.boundary.agreement import agree, supports
from harvester.find.flattened.boundary.feature_descriptions import DESCRIPTIONS
from harvester.find.flattened.boundary.model import contributions, load
from harvester.find.flattened.closing_links import Closing, closings
from harvester.find.flattened.leading_posts import LeadingPost, leading_posts, walls
from harvester.find.flattened.signatures import Signature, signatures
from harvester.find.flattened.unsigned import unsigned
from harvester.find.settle import settle
from harvester.records import Article

_CHOICES = 4
_REASONS = 5
_WORTH_SAYING = 0.05  # of log odds


class Reason(NamedTuple):
    """A piece of evidence, and by how much log odds it moved the decision."""

    meaning: str
    weight: float


class Explanation(NamedTuple):
    """The decision at one signature or link: where a post may begin, best first, and why."""

    ending: Signature | Closing
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
    found = list(signatures(article.text, lang=article.lang))
    before = list(leading_posts(article.text, [each.span for each in found], lang=article.lang))
    explained = [*_signed(article, found, before), *_unsigned(article, found)]
    explained += [
        Explanation(p.signature, (p.body.start,), p.body.end, p.confidence) for p in before
    ]
    return sorted(explained, key=lambda each: each.ending.span)


def _signed(
    article: Article, found: Sequence[Signature], before: Sequence[LeadingPost]
) -> Iterator[Explanation]:
    profile = profile_of(article.text, found)
    rows = zip(found, walls(found, before), strict=True)
    cases = [gather(article.text, signature, wall, profile) for signature, wall in rows]
    alone = [rank(case) for case in cases]
    agreed = agree(alone)
    for post, (signature, case) in enumerate(zip(found, cases, strict=True)):
        ranked = agreed[post]
        spoken = [supports(agreed, post, choice) for choice in ranked[:2]]
        reasons = _reasons(case, ranked) + _agreement(spoken)
        sure = decide(case.region, ranked).confidence
        yield _explained(signature, ranked, case.region.end, sure, reasons)


def _unsigned(article: Article, found: Sequence[Signature]) -> Iterator[Explanation]:
    settled = settle(article, find(article, with_quotations=False))
    known = [hit for hit in settled if hit.kind in ("embed", "signature")]
    free = list(closings(article.text, [hit.span for hit in known]))
    for post in unsigned(article.text, found, known, free):
        reasons = _reasons(post.case, post.ranked)
        yield _explained(
            post.closing, post.ranked, post.words.body.end, post.words.confidence, reasons
        )


def _explained(
    ending: Signature | Closing,
    ranked: Sequence[Choice],
    end: int,
    sure: float,
    reasons: Sequence[Reason],
) -> Explanation:
    ordered = sorted(reasons, key=lambda reason: (-reason.weight, reason.meaning))
    return Explanation(
        ending=ending,
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
