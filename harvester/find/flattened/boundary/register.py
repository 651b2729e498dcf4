"""How words sound: like somebody's own voice, like a report, or like what announces a post.

Two sources of one kind of knowledge: the lists of each language, which people wrote, and the words
that a model weighed by how often posts and reports of the same matter used them. A word is looked
up in the language of the document, and English words also in English, whatever that is.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from harvester.languages import CODES, languages, load
from harvester.records import Span
from harvester.text.script import script_of

_STEM = 4  # letters from which on an entry of a list stands for all words that begin with it
_LONGEST_STEM = 16
DOUBT = 3.0  # as if so many words more had been heard that say nothing
_LISTED = 0.7  # log odds of a word that only a list tells

# Words, numbers, and the signs that posts and newspapers use in different ways
TOKEN = regex.compile(
    r"[\p{L}\p{M}'’]++|\p{Nd}[\p{Nd}.,:]*+|[&%$€£…!?؟！？+*|/@#\"“”«»()–—]|\.\.++|--++"
    r"|\p{Extended_Pictographic}"
)
NUMBER, CAPITALS, PICTURE, CURLY = "0", "A", "☺", "’"

WordWeights = Mapping[str, Mapping[str, float]]


def tokens_of(text: str, stretch: Span) -> Iterator[tuple[int, str]]:
    """The words and signs of a stretch as they are weighed, each with its place.

    Numbers count as one word, as do emoji; words in capitals and words with a printer's apostrophe
    count as such beside what they say.

    >>> [token for _, token in tokens_of("NO, it’s 15 & more!", Span(0, 19))]
    ['no', 'A', "it's", '’', '0', '&', 'more', '!']
    """
    for match in TOKEN.finditer(text, *stretch):
        printed, start = match[0], match.start()
        first = printed[0]
        if first.isdecimal():
            yield start, NUMBER
        elif not first.isalpha():
            yield start, PICTURE if first > "\u2100" and not first.isalnum() else printed[:2]
        else:
            yield start, printed.lower().replace("’", "'")
            if len(printed) > 1 and printed.isupper():
                yield start, CAPITALS
            if "’" in printed:
                yield start, CURLY


class Voice(NamedTuple):
    """Whether the lists have a word as somebody's own, as a report's, or as announcing a post."""

    is_own: bool
    is_report: bool
    announces: bool


class _Lists(NamedTuple):
    own: frozenset[str]
    report: frozenset[str]
    lead_ins: frozenset[str]


@cache
def _lists(code: str) -> _Lists:
    language = load(code)
    own, report = frozenset(language.own_words), frozenset(language.report_words)
    return _Lists(own, report - own, frozenset(language.lead_ins))


@cache
def _usual_languages() -> dict[str, str]:
    """For each script the first language that is written in it."""
    found: dict[str, str] = {}
    for language in languages():
        found.setdefault(script_of(language.native), language.code)
    return found


def language_or_usual(identified: str, script: str) -> str:
    """The language of a document: as identified, or the one most often written in its script.

    >>> language_or_usual("", "Arabic"), language_or_usual("fr", "Latin")
    ('ar', 'fr')
    """
    return identified if identified in CODES else _usual_languages().get(script, "en")


@lru_cache(maxsize=1 << 16)
def voice(language: str, word: str) -> Voice:
    """How the lists of a language, and of English, have a word in lower case.

    >>> voice("en", "reportedly").is_report, voice("ar", "شكرا").is_own
    (True, True)
    """
    own, report, announces = _listed(_lists(language), word)
    if language != "en" and word.isascii():
        english = _listed(_lists("en"), word)
        own, report = max(own, english[0]), max(report, english[1])
        announces = announces or english[2]
    return Voice(own > report, report > own, announces)


def _listed(lists: _Lists, word: str) -> tuple[int, int, bool]:
    """How long the entries are that the word begins with; whole words count as longest."""
    lengths = range(min(len(word), _LONGEST_STEM), 0, -1)
    announces = any(word[:length] in lists.lead_ins for length in lengths)
    return _longest(lists.own, word), _longest(lists.report, word), announces


def _longest(entries: frozenset[str], word: str) -> int:
    if word in entries:
        return _LONGEST_STEM + 1
    for length in range(min(len(word), _LONGEST_STEM), _STEM - 1, -1):
        if word[:length] in entries:
            return length
    return 0


def word_weight(weights: WordWeights, language: str, word: str) -> float:
    """By how much log odds a word speaks for a post and against a report.

    >>> word_weight({"en": {"lol": 2.0}}, "fr", "lol"), word_weight({}, "en", "boat")
    (2.0, 0.0)
    """
    known = weights.get(language, _NONE).get(word)
    if known is None and language != "en" and word.isascii():
        known = weights.get("en", _NONE).get(word)
    if known is not None:
        return known
    heard = voice(language, word)
    return _LISTED * (heard.is_own - heard.is_report)


_NONE: Mapping[str, float] = {}
