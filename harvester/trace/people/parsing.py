"""A printed name taken apart: what is said before it left off, first name, middle names, last name.

What names nobody gives nothing: pronouns, roles, descriptions, offices, newspapers. In doubt it is
nobody: a person must not be made of two.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from harvester.languages.naming import naming
from harvester.text.fold import fold
from harvester.text.script import UNSPACED, script_of
from harvester.trace.lineage.names import is_article, is_preposition, is_pronoun

# matches what ends a name: "(R-Brinewick)", ", the mayor", "| Tide News"; not a hyphen
_END = regex.compile(r"\s*+(?:[(\[|/,;:•·@#]|\s[-–—]\s)")
# matches "Ada", "J.", "O’Hara", "al-Bahri", "Lund’s"; not marks and pictures
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}.'’ʼ‑-]*+")
_POSSESSIVE = regex.compile(r"(?:['’]s|['’])$")
_MOST_SHOUTED = 5  # letters: longer capitals are a name that somebody shouts
_INITIALS = 2
_FEWEST = 2  # letters of a last name


class PersonName(NamedTuple):
    """A name of a person; `first` is "" where only the last name is printed."""

    script: str
    first: str
    middle: tuple[str, ...]
    last: str
    suffix: str
    plain: str
    titles: frozenset[str] = frozenset()

    @property
    def is_full(self) -> bool:
        """Whether it tells more than a last name."""
        return bool(self.first)

    @property
    def base(self) -> tuple[str, str, str, str]:
        """What names with and without middle names have in common."""
        return self.script, self.first, self.last, self.suffix


@lru_cache(maxsize=65536)
def person_name(printed: str | None) -> PersonName | None:
    """The name of a person in a printed speaker or display name, or None.

    >>> person_name("former Harbour Secretary Ada J. Quist (D-Brinewick)").base
    ('Latin', 'ada', 'quist', '')
    >>> person_name("Mr. Quist’s").last, person_name("the Tide Post"), person_name("a spokesman")
    ('quist', None, None)
    """
    if not printed or is_pronoun(printed):
        return None
    text = _END.split(printed.strip(), maxsplit=1)[0]
    if UNSPACED.search(text):
        letters = fold(text)
        return PersonName(script_of(text), letters, (), letters, "", text) if letters else None
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(text)]
    if not words or is_article(words[0]):
        return None
    is_cased = text.lower() != text.upper()
    keys = [fold(word) for word in words]
    titles = [place for place, key in enumerate(keys) if key in naming().titles]
    behind = titles[-1] + 1 if titles else 0
    start = _start(words, behind) if is_cased else behind
    found = None if start is None else _taken_apart(words[start:], is_cased=is_cased)
    return found and found._replace(titles=frozenset(keys[place] for place in titles))


def _start(words: list[str], behind: int) -> int | None:
    """Where the words with capitals at the end begin, the small words of names among them.

    None where they only tell of what stands before: "mayor of Brinewick", "spokesman for Quist".
    """
    start = len(words)
    while start > behind and (
        _is_capital(words[start - 1]) or fold(words[start - 1]) in naming().particles
    ):
        start -= 1
    is_tied = 0 < behind <= start < len(words) and not _is_capital(words[start])
    while start < len(words) and not _is_capital(words[start]):
        start += 1
    before = words[start - 1] if start else ""
    is_tied |= before.islower() and is_preposition(before)
    return None if is_tied else start


def _is_capital(word: str) -> bool:
    return word[0] != word[0].lower()


def _taken_apart(words: list[str], *, is_cased: bool) -> PersonName | None:
    keys = [fold(word) for word in words]
    known = naming()
    suffix = ""
    if len(keys) > 1 and keys[-1] in known.suffixes:
        suffix, keys, words = keys[-1], keys[:-1], words[:-1]
    if not keys or len(keys[-1]) < _FEWEST or not known.institutions.isdisjoint(keys):
        return None
    if is_cased and _is_abbreviated(words):
        return None
    telling = [key for key in keys if key not in known.particles] or keys
    first = telling[0] if len(telling) > 1 else ""
    middle = tuple(telling[1:-1])
    return PersonName(
        script_of(" ".join(words)), first, middle, telling[-1], suffix, " ".join(words)
    )


def _is_abbreviated(words: list[str]) -> bool:
    """Whether the first word is made of initials: "TPO", "TPO Coast"; not of one or two, "J.D."."""
    first = words[0]
    length = sum(letter.isalpha() for letter in first)
    is_shouted = first.isupper() and length <= _MOST_SHOUTED
    return is_shouted and (len(words) == 1 or (length > _INITIALS and not words[-1].isupper()))


def may_be_one(middles: list[tuple[str, ...]]) -> bool:
    """Whether middle names may all be one person's: an initial may be a name, none may be any.

    >>> may_be_one([(), ("j",), ("johanna",)]), may_be_one([("h", "w"), ("w",)])
    (True, False)
    """
    printed = sorted({middle for middle in middles if middle})
    return all(_agree(one, other) for one, other in pairwise(printed))


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one[0].startswith(other[0]) or other[0].startswith(one[0])
