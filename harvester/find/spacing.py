"""What finders see of a text, where spaces are spaces; and what they found, as it is printed."""

from collections.abc import Iterable

from harvester.records import Article, Hit, Span
from harvester.text.plain import DIRECTIONS, plain_spaces


def with_plain_spaces(article: Article) -> Article:
    r"""The article with a space in the place of what stands between words as one does.

    >>> with_plain_spaces(Article("Ada\u00a0Quist")).text
    'Ada Quist'
    """
    plain = plain_spaces(article.text)
    return article if plain == article.text else article._replace(text=plain)


def as_printed(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """The hits with what the text itself has where finders saw spaces."""
    return [_printed(text, hit) for hit in hits]


def _printed(text: str, hit: Hit) -> Hit:
    within = text[hit.start : hit.end]
    if hit.printed_date and hit.printed_date not in within:
        at = plain_spaces(within).find(hit.printed_date)
        if at >= 0:
            hit = hit._replace(printed_date=within[at : at + len(hit.printed_date)])
    if hit.body is None:
        return hit
    body = _with_directions(text, hit.body)
    return hit._replace(body=body, start=min(body.start, hit.start), end=max(body.end, hit.end))


def _with_directions(text: str, body: Span) -> Span:
    """Words with the marks of direction beside them, which are theirs: Twitter puts them there."""
    start, end = body
    while start and text[start - 1] in DIRECTIONS:
        start -= 1
    while end < len(text) and text[end] in DIRECTIONS:
        end += 1
    return Span(start, end)
