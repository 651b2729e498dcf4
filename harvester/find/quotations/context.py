"""What surrounds words in marks: the sentence before them and the rest of the one behind."""

from collections.abc import Sequence
from typing import NamedTuple

from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.marking.spans import Marked
from harvester.find.quotations.words import Words, sentence_end, sentence_start, words
from harvester.records import Span

_LONGEST_PARAGRAPH = 5000
# characters before and behind that are looked at: few words are said only if a verb is near
_FARTHEST, _NEAR = (400, 220), (180, 120)
_COLONS = frozenset(":：׃")
_COMMAS = frozenset(",،")
# what may stand between a colon and the mark of another paragraph
_EDGES = " \t\r\n\N{NO-BREAK SPACE}"
_POINTS = frozenset(",.!?؟。！？…۔।،，")
# fewer words in marks, of fewer characters, are part of the sentence around them
_WORDS_OF_NAMES, _LONGEST_NAME = 4, 24


class Context(NamedTuple):
    """Words in marks and their surroundings, in the paragraph they stand in."""

    text: str
    marked: Marked
    printed: str
    paragraph: int
    sentence: int
    left: Words
    right: Words
    has_colon: bool
    is_clause: bool


def scenes(text: str, found: Sequence[Marked], lexicon: Lexicon) -> list[Context]:
    """The surroundings of each of these spans; long words in other marks are masked in them."""
    sized = [(each, _is_long(text, each)) for each in found]
    worth = [
        (each, is_long)
        for each, is_long in sized
        if is_long or _is_worth_a_look(text, each, lexicon)
    ]
    masked = [each.span for each, is_long in worth if is_long or _is_said(text, each, lexicon)]
    return [_scene(text, each, masked, lexicon, is_long=is_long) for each, is_long in worth]


def _is_long(text: str, each: Marked) -> bool:
    """Whether words in marks are more than a name has."""
    start, end = each.words
    return end - start > _LONGEST_NAME or text.count(" ", start, end) + 1 >= _WORDS_OF_NAMES


def _is_worth_a_look(text: str, each: Marked, lexicon: Lexicon) -> bool:
    """Whether a few words in marks may be said at all: most are names and words kept at a distance.

    They are said only where a colon introduces them or a point or a comma ends them, unless a
    language has particles for it; a test that costs next to nothing spares the look around.
    """
    speech = lexicon.speech
    if each.mark == "dash":
        return True
    if speech.is_verb_last or not speech.is_spaced:
        return True
    before = text[max(0, each.start - 3) : each.start].rstrip()[-1:]
    behind = text[each.end : each.end + 2].lstrip()[:1]
    return before in _COLONS or behind in _COMMAS or _ends_itself(text, each)


def _is_said(text: str, each: Marked, lexicon: Lexicon) -> bool:
    """Whether few words in marks are no part of the sentence around: they end like one."""
    marks = lexicon.speech.quote_marks
    return _ends_itself(text, each) or (bool(marks) and text.startswith(marks, each.end))


def _ends_itself(text: str, each: Marked) -> bool:
    return text[each.words.end - 1] in _POINTS


def _without_quote_mark(text: str, right: Words, each: Marked, lexicon: Lexicon) -> Words:
    """What stands behind, without the particle that is written together with the quotation."""
    marks = lexicon.speech.quote_marks
    if not (marks and right and right[0].text.startswith(marks)):
        return right
    return right.part(1) if text.startswith(right[0].printed, each.end) else right


def _paragraph(text: str, start: int) -> int:
    """Where the paragraph begins, or where it is looked back on: a page may be one line."""
    low = max(0, start - _LONGEST_PARAGRAPH)
    line = text.rfind("\n", low, start)
    return low if line < 0 else line + 1


def _paragraph_of(text: str, start: int) -> int:
    """Where the report of a quotation begins: with the paragraph before, if a colon ends that."""
    paragraph = _paragraph(text, start)
    if text[paragraph:start].strip(_EDGES):
        return paragraph
    end = paragraph
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return _paragraph(text, end) if end and text[end - 1] in _COLONS else paragraph


def _scene(
    text: str, each: Marked, masked: Sequence[Span], lexicon: Lexicon, *, is_long: bool
) -> Context:
    paragraph = _paragraph_of(text, each.start)
    before, behind = _FARTHEST if is_long else _NEAR
    line_end = text.find("\n", each.end, each.end + behind)
    line_end = min(each.end + behind, len(text)) if line_end < 0 else line_end
    low = max(paragraph, each.start - before)
    # what a dash begins is reported behind it: before it stands what is said of other words
    is_turn = each.mark == "dash"
    start = each.start if is_turn else sentence_start(text, low, each.start, masked, lexicon)
    end = sentence_end(text, each.end, line_end, masked, lexicon)
    left = words(text, start, each.start, lexicon, masked)
    right = _without_quote_mark(text, words(text, each.end, end, lexicon, masked), each, lexicon)
    directly = text[max(start, each.start - 8) : each.start].rstrip(_EDGES)
    last = left[-1].text if left else ""
    return Context(
        text=text,
        marked=each,
        printed=text[each.words.start : each.words.end],
        paragraph=paragraph,
        sentence=start,
        left=left,
        right=right,
        has_colon=directly[-1:] in _COLONS,
        is_clause=last in lexicon.complementizers,
    )
