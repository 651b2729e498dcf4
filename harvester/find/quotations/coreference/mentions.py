"""Words with capitals that may name a person: the name, parted from what stands before it."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from harvester.find.quotations.lexicon import Lexicon, known_lexicon
from harvester.languages.given_names import Gender, gender_of, is_given_name, particles
from harvester.records import Span

_WORD = r"\p{Lu}[\p{L}\p{M}]*+(?:[-‑'’]\p{L}[\p{L}\p{M}]*+)*+"
_PARTICLE = rf"(?:{'|'.join(sorted(particles()))})"
# matches "Gov. Ada B. van der Quist"; must not match "harbour", nor over the end of a sentence
_RUN = regex.compile(
    rf"\b{_WORD}(?:\.?[ \N{{NO-BREAK SPACE}}]{{1,2}}(?:{_PARTICLE} ){{0,2}}{_WORD})*+"
)
_TOKEN = regex.compile(r"[\p{L}\p{M}]++(?:[-‑'’][\p{L}\p{M}]++)*+")
_POSSESSIVE = ("'s", "’s")
_LONGEST = 5  # words of a name
_MOST = 20_000  # runs of words with capitals that are kept of a language
_LONGEST_RUN = 60  # characters of such a run


class Mention(NamedTuple):
    """A name in the text; `given` is its first name, if it has one, `title` the last before it."""

    span: Span
    family: str
    given: str = ""
    title: str = ""
    is_possessive: bool = False

    @property
    def is_named(self) -> bool:
        """Whether a known first name or a title says that a person is meant."""
        return bool(self.title) or is_given_name(self.given)

    def gender(self, lexicon: Lexicon) -> Gender | None:
        """What first name and title tell of the pronoun that stands for this person."""
        if self.title in lexicon.speech.feminine_titles:
            return "feminine"
        if self.title in lexicon.speech.masculine_titles:
            return "masculine"
        return gender_of(self.given)


def mentions(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Mention]:
    """Each name between two places, in order.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> text = "On Monday Mayor Ada van Quist met Bo's crew."
    >>> [(text[slice(*m.span)], m.title) for m in mentions(text, 0, 44, lexicon("en"))]
    [('Ada van Quist', 'mayor'), ('Bo', '')]
    """
    known = _names(lexicon.code)
    for run in _RUN.finditer(text, start, end):
        at = run.start()
        for (low, high), family, given, title, is_possessive in known[run[0]]:
            yield Mention(Span(at + low, at + high), family, given, title, is_possessive)


def last_mention(text: str, start: int, end: int, lexicon: Lexicon) -> Mention | None:
    """The last name in a few words of a text: a look-up, for the same words name somebody often.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> last_mention("said Mayor Ada Quist", 5, 20, lexicon("en")).span
    Span(start=11, end=20)
    """
    last = _last_of(text[start:end], lexicon.code)
    if last is None:
        return None
    (low, high), family, given, title, is_possessive = last
    return Mention(Span(start + low, start + high), family, given, title, is_possessive)


@lru_cache(_MOST)
def _last_of(words: str, code: str) -> Mention | None:
    *_, last = (None, *mentions(words, 0, len(words), known_lexicon(code)))
    return last


class _Names(dict[str, tuple[Mention, ...]]):
    """The names in words with capitals, by their letters: news prints the same ones often.

    Each has its place within those words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, run: str) -> tuple[Mention, ...]:
        if len(self) >= _MOST:
            self.clear()
        found = tuple(_names_of(run, self._lexicon))
        if len(run) <= _LONGEST_RUN:
            self[run] = found
        return found


@cache
def _names(code: str) -> _Names:
    return _Names(known_lexicon(code))


def _names_of(run: str, lexicon: Lexicon) -> Iterator[Mention]:
    if " " not in run and run.lower() in lexicon.no_names:
        return  # the first word of a sentence, most often
    for low, high in _parts(run, lexicon):
        found = _mention(run, low, high, lexicon)
        if found is not None:
            yield found


def _parts(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """A run, parted at each point that is not that of a title or an initial."""
    point, first, end = text.find("."), 0, len(text)
    while point >= 0:
        word = text[max(first, text.rfind(" ", first, point) + 1) : point].lower()
        if len(word) > 1 and word not in lexicon.abbreviations and word not in lexicon.honorifics:
            yield first, point
            first = point + 2
        point = text.find(".", point + 1)
    yield first, end


def _mention(text: str, start: int, end: int, lexicon: Lexicon) -> Mention | None:
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(text, start, end)]
    printed = [text[token.start : token.end] for token in tokens]
    first, title = _start_of_name(printed, lexicon)
    end = len(printed) - _is_day(printed, first, lexicon)
    tokens, printed = tokens[first:end], printed[first:end]
    if not tokens or len(tokens) > _LONGEST:
        return None
    last = printed[-1]
    is_possessive = last.endswith(_POSSESSIVE)
    family = last[:-2] if is_possessive else last
    if len(family) < 2:
        return None
    span = Span(tokens[0].start, tokens[-1].end - 2 * is_possessive)
    return Mention(span, family, printed[0] if len(printed) > 1 else "", title, is_possessive)


def _is_day(printed: list[str], first: int, lexicon: Lexicon) -> bool:
    """Whether a day stands behind a name: "asked Ada Quist Sunday"; a month may be one."""
    last = printed[-1].lower() if len(printed) > first + 1 else ""
    return last in lexicon.times and last in lexicon.adverbs


def _start_of_name(printed: list[str], lexicon: Lexicon) -> tuple[int, str]:
    """Where a name begins in words with capitals, and the title before it."""
    first, title = 0, ""
    for place, word in enumerate(printed):
        lower = word.lower()
        if lower in lexicon.honorifics:
            first, title = place + 1, lower
        elif word.endswith(_POSSESSIVE) and place < len(printed) - 1:
            first, title = place + 1, ""
        elif place == first and lower in lexicon.no_names and not is_given_name(word):
            first = place + 1
        elif first < place < len(printed) - 1 and is_given_name(word):
            first = first if is_given_name(printed[first]) else place
    return first, title
