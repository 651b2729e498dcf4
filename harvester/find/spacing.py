"""What finders see of a text, where spaces and marks are such; and what they found, as printed."""

from collections.abc import Iterable, Sequence

from harvester.find.places import last_before
from harvester.records import Article, Hit, Span
from harvester.text.characters import DIRECTION_MARKS
from harvester.text.plain import plain_marks, plain_spaces, written_marks


def with_plain_marks(article: Article) -> Article:
    """The article with quotation marks where HTML, data or a treebank has something for them.

    >>> with_plain_marks(Article("``Rain''")).text
    " “Rain''"
    """
    plain = plain_marks(article.text)
    return article if plain is article.text else article._replace(text=plain)


def with_plain_spaces(article: Article) -> Article:
    r"""The article with a space in the place of what stands between words as one does.

    >>> with_plain_spaces(Article("Ada\u00a0Quist")).text
    'Ada Quist'
    """
    plain = plain_spaces(article.text)
    return article if plain is article.text else article._replace(text=plain)


def as_printed(text: str, plain: str, hits: Iterable[Hit]) -> list[Hit]:
    """The hits with what the text itself has where finders saw something plain."""
    marks = [Span(*each) for each in written_marks(text)]
    return [_printed(text, plain, marks, hit) for hit in hits]


def _printed(text: str, plain: str, marks: Sequence[Span], hit: Hit) -> Hit:
    start, end = _around_marks(hit.span, marks)
    date = _date(text, plain, hit)
    if hit.body is None:
        return hit._replace(start=start, end=end, printed_date=date)
    body = _with_directions(text, _around_marks(hit.body, marks))
    start, end = min(start, body.start), max(end, body.end)
    return hit._replace(start=start, end=end, body=body, printed_date=date)


def _around_marks(span: Span, marks: Sequence[Span]) -> Span:
    """The span with the whole of a mark where it begins or ends within one."""
    first, last = last_before(marks, span.start), last_before(marks, span.end)
    start = first.start if first and span.start < first.end else span.start
    end = last.end if last and last.start < span.end < last.end else span.end
    return Span(start, end)


def _date(text: str, plain: str, hit: Hit) -> str | None:
    at = plain.find(hit.printed_date, hit.start, hit.end) if hit.printed_date else -1
    return text[at : at + len(hit.printed_date or "")] if at >= 0 else hit.printed_date


def _with_directions(text: str, body: Span) -> Span:
    """Words with the marks of direction beside them, which are theirs: Twitter puts them there."""
    start, end = body
    while start and text[start - 1] in DIRECTION_MARKS:
        start -= 1
    while end < len(text) and text[end] in DIRECTION_MARKS:
        end += 1
    return Span(start, end)
