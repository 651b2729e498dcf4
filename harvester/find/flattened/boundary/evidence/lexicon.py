"""What is known of each word of a language, looked up once and kept as a row of an array."""

from typing import Any, NamedTuple

import numpy
import regex

from harvester.find.flattened.boundary import model
from harvester.find.flattened.boundary.register import WordWeights, tokens_of, voice, word_weight
from harvester.languages import CODES, languages
from harvester.languages.word_identification import languages_of_words
from harvester.records import Span
from harvester.text.script import UNSPACED

WORD = regex.compile(r"[\p{L}\p{M}']++")
_LONG = 3  # letters that words have of which nothing follows when they come twice
_MOST = 1 << 16  # tokens that are kept
OWN, REPORT, ANNOUNCES, CAPITAL, IS_LONG, KNOWN, REPEATED, LANGUAGES = range(8)

# Of languages in which equally many words are common, the last by its code is meant.
LANGUAGE_CODES = tuple(sorted(CODES, reverse=True))
_LANGUAGE = {code: number for number, code in enumerate(LANGUAGE_CODES)}


class Token(NamedTuple):
    """A word or sign: the words in it, each with its offset and its number, and how it sounds.

    `sounds` are by how much it and what it counts as speak for a post.
    """

    words: tuple[tuple[int, int], ...]
    sounds: tuple[float, ...]


class Lexicon(dict[str, Token]):
    """The tokens of a language as printed, looked up when they are met for the first time.

    The number of a word is its row in `claims`: whether it is somebody's own word, a report's, and
    so on; from `LANGUAGES` on, in which languages it is common. What only a document tells of a
    word is left open there.
    """

    def __init__(self, language: str, weights: WordWeights, *, is_spaced: bool) -> None:
        """No token yet; in scripts without spaces each is a pair of letters."""
        super().__init__()
        self.language, self.weights, self.is_spaced = language, weights, is_spaced
        self.lowered: list[str] = []
        self.claims: Any = numpy.zeros((1 << 10, LANGUAGES + len(CODES)), dtype=numpy.int32)

    def __missing__(self, printed: str) -> Token:
        words, tokens = [(0, printed)], [printed]
        if self.is_spaced:
            words = [(match.start(), match[0]) for match in WORD.finditer(printed)]
            tokens = [token for _, token in tokens_of(printed, Span(0, len(printed)))]
        found = self[printed] = Token(
            tuple((offset, self._learn(word)) for offset, word in words),
            tuple(word_weight(self.weights, self.language, token) for token in tokens),
        )
        return found

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


def _anywhere(name: str) -> regex.Pattern[str]:
    """Matches these words of the languages without spaces between words, wherever they stand."""
    lists = (getattr(language, name) for language in languages())
    words = {word for each in lists if UNSPACED.search("".join(each)) for word in each}
    firsts = "".join(sorted({regex.escape(word[0]) for word in words}))
    return regex.compile(rf"(?=[{firsts}])\L<words>", words=words)


UNSPACED_LEAD_INS = _anywhere("lead_ins")
UNSPACED_OWN = _anywhere("own_words")
UNSPACED_REPORT = _anywhere("report_words")
