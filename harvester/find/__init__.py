"""Finders: each looks for one kind of trace of a post and yields hits with spans and evidence."""

from collections.abc import Iterator

from harvester.find.boundary import begin, learn
from harvester.find.embeds import embeds
from harvester.find.links import links
from harvester.find.settle import settle
from harvester.find.signatures import Signature, signatures
from harvester.records import Article, Hit, Span

__all__ = ["find", "settle"]


def find(article: Article) -> Iterator[Hit]:
    """Every hit of every finder, overlapping ones included; `settle` makes them one quote a place.

    >>> text = "Rain again— Ada (@ada_m9) March 23, 2019"
    >>> [hit.rule for hit in find(Article(text))]
    ['signature.twitter']
    """
    if article.anchors:
        yield from embeds(article)
    if "@" in article.text or "＠" in article.text:
        yield from _signed(article)
    yield from links(article)


def _signed(article: Article) -> Iterator[Hit]:
    text = article.text
    found = list(signatures(text, lang=article.lang))
    if not found:
        return
    habits = learn(text, found)
    wall = 0
    for signature in found:
        beginning = begin(text, signature, wall, habits)
        yield _hit(text, signature, beginning.body, beginning.confidence)
        wall = signature.end


def _hit(text: str, signature: Signature, words: Span, confidence: float) -> Hit:
    date = signature.date
    return Hit(
        kind="signature",
        rule=f"signature.{signature.platform}",
        start=min(words.start, signature.start),
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
