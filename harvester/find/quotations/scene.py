"""What surrounds words in marks: the sentence before them and the rest of the one behind."""

from collections.abc import Sequence
from typing import NamedTuple

from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.spans import Marked
from harvester.find.quotations.words import Word, sentence_end, sentence_start, words
from harvester.records import Span

_FARTHEST_BEHIND = 220
_WORDS_OF_NAMES = 4  # shorter words in marks are part of the sentence around them


class Scene(NamedTuple):
    """Words in marks and their surroundings, in the paragraph they stand in."""

    text: str
    marked: Marked
    printed: str
    paragraph: int
    sentence: int
    left: list[Word]
    right: list[Word]
    has_colon: bool
    is_clause: bool


def scenes(text: str, found: Sequence[Marked], lexicon: Lexicon) -> list[Scene]:
    """The surroundings of each of these spans; long words in other marks are masked in them."""
    masked = [each.span for each in found if _is_masked(text, each)]
    return [_scene(text, each, _near(masked, each), lexicon) for each in found]


def _without_quote_mark(right: list[Word], each: Marked, lexicon: Lexicon) -> list[Word]:
    """What stands behind, without the particle that is written together with the quotation."""
    marks = lexicon.speech.quote_marks
    is_glued = bool(right) and right[0].start == each.end and right[0].text.startswith(marks)
    return right[1:] if marks and is_glued else right


def _is_masked(text: str, each: Marked) -> bool:
    start, end = each.words
    return text.count(" ", start, end) + 1 >= _WORDS_OF_NAMES or end - start > 24


def _near(masked: Sequence[Span], each: Marked) -> list[Span]:
    low, high = each.start - 500, each.end + _FARTHEST_BEHIND
    return [span for span in masked if span.end > low and span.start < high and span != each.span]


def _scene(text: str, each: Marked, masked: Sequence[Span], lexicon: Lexicon) -> Scene:
    paragraph = text.rfind("\n", 0, each.start) + 1
    line_end = text.find("\n", each.end)
    line_end = len(text) if line_end < 0 else line_end
    start = sentence_start(text, paragraph, each.start, masked, lexicon)
    end = sentence_end(text, each.end, min(line_end, each.end + _FARTHEST_BEHIND), masked, lexicon)
    left = words(text, start, each.start, lexicon, masked)
    right = _without_quote_mark(words(text, each.end, end, lexicon, masked), each, lexicon)
    directly = text[max(start, each.start - 4) : each.start].rstrip()
    last = left[-1].text if left else ""
    return Scene(
        text=text,
        marked=each,
        printed=text[each.words.start : each.words.end],
        paragraph=paragraph,
        sentence=start,
        left=left,
        right=right,
        has_colon=directly[-1:] in (":", "：", "׃"),
        is_clause=last in lexicon.complementizers,
    )
