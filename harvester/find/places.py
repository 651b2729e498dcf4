"""Places in a text: which of several spans lies there, and where text begins and ends in a margin.

A margin is white space and what scrapers leave beside the words: marks of quotation in Markdown and
characters without width.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from sys import maxsize

from harvester.records import Span
from harvester.text.occurrences import occurrences

MARKS = frozenset(">\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}")


def last_before(spans: Sequence[Span], position: int) -> Span | None:
    """The last of some spans, in order, that begins at a position or before it.

    >>> last_before([Span(0, 4), Span(6, 9)], 6), last_before([Span(6, 9)], 5)
    (Span(start=6, end=9), None)
    """
    behind = bisect_right(spans, (position, maxsize))
    return spans[behind - 1] if behind else None


def united(spans: Iterable[Span]) -> list[Span]:
    """The stretches that spans cover together, in order and apart.

    >>> united([Span(4, 6), Span(0, 2), Span(1, 3), Span(6, 7)])
    [Span(start=0, end=3), Span(start=4, end=7)]
    """
    stretches: list[Span] = []
    for start, end in sorted(spans):
        if stretches and start <= stretches[-1].end:
            stretches[-1] = Span(stretches[-1].start, max(end, stretches[-1].end))
        else:
            stretches.append(Span(start, end))
    return stretches


def around(text: str, sign: str, before: int, behind: int) -> list[Span]:
    """The stretches of a text that are near enough to a sign, in order and apart.

    >>> around("a @b c @d e f g @h", "@", 2, 4)
    [Span(start=0, end=11), Span(start=14, end=18)]
    """
    return united(
        Span(max(0, at - before), min(len(text), at + behind)) for at in occurrences(text, sign)
    )


def places_of(text: str, mark: str, stretches: Iterable[Span]) -> Iterator[int]:
    """Where a mark stands in some stretches of a text.

    >>> list(places_of("tweet, tweet", "tweet", [Span(0, 12)]))
    [0, 7]
    """
    for start, end in stretches:
        yield from occurrences(text, mark, start, end)


def words_begin(text: str, start: int, end: int) -> int:
    """Where text begins, behind a margin.

    >>> words_begin("> Rain", 0, 6)
    2
    """
    while start < end and (text[start].isspace() or text[start] in MARKS):
        start += 1
    return start


def words_end(text: str, start: int, end: int) -> int:
    r"""Where text ends, before a margin.

    >>> words_end("Rain \n> ", 0, 8)
    4
    """
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS):
        end -= 1
    return end


def tight(text: str, span: Span) -> Span:
    """A span without the margins at its ends.

    >>> tight("> Rain ", Span(0, 7))
    Span(start=2, end=6)
    """
    start = words_begin(text, *span)
    return Span(start, words_end(text, start, span.end))


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space at its ends; marks are kept, they may be words.

    >>> trimmed("> Rain ", Span(0, 7))
    Span(start=0, end=6)
    """
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
