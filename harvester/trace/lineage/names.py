"""Whether two printed names may be one person's. In doubt they may: a finding accuses somebody.

A family name agrees with the full name, a title with whoever bears it. Names in different scripts
cannot be compared, and pronouns and mere descriptions name nobody.
"""

from functools import cache
from itertools import dropwhile, pairwise
from typing import NamedTuple

import regex
from rapidfuzz.distance import Indel

from harvester.languages import languages
from harvester.text.fold import fold
from harvester.text.script import UNSPACED, script_of

_ALIKE = 0.75  # endings of cases, articles written together, other transcriptions
_TELLING = 4  # letters: shorter parts stand in longer names by chance
_SHARED = 2  # letters of names that are written without spaces

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")
# matches the beginning of "الرئيس": descriptions have the article, hardly any first name has it
_ARTICLE = regex.compile("ال")


class Name(NamedTuple):
    """A name: its script, and the folded words that it is told by, if any are."""

    script: str
    parts: tuple[str, ...]
    letters: str

    @property
    def is_full(self) -> bool:
        """Whether it has two words or more, or is of a script in which names are one.

        >>> name("Ada Quist").is_full, name("Quist").is_full, name("船木花子").is_full
        (True, False, True)
        """
        return len(self.parts) > 1 or bool(UNSPACED.match(self.letters))


def name(printed: str | None) -> Name | None:
    """The name in a printed speaker or display name; None where nobody is named.

    >>> name("harbour keeper Ada Quist").parts, name("He"), name("a spokesman")
    (('ada', 'quist'), None, None)
    """
    if not printed or is_pronoun(printed):
        return None
    if UNSPACED.search(printed):
        letters = fold(printed)
        return Name(script_of(printed), (letters,), letters) if len(letters) > _SHARED else None
    words = _WORD.findall(printed)
    telling = _capitalised(words) if printed.lower() != printed.upper() else _uncased(words)
    parts = tuple(part for word in telling if len(part := fold(word)) > 1 and word[0].isalpha())
    return (
        Name(script_of(printed), parts, fold(printed))
        if max(map(len, parts), default=0) > 2
        else None
    )


def is_pronoun(printed: str) -> bool:
    """Whether a word stands for a name in any language.

    >>> is_pronoun("She"), is_pronoun("Ada")
    (True, False)
    """
    return fold(printed) in _pronouns()


def is_article(word: str) -> bool:
    """Whether a word stands before nouns in any language.

    >>> is_article("the"), is_article("Ada")
    (True, False)
    """
    return fold(word) in _articles()


def is_preposition(word: str) -> bool:
    """Whether a word ties what follows to what stands before, in any language.

    >>> is_preposition("of"), is_preposition("Ada")
    (True, False)
    """
    return fold(word) in _prepositions()


def is_description(printed: str) -> bool:
    """Whether somebody is rather described than named, or what is printed is no name at all.

    >>> descriptions = "The Harbour Office", "Brinewick officials", "WATCHED", "Bridge shut"
    >>> [is_description(each) for each in (*descriptions, "Ada Quist", "Quist")]
    [True, True, True, True, False, False]
    """
    words = _WORD.findall(printed)
    if not words or printed.lower() == printed.upper():
        return False
    is_shouted = len(words) == 1 and words[0].isupper()
    return is_shouted or words[-1][0].islower() or fold(words[0]) in _articles()


def may_agree(one: Name, other: Name) -> bool:
    """Whether one person may bear both names; names in different scripts may always agree.

    >>> may_agree(name("President Quist"), name("Ada Quist")), may_agree(name("Ada"), name("Lund"))
    (True, False)
    """
    if one.script != other.script:
        return True
    if len(one.parts) == len(other.parts) == 1 and UNSPACED.match(one.letters):
        return _share_letters(one.letters, other.letters)
    return (
        any(_are_alike(part, each) for part in one.parts for each in other.parts)
        or is_named_in(one, other.letters)
        or is_named_in(other, one.letters)
    )


def is_named_in(one: Name, letters: str) -> bool:
    """Whether a part of the name stands in folded text, such as a handle or the words themselves.

    >>> is_named_in(name("Ada Quist"), fold("As Ms Quist says"))
    True
    """
    return any(len(part) >= _TELLING and part in letters for part in one.parts)


def may_have_handle(one: Name, handle: str) -> bool:
    """Whether a handle is made of the name or of a part of it.

    >>> may_have_handle(name("Ada Quist"), "ada_q9"), may_have_handle(name("Bo Lund"), "ada_q9")
    (True, False)
    """
    folded = fold(handle)
    return any(len(part) >= _TELLING - 1 and part in folded for part in one.parts)


def _are_alike(one: str, other: str) -> bool:
    return one == other or Indel.normalized_similarity(one, other) >= _ALIKE


def _share_letters(one: str, other: str) -> bool:
    pieces = {one[place : place + _SHARED] for place in range(len(one) - _SHARED + 1)}
    return any(piece in other for piece in pieces)


def _capitalised(words: list[str]) -> list[str]:
    """The words with capitals; behind an article or a lower-case word there must be two in a row.

    One alone may be any noun in German, and a place in any language: "the mayor of Brinewick".
    """
    are_capital = [word[0] != word[0].lower() for word in words]
    if len(words) > 1 and fold(words[0]) in _articles():
        are_capital[0] = False
    if are_capital[:1] == [True] or any(all(pair) for pair in pairwise(are_capital)):
        return [word for word, is_capital in zip(words, are_capital, strict=True) if is_capital]
    return []


def _uncased(words: list[str]) -> list[str]:
    """The words without descriptions in front; one alone may be a description, too."""
    named = list(dropwhile(_ARTICLE.match, words))
    return named if len(named) > 1 else []


@cache
def _pronouns() -> frozenset[str]:
    """The pronouns of all languages, folded."""
    spoken = (language.speech for language in languages() if language.speech)
    return frozenset(fold(pronoun) for speech in spoken for pronoun in speech.pronouns)


@cache
def _prepositions() -> frozenset[str]:
    spoken = (language.speech for language in languages() if language.speech)
    return frozenset(fold(word) for speech in spoken for word in speech.prepositions) | {"of"}


@cache
def _articles() -> frozenset[str]:
    """What stands before nouns in any language, folded."""
    spoken = (language.speech for language in languages() if language.speech)
    return frozenset(fold(word) for speech in spoken for word in speech.determiners)
