"""Whether two printed names may be one person's. In doubt they may: a finding accuses somebody.

A family name agrees with the full name, a title with whoever bears it. Names in different scripts
cannot be compared, and pronouns and mere descriptions name nobody.
"""

from functools import cache
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


def name(printed: str | None) -> Name | None:
    """The name in a printed speaker or display name; None where nobody is named.

    >>> name("harbour keeper Ada Quist").parts, name("He"), name("a spokesman")
    (('ada', 'quist'), None, None)
    """
    if not printed or fold(printed) in _pronouns():
        return None
    if UNSPACED.search(printed):
        letters = fold(printed)
        return Name(script_of(printed), (letters,), letters) if len(letters) > _SHARED else None
    words = _WORD.findall(printed)
    if any(word != word.lower() for word in words):
        words = [word for word in words if word[0] != word[0].lower()]
    elif printed.lower() != printed.upper() or _names_nobody(words):
        return None
    parts = tuple(part for word in words if len(part := fold(word)) > 1 and word[0].isalpha())
    return Name(script_of(printed), parts, fold(printed)) if parts else None


def may_agree(one: Name, other: Name) -> bool:
    """Whether one person may bear both names; names in different scripts may always agree.

    >>> may_agree(name("President Quist"), name("Ada Quist")), may_agree(name("Ada"), name("Bo"))
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


def _names_nobody(words: list[str]) -> bool:
    """Whether words in a script without capitals may be a description: one, or with an article."""
    return len(words) < 2 or bool(_ARTICLE.match(words[0]))


@cache
def _pronouns() -> frozenset[str]:
    """The pronouns of all languages, folded."""
    spoken = (language.speech for language in languages() if language.speech)
    return frozenset(fold(pronoun) for speech in spoken for pronoun in speech.pronouns)
