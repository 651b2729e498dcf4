"""What is known of each word of a language, looked up once and kept as a row of an array."""

from collections.abc import Iterator
from typing import Any

import numpy
import regex

from harvester.find.flattened.boundary import model
from harvester.find.flattened.boundary.register import (
    DOUBT,
    TOKEN,
    WordWeights,
    tokens_of,
    voice,
    word_weight,
)
from harvester.languages import CODES, languages
from harvester.languages.word_identification import languages_of_words
from harvester.records import Span
from harvester.text.script import LINK, UNSPACED, words_of

WORD = regex.compile(r"[\p{L}\p{M}']++")
_LONG = 3  # letters that words have of which nothing follows when they come twice
_MOST = 1 << 16  # tokens that are kept
_ROOM = 1 << 10  # tokens for which there is room at first
_MOST_WORDS = 8  # in one token, between apostrophes: more are no words
_MOST_SOUNDS = 3
OWN, REPORT, ANNOUNCES, CAPITAL, IS_LONG, KNOWN, REPEATED, LANGUAGES = range(8)

# Of languages in which equally many words are common, the last by its code is meant.
LANGUAGE_CODES = tuple(sorted(CODES, reverse=True))
_LANGUAGE = {code: number for number, code in enumerate(LANGUAGE_CODES)}


class Lexicon(dict[str, int]):
    """The number of each token, which is a word or a sign, as printed; it is looked up once.

    Of each token there is a row in `words`, with the numbers of the words in it, -1 for none more,
    and in `offsets`, where in the token they are; in `sounds`, by how much it and what it counts as
    speak for a post, and in `entries`, as how many that are. Of each word there is a row in
    `claims`: whether it is somebody's own word, a report's, and so on; from `LANGUAGES` on, in
    which languages it is common. What only a document tells of a word is left open there.
    """

    def __init__(self, language: str, weights: WordWeights, *, is_spaced: bool) -> None:
        """No token yet; in scripts without spaces each is a pair of letters."""
        super().__init__()
        self.language, self.weights, self.is_spaced = language, weights, is_spaced
        self.lowered: list[str] = []
        self.words: Any = numpy.full((_ROOM, _MOST_WORDS), -1, dtype=numpy.int32)
        self.offsets: Any = numpy.zeros((_ROOM, _MOST_WORDS), dtype=numpy.int32)
        self.sounds: Any = numpy.zeros((_ROOM, _MOST_SOUNDS))
        self.entries: Any = numpy.zeros(_ROOM, dtype=numpy.int32)
        self.claims: Any = numpy.zeros((_ROOM, LANGUAGES + len(CODES)), dtype=numpy.int8)

    def __missing__(self, printed: str) -> int:
        number = self[printed] = len(self)
        if number == len(self.entries):
            self.words = numpy.concatenate([self.words, numpy.full_like(self.words, -1)])
            self.offsets, self.sounds, self.entries = (
                numpy.concatenate([each, numpy.zeros_like(each)])
                for each in (self.offsets, self.sounds, self.entries)
            )
        words, tokens = [(0, printed)], [printed]
        if self.is_spaced:
            words = [(match.start(), match[0]) for match in WORD.finditer(printed)]
            tokens = [token for _, token in tokens_of(printed, Span(0, len(printed)))]
        for place, (offset, word) in enumerate(words[:_MOST_WORDS]):
            self.offsets[number, place], self.words[number, place] = offset, self._learn(word)
        self.entries[number] = len(tokens)
        for place, token in enumerate(tokens):
            self.sounds[number, place] = word_weight(self.weights, self.language, token)
        return number

    def _learn(self, printed: str) -> int:
        """The number of a word that is new."""
        number, word = len(self.lowered), printed.lower()
        if number == len(self.claims):
            self.claims = numpy.concatenate([self.claims, numpy.zeros_like(self.claims)])
        row = self.claims[number]
        row[OWN], row[REPORT], row[ANNOUNCES] = voice(self.language, word)
        row[CAPITAL], row[IS_LONG] = printed[0].isupper(), len(word) > _LONG
        for code in languages_of_words().get(word, ()):
            row[LANGUAGES + _LANGUAGE[code]] = 1
        self.lowered.append(word)
        return number


def lexicon_of(language: str, *, is_spaced: bool) -> Lexicon:
    """The words of a language as the model in use knows them."""
    used = model.load()
    kept: dict[tuple[str, bool], Lexicon] = used.lexicons
    key = language, is_spaced
    if key not in kept or len(kept[key]) > _MOST:
        kept[key] = Lexicon(language, used.words, is_spaced=is_spaced)
    return kept[key]


def sound_of(language: str, text: str) -> float:
    """How a piece of text sounds on average, in log odds for a post; a few words say less.

    >>> sound_of("en", ""), sound_of("en", "lol") > 0 > sound_of("en", "spokesperson")
    (0.0, True)
    """
    plain = LINK.sub(" ", text)
    if UNSPACED.search(plain):
        words, weights = words_of(plain), model.load().words
        heard = [word_weight(weights, language, word) for word in words]
        return sum(heard) / (len(heard) + DOUBT)
    lexicon = lexicon_of(language, is_spaced=True)
    tokens = [lexicon[printed] for printed in TOKEN.findall(plain)]
    if not tokens:
        return 0.0
    sounds, entries = lexicon.sounds.take(tokens, axis=0), lexicon.entries.take(tokens)
    return float(sounds.ravel().cumsum()[-1] / (int(entries.sum()) + DOUBT))


def languages_in(counts: Any) -> Any:
    """Of counts of words by language, one row a place, the number of the most frequent; -1: none.

    >>> counts = numpy.zeros((2, len(LANGUAGE_CODES)))
    >>> counts[0][3] = 1
    >>> languages_in(counts).tolist()
    [3, -1]
    """
    return numpy.where(counts.any(axis=-1), counts.argmax(axis=-1), -1)


def language_number(code: str) -> int:
    """The number of a language; -1 if none is known."""
    return _LANGUAGE.get(code, -1)


class Anywhere:
    """The words of a kind in languages without spaces between words, wherever they stand."""

    def __init__(self, kind: str) -> None:
        """The words of all these languages, the longest first."""
        lists = (getattr(language, kind) for language in languages())
        words = {word for each in lists if UNSPACED.search("".join(each)) for word in each}
        self.by_first: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self.by_first.setdefault(word[0], []).append(word)

    def starts_in(self, text: str, start: int, end: int) -> Iterator[int]:
        """Where words begin in a stretch of a text; a word in another one is none.

        >>> [*Anywhere("lead_ins").starts_in("nothing", 0, 7)]
        []
        """
        behind = start
        for place, letter in enumerate(text[start:end], start):
            if letter in self.by_first and place >= behind:
                for word in self.by_first[letter]:
                    if text.startswith(word, place, end):
                        behind = place + len(word)
                        yield place
                        break


UNSPACED_LEAD_INS = Anywhere("lead_ins")
UNSPACED_OWN = Anywhere("own_words")
UNSPACED_REPORT = Anywhere("report_words")
