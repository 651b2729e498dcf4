"""Finders: each looks for one kind of trace of a post and yields hits with spans and evidence."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from harvester.find.boundary import Habits, begin, learn
from harvester.find.closing import may_close
from harvester.find.embeds import embeds
from harvester.find.headed import Headed, headed, walls
from harvester.find.links import links
from harvester.find.settle import settle
from harvester.find.signatures import Signature, signatures
from harvester.find.unsigned import Unsigned, unsigned
from harvester.records import Article, Hit, Span

__all__ = ["find", "settle"]


def find(article: Article) -> Iterator[Hit]:
    """Every hit of every finder, overlapping ones included; `settle` makes them one quote a place.

    >>> text = "Rain again— Ada (@ada_m9) March 23, 2019"
    >>> [hit.rule for hit in find(Article(text))]
    ['signature.twitter']
    """
    told = list(embeds(article)) if article.anchors else []
    found = list(signatures(article.text, lang=article.lang))
    if "@" in article.text or "＠" in article.text:
        told += _signed(article, found, sorted(hit.span for hit in told if hit.body))
    yield from told
    if may_close(article.text):
        known = settle(article, told)
        yield from map(_unsigned_hit, unsigned(article.text, found, known))
    yield from links(article)


def _signed(article: Article, found: Sequence[Signature], known: Sequence[Span]) -> Iterator[Hit]:
    """Each signature with its words, unless they stand in markup that is `known`."""
    text = article.text
    taken = sorted([*known, *(signature.span for signature in found)])
    before = list(headed(text, taken, lang=article.lang))
    yield from (_headed_hit(text, post) for post in before)
    habits: Habits | None = None
    for signature, wall in zip(found, walls(found, before), strict=True):
        if _is_known(signature.span, known):
            yield _hit(text, signature, None, 1.0)
        else:
            habits = habits or learn(text, found)
            beginning = begin(text, signature, wall, habits)
            yield _hit(text, signature, beginning.body, beginning.confidence)


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


def _headed_hit(text: str, post: Headed) -> Hit:
    hit = _hit(text, post.signature, post.body, post.confidence)
    return hit._replace(rule=f"{hit.rule}.first", start=post.span.start, end=post.span.end)


def _unsigned_hit(post: Unsigned) -> Hit:
    return Hit(
        kind="unsigned",
        rule=f"unsigned.{post.closing.platform}.{post.closing.how}",
        start=post.body.start,
        end=post.body.end,
        platform=post.closing.platform,
        body=post.body,
        confidence=post.confidence,
    )
