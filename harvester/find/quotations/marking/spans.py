"""What stands between quotation marks: pairs of marks made spans, the outermost only.

A span may hold others, go over several paragraphs, each opened anew, or never be closed. What is
never closed ends with its paragraph, and is worth something only where a report introduces it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from harvester.find.places import trimmed
from harvester.find.quotations.marking.marks import Lean, Mark
from harvester.records import Span

_DEEPEST = 4
_LONGEST = 4000  # characters: several paragraphs of a speech
_LONGEST_WITHOUT_NEW_MARK = 700
_CLOSING = (Lean.CLOSES, Lean.PROBABLY_CLOSES, Lean.EITHER)
_COLONS = (":", "：")
_OPENING = (Lean.OPENS, Lean.PROBABLY_OPENS)


class Marked(NamedTuple):
    """Words between marks: `start` and `end` with the marks, `words` without."""

    start: int
    end: int
    words: Span
    is_closed: bool
    mark: str

    @property
    def span(self) -> Span:
        """The words with their marks."""
        return Span(self.start, self.end)


def spans(text: str, found: Sequence[Mark]) -> list[Marked]:
    """The outermost spans between marks, in order.

    >>> from harvester.find.quotations.marking.marks import marks
    >>> text = "He said: “We ‘won’ it.” Then „left“"
    >>> [text[s.words.start : s.words.end] for s in spans(text, marks(text))]
    ['We ‘won’ it.', 'left']
    """
    made = list(_pairs(text, found))
    closed = outermost(span for span in made if span.is_closed)
    if len(closed) == len(made):
        return closed
    # what is never closed may be a stray mark: it must not swallow what is
    plain = [span for span in closed if span.mark != "single"]
    loose = _apart(outermost(span for span in made if not span.is_closed), plain)
    return sorted([*_apart(closed, loose), *loose])


def _apart(these: Sequence[Marked], others: Sequence[Marked]) -> list[Marked]:
    """Those of these that overlap none of the others; both are in order."""
    starts = [other.start for other in others]
    apart = []
    for span in these:
        last = bisect_left(starts, span.end) - 1  # of those that begin before this one ends
        if last < 0 or others[last].end <= span.start:
            apart.append(span)
    return apart


def outermost(made: Iterable[Marked]) -> list[Marked]:
    """Those spans that lie in no other, in order."""
    kept: list[Marked] = []
    for span in sorted(made, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _pairs(text: str, found: Sequence[Mark]) -> Iterator[Marked]:
    """Each pair as it closes; what is open at the end of a paragraph is given up or carried on."""
    open_marks: list[Mark] = []
    line_end = -1
    for place, mark in enumerate(found):
        if mark.start > line_end:
            if open_marks and not _goes_on(text, open_marks[0], found, place):
                yield from _unclosed(text, open_marks)
                open_marks = []
            line_end = _line_end(text, mark.start)
            if open_marks and _is_opened_anew(text, mark, open_marks[0]):
                continue
        pair = _closed(text, open_marks, found, place)
        if pair is not None:
            opening = open_marks[pair]
            del open_marks[pair:]
            yield _span(text, opening, mark.start, mark.end)
        elif _opens(open_marks, mark):
            open_marks.append(mark)
    yield from _unclosed(text, open_marks)


def _closed(text: str, open_marks: Sequence[Mark], found: Sequence[Mark], place: int) -> int | None:
    """Which of the open marks the mark at a place closes: the last of its family."""
    mark = found[place]
    if mark.lean in _OPENING:
        return None
    for pair in range(len(open_marks) - 1, -1, -1):
        if open_marks[pair].family == mark.family:
            is_left_out = _is_doubtful(text, mark) and _closes_later(found, place)
            return None if is_left_out else pair
    return None


def _is_doubtful(text: str, mark: Mark) -> bool:
    """Inches behind a digit, and the possessive of a plural: 5", the dogs'."""
    before = text[mark.start - 1 : mark.start]
    follows = text[mark.end : mark.end + 2]
    if not (follows[:1] == " " and follows[1:].islower()):
        return False
    return before.isdigit() if mark.family == "double" else before == "s"


def _closes_later(found: Sequence[Mark], place: int) -> bool:
    """Whether the next mark of the family closes, too: then this one is not needed."""
    family = found[place].family
    after = next((mark for mark in found[place + 1 : place + 6] if mark.family == family), None)
    return after is not None and after.lean in _CLOSING


def _opens(open_marks: Sequence[Mark], mark: Mark) -> bool:
    if len(open_marks) >= _DEEPEST or mark.lean is Lean.CLOSES:
        return False
    return mark.lean is not Lean.PROBABLY_CLOSES


def _goes_on(text: str, opening: Mark, found: Sequence[Mark], place: int) -> bool:
    """Whether a quotation goes on in the paragraph of this mark."""
    mark = found[place]
    length = mark.start - opening.start
    if _is_opened_anew(text, mark, opening):
        return length < _LONGEST
    same = next((m for m in found[place : place + 4] if m.family == opening.family), None)
    return length < _LONGEST_WITHOUT_NEW_MARK and same is not None and same.lean is Lean.CLOSES


def _is_opened_anew(text: str, mark: Mark, opening: Mark) -> bool:
    """A mark at the beginning of a paragraph, while one of its family is open, opens nothing."""
    if mark.family != opening.family or mark.start == opening.start:
        return False
    line_start = text.rfind("\n", 0, mark.start) + 1
    return opening.start < line_start and not text[line_start : mark.start].strip()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _unclosed(text: str, open_marks: Sequence[Mark]) -> Iterator[Marked]:
    """The words behind a mark that nothing closes; of several the one that a colon announces."""
    announced = (
        mark for mark in open_marks if text[mark.start - 4 : mark.start].rstrip()[-1:] in _COLONS
    )
    opening = next(announced, open_marks[0] if open_marks else None)
    if opening is not None:
        end = _line_end(text, opening.end)
        yield _span(text, opening, end, end, is_closed=False)


def _span(text: str, opening: Mark, end: int, stop: int, *, is_closed: bool = True) -> Marked:
    words = trimmed(text, Span(opening.end, end))
    stop = stop if is_closed else words.end
    return Marked(opening.start, stop, words, is_closed, opening.family)
