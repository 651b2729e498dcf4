"""Why a post begins where it was decided: the choices, and the evidence between the first two."""

from collections.abc import Iterator
from typing import NamedTuple

from harvester.find.boundary import decide, gather, learn, rank
from harvester.find.boundary.meaning import MEANING
from harvester.find.boundary.model import contributions, load
from harvester.find.signatures import Signature, signatures
from harvester.records import Article

_CHOICES = 4
_REASONS = 5
_WORTH_SAYING = 0.05  # of log odds


class Reason(NamedTuple):
    """A piece of evidence, and by how much log odds it moved the decision."""

    meaning: str
    weight: float


class Explanation(NamedTuple):
    """The decision at one signature: where a post may begin, best first, and why."""

    signature: Signature
    starts: tuple[int, ...]
    end: int
    confidence: float
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


def explain(article: Article) -> Iterator[Explanation]:
    r"""The decision at each signature of an article, in order.

    >>> text = "Rain — Bo (@bo_q9) March 23, 2019\nBring boots — Ada (@ada_m9) March 23, 2019"
    >>> [text[each.starts[0] : each.end] for each in explain(Article(text))]
    ['Rain', 'Bring boots']
    """
    found = list(signatures(article.text, lang=article.lang))
    habits = learn(article.text, found)
    wall = 0
    for signature in found:
        case = gather(article.text, signature, wall, habits)
        ranked = rank(case)
        reasons = _reasons([choice.row for choice in ranked[:2]])
        yield Explanation(
            signature=signature,
            starts=tuple(choice.place.start for choice in ranked[:_CHOICES]),
            end=case.region.end,
            confidence=decide(case.region, ranked).confidence,
            reasons_for=tuple(reason for reason in reasons if reason.weight > 0)[:_REASONS],
            reasons_against=tuple(r for r in reversed(reasons) if r.weight < 0)[:_REASONS],
        )
        wall = signature.end


def _reasons(rows: list[list[float]]) -> list[Reason]:
    """What told the best place from the second, the strongest reason for it first."""
    if len(rows) < 2:
        return []
    best, second = (contributions(load(), row) for row in rows)
    names = best.keys() | second.keys()
    moved = {name: best.get(name, 0.0) - second.get(name, 0.0) for name in names}
    ordered = sorted(moved.items(), key=lambda item: (-item[1], item[0]))
    return [Reason(MEANING[name], by) for name, by in ordered if abs(by) > _WORTH_SAYING]
