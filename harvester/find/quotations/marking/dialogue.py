"""Speech behind a dash at the beginning of a line: "– Words, said Ada", "— Words, — said Ada".

A dash alone marks lists as well, so that only a verb of saying behind the words makes them speech.
Between its dashes or behind a comma the report begins with that verb; what follows the next dash
is speech again.
"""

from collections.abc import Iterator, Sequence

import regex

from harvester.find.quotations.cues import cue_at
from harvester.find.quotations.lexicon import Lexicon
from harvester.find.quotations.marking.spans import Marked
from harvester.find.quotations.names import name_behind
from harvester.find.quotations.vocabulary import Word
from harvester.find.quotations.words import Words, words
from harvester.records import Span

OPENINGS = ("—", "–", "―", "- ", "-- ")
_SPACES = " \t\N{NO-BREAK SPACE}"
_BEFORE_WORDS = f"{_SPACES}.,;—–―-"
_LONGEST = 3000  # characters of a line that is looked at
_NEAREST = 4  # words of a report within which its verb stands
_ADVERBS = 2  # words between a comma and its verb
# matches the dashes in "Words, — said", "words —said Ada—. Words"; must not match "Saint-Malo"
_INNER = regex.compile(
    r"(?<=[\s,.!?…»”])[—–―-]{1,2}(?=\s)|(?<=\s)[—–―](?=[\p{L}¿¡])|(?<=\p{L})[—–―](?=[.,;:!?\s])"
)
_COMMA = regex.compile(r"[,!?…](?=\s)")


def dialogue(text: str, lexicon: Lexicon) -> list[Marked]:
    r"""Each stretch of speech that a dash begins and a verb of saying reports, in order.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> text = "– Il n'y a plus rien, dit Ada Quist.\n– un poste vacant"
    >>> [text[slice(*said.words)] for said in dialogue(text, lexicon("fr"))]
    ["Il n'y a plus rien,"]
    """
    return [said for start, end in _lines(text) for said in _spoken(text, start, end, lexicon)]


def has_dashes(text: str) -> bool:
    """Whether any line begins with a dash: a test that costs next to nothing."""
    return text.startswith(OPENINGS) or any(f"\n{opening}" in text for opening in OPENINGS)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text.startswith(OPENINGS, start) and end - start < _LONGEST:
            yield start, end
        start = end + 1


def _spoken(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Marked]:
    """What is said in one line: the words before each report, and those behind the last."""
    dashes = [match.span() for match in _INNER.finditer(text, start + 2, end)]
    parts = [Span(low, high) for low, high in _between(start, dashes, end)]
    reports = [n for n, part in enumerate(parts) if n and _is_report(text, part, lexicon)]
    if not reports:
        until = _before_report(text, start, end, lexicon)
        if until is not None:
            yield _marked(text, start, until)
        return
    first = 0
    for report in [*reports, len(parts)]:
        if first < report:
            yield _marked(text, parts[first].start, parts[report - 1].end)
        first = report + 1


def _between(start: int, dashes: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """The parts of a line, each with the dash that begins it."""
    for low, _ in dashes:
        yield start, low
        start = low
    yield start, end


def _is_report(text: str, part: Span, lexicon: Lexicon) -> bool:
    told = _words(text, part.start, part.end, lexicon)
    return any(_is_verb(told, place, lexicon) for place in range(min(_NEAREST, len(told))))


def _before_report(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the words end, if a comma and a verb with its speaker stand behind them."""
    for comma in _COMMA.finditer(text, start, end):
        told = _words(text, comma.end(), end, lexicon)
        for place in range(min(_ADVERBS + 1, len(told))):
            if _is_verb(told, place, lexicon):
                if name_behind(told, place + 1, lexicon) is not None:
                    return comma.end()
                break
            if told[place].text not in lexicon.adverbs:
                break
    return None


def _words(text: str, start: int, end: int, lexicon: Lexicon) -> Words:
    return words(text, start, end, lexicon).without_breaks()


def _is_verb(told: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    cue = cue_at(told[place : place + _NEAREST], 0, lexicon)
    return cue is not None and cue.role == "verb"


def _marked(text: str, start: int, end: int) -> Marked:
    first = start
    while first < end and text[first] in _BEFORE_WORDS:
        first += 1
    while end > first and text[end - 1] in _SPACES:
        end -= 1
    return Marked(start, end, Span(first, end), True, "dash")
