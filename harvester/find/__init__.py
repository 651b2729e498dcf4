"""Finders: each looks for one kind of trace of a post and yields hits with spans and evidence."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from harvester.find.boundary import Habits, begin, learn
from harvester.find.embeds import embeds
from harvester.find.links import links
from harvester.find.quotations import quotations
from harvester.find.settle import settle
from harvester.find.signatures import Signature, signatures
from harvester.records import Article, Hit, Span

__all__ = ["find", "settle"]


def find(article: Article, *, with_quotations: bool = True) -> Iterator[Hit]:
    """Every hit of every finder, overlapping ones included; `settle` makes them one quote a place.

    >>> text = "Rain again— Ada (@ada_m9) March 23, 2019"
    >>> [hit.rule for hit in find(Article(text))]
    ['signature.twitter']
    """
    embedded = list(embeds(article)) if article.anchors else []
    yield from embedded
    if "@" in article.text or "＠" in article.text:
        yield from _signed(article, sorted(hit.span for hit in embedded if hit.body))
    yield from links(article)
    if with_quotations:
        yield from quotations(article)


def _signed(article: Article, known: Sequence[Span]) -> Iterator[Hit]:
    """Each signature with the words before it, unless they stand in markup that is `known`."""
    text = article.text
    found = list(signatures(text, lang=article.lang))
    habits: Habits | None = None
    wall = 0
    for signature in found:
        if _is_known(signature.span, known):
            yield _hit(text, signature, None, 1.0)
        else:
            habits = habits or learn(text, found)
            beginning = begin(text, signature, wall, habits)
            yield _hit(text, signature, beginning.body, beginning.confidence)
        wall = signature.end


def _is_known(place: Span, known: Sequence[Span]) -> bool:
    nearest = bisect_right(known, place) - 1
    return nearest >= 0 and known[nearest].holds(place)


def _hit(text: str, signature: Signature, words: Span | None, confidence: float) -> Hit:
    date = signature.date
    return Hit(
        kind="signature",
        rule=f"signature.{signature.platform}",
        start=min(words.start, signature.start) if words else signature.start,
        end=signature.end,
        platform=signature.platform,
        body=words,
        attribution=signature.span,
        author_name=signature.author_name,
        handle=signature.handle,
        printed_date=text[date.start : date.end] if date else None,
        day=date.day if date else None,
        url=signature.url,
        confidence=confidence,
    )
