"""Words that a page marks as quoted by an element, `<q>` or `<blockquote>`, not by letters."""

from collections.abc import Sequence

from harvester.find.quotations.marking.spans import Marked
from harvester.find.quotations.words import DASHES
from harvester.records import Anchor, Span

_QUOTED = ("q", "blockquote")


def elements(text: str, anchors: Sequence[Anchor], marked: Sequence[Marked]) -> list[Marked]:
    """The words of each such element, unless quotation marks begin them.

    >>> from harvester.records import Anchor
    >>> (said,) = elements("Ada said it is over.", [Anchor(9, 19, "q", {})], [])
    >>> said.words, said.mark
    (Span(start=9, end=19), 'q')
    """
    starts = {each.start for each in marked}
    return [
        _marked(text, anchor)
        for anchor in anchors
        if anchor.tag in _QUOTED and anchor.start < anchor.end and anchor.start not in starts
    ]


def _marked(text: str, anchor: Anchor) -> Marked:
    """An element without the last line that a dash begins: it names who is quoted."""
    start, end = anchor.start, anchor.end
    line = text.rfind("\n", start, end)
    if line >= 0 and text[line + 1] in DASHES:
        end = start + len(text[start:line].rstrip())
    return Marked(start, end, Span(start, end), anchor.tag == "q", anchor.tag)
