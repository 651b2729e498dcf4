"""Which language a few words are in, told by the words that are met most often in each.

Enough to see that the language changes between two sentences; no more is claimed.
"""

from collections.abc import Iterable
from functools import cache

from harvester.languages import languages


@cache
def languages_of_words() -> dict[str, tuple[str, ...]]:
    """The languages in which a word, in lower case, is among the most common.

    >>> languages_of_words()["the"]
    ('en',)
    """
    found: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for word in language.common_words:
            found[word] = (*found.get(word, ()), language.code)
    return found


def identify(words: Iterable[str]) -> str:
    """The language that most of the words, in lower case, are common in; empty if none tells.

    >>> identify("la mer est calme".split()), identify(["Bo"])
    ('fr', '')
    """
    counts: dict[str, int] = {}
    for codes in filter(None, map(languages_of_words().get, words)):
        for code in codes:
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: (counts[code], code)) if counts else ""
