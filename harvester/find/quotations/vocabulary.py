"""What each word of a language may be, told once for all places where it stands.

News says most of its words again and again: what stands between two spaces is parted into words the
first time, and looked up from then on.
"""

from functools import cache
from typing import NamedTuple

import regex

from harvester.find.quotations.lexicon import COMPOUND, VOWEL_SIGN, WORD, Lexicon, known_lexicon

# matches a word, or what parts clauses; a full stop, a hyphen and an apostrophe part none
_SIGN = r"[,;:،؛、，；：—–―()\[\]|…!?؟।۔]|(?<!\d)/|/(?!\d)|(?<=\s)-(?=\s)"
_TOKEN = regex.compile(f"{COMPOUND}|{_SIGN}")
_TOKEN_OF_PARTS = regex.compile(f"{WORD}|{_SIGN}")
_MOST = 50_000  # words with their signs that are kept of a language
_LONGEST = 40  # characters of such a word
_LONGEST_GLUED = 5  # a shorter word that begins so may be a name


class Word(NamedTuple):
    """A word in lower case, or a sign that parts clauses, and what it may be."""

    text: str
    printed: str
    is_break: bool
    is_capital: bool = False
    begins_phrase: bool = False  # of saying
    begins_clause: bool = False
    is_adverb: bool = False
    is_of_name: bool = False
    is_of_posts: bool = False  # it begins like the name of a platform or of its posts


MASKED = Word('"', "", is_break=True, begins_clause=True)  # where somebody else speaks


class Vocabulary(dict[str, tuple[Word, ...]]):
    """The words of what stands between two spaces, by its letters: "said," is two of them."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Nothing is known of before it is looked up."""
        self._lexicon = lexicon
        self._token = _TOKEN_OF_PARTS if lexicon.speech.hyphens_part else _TOKEN
        self._words: dict[str, Word] = {}

    def __missing__(self, printed: str) -> tuple[Word, ...]:
        """The words, and they are kept.

        >>> [word.text for word in vocabulary("en")["Ada’s,"]]
        ['ada', 's', ',']
        """
        if len(self) >= _MOST:
            self.clear()
            self._words.clear()
        found = self.words(f" {printed} ")
        if len(printed) <= _LONGEST:
            self[printed] = found
        return found

    def words(self, text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
        """The words between two places of a text."""
        return tuple(map(self._word, self._token.findall(text, start, end)))

    def _word(self, printed: str) -> Word:
        word = self._words.get(printed)
        if word is None:
            word = _described(printed, self._lexicon)
            if len(printed) <= _LONGEST:
                self._words[printed] = word
        return word


@cache
def vocabulary(code: str) -> Vocabulary:
    """The words of a language that has a lexicon."""
    return Vocabulary(known_lexicon(code))


def _described(printed: str, lexicon: Lexicon) -> Word:
    text, is_capital = printed.lower(), printed[0].isupper()
    if lexicon.speech.has_vowel_signs:
        text = VOWEL_SIGN.sub("", text)  # as the lists spell it; most print has no such signs
    is_break = not printed[0].isalnum()
    return Word(
        text,
        printed,
        is_break,
        is_capital,
        begins_phrase=not is_break and lexicon.begins_phrase(text),
        begins_clause=is_break or text in lexicon.stops or lexicon.is_verb(text),
        is_adverb=_is_adverb(text, lexicon, is_capital=is_capital),
        is_of_name=_is_of_name(text, lexicon, is_break=is_break, is_capital=is_capital),
        is_of_posts=text.startswith(lexicon.posts),
    )


def _is_adverb(text: str, lexicon: Lexicon, *, is_capital: bool) -> bool:
    if text in lexicon.adverbs:
        return True
    endings = lexicon.speech.adverb_endings
    return bool(endings) and not is_capital and text.endswith(endings)


def _is_of_name(text: str, lexicon: Lexicon, *, is_break: bool, is_capital: bool) -> bool:
    if is_capital and text in lexicon.uncapitalised:
        return True  # an adverb that is part of a name: USA Today
    glued = lexicon.speech.glued_prepositions
    is_glued = bool(glued) and len(text) > _LONGEST_GLUED and text.startswith(glued)
    return not (is_break or text in lexicon.ends or is_glued)
