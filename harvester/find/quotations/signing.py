"""Who is named without a verb: behind a dash, as in “…” — Ada Quist, or at the head of a turn.

Vox pops, epigraphs and pull quotes are signed so; transcripts print a name in capitals and a colon
before all that somebody says.
"""

from collections.abc import Sequence

from harvester.find.quotations.context import Context
from harvester.find.quotations.cues import cues
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.vocabulary import Word
from harvester.find.quotations.words import DASHES, Words, words
from harvester.languages.given_names import particles
from harvester.records import Span

_POINTS = ".,،۔"  # may stand between a mark and the dash
_LONGEST = 6  # words of a name
_LONGEST_LINE = 120  # characters of a line that only names somebody
_LONGEST_HEAD = 40  # characters before the colon of a turn
_SHORTEST_HEAD = 3


def signature(context: Context, lexicon: Lexicon) -> Span | None:
    """The name that a dash adds: in the same line, behind a point or in a line of its own."""
    if context.right:
        return _named(context.right, lexicon) if context.right[0].text in DASHES else None
    below = _rest(context, lexicon)
    name = _named(below, lexicon) if below else None
    is_whole = name is not None and " " in context.text[name.start : name.end]
    return name if is_whole and next(cues(below, lexicon), None) is None else None


def _rest(context: Context, lexicon: Lexicon) -> Words:
    text, start = context.text, context.marked.end
    while start < len(text) and (text[start].isspace() or text[start] in _POINTS):
        start += 1
    if text[start : start + 1] not in DASHES:
        return Words()
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return words(text, start, end, lexicon) if end - start <= _LONGEST_LINE else Words()


def _named(told: Words, lexicon: Lexicon) -> Span | None:
    """The words behind the dash, if they are a name and nothing goes on behind it."""
    first = next((n for n, word in enumerate(told) if word.text not in DASHES), len(told))
    last = next((n for n, word in enumerate(told) if n >= first and word.is_break), len(told))
    name = told[first:last]
    if not 0 < len(name) <= _LONGEST or not _is_name(name, lexicon):
        return None
    is_ended = last == len(told) or told[last].text in ",،(["
    return told.span(first, last - 1) if is_ended else None


def _is_name(name: Sequence[Word], lexicon: Lexicon) -> bool:
    """Where letters have cases a name is capitalised but for its small words; a page is no name."""
    if any(word.text[0].isdigit() for word in name):
        return False
    if not any(word.text.upper() != word.text for word in name):
        return not any(word.text in lexicon.ends for word in name)
    is_capital = name[0].is_capital and name[-1].is_capital
    return is_capital and all(word.is_capital or word.text in particles() for word in name)


def turn(context: Context, lexicon: Lexicon) -> Span | None:
    """The name in capitals that begins the paragraph, if a colon follows: a turn of a transcript.

    >>> from harvester.find.quotations.context import scenes
    >>> from harvester.find.quotations.lexicon import lexicon
    >>> from harvester.find.quotations.marking.marks import marks
    >>> from harvester.find.quotations.marking.spans import spans
    >>> text = 'QUIST: There was "a crane in the water" and nobody saw it.'
    >>> (scene,) = scenes(text, spans(text, marks(text)), lexicon("en"))
    >>> turn(scene, lexicon("en"))
    Span(start=0, end=5)
    """
    start = context.paragraph
    end = context.text.find(":", start, start + _LONGEST_HEAD)
    head = context.text[start:end] if end > 0 else ""
    is_name = head.isupper() and len(head) >= _SHORTEST_HEAD and not head[0].isspace()
    if not is_name or end >= context.marked.start:
        return None
    is_opener = head.split()[0].lower() in lexicon.openers  # "UPDATE:"
    return None if is_opener else Span(start, end)
