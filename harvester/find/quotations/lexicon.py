"""The words of a language's `speech`, arranged to be looked up word by word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from harvester.languages import load
from harvester.languages.speech import Speech

Role = Literal["verb", "carried", "source", "closing", "aside"]

# a word of any script, marks of vowels and joiners included; apostrophes and hyphens part words
WORD = r"[\p{L}\p{M}\p{N}\N{ZERO WIDTH NON-JOINER}]++"
COMPOUND = rf"{WORD}(?:[-‑]{WORD})*+"  # where a hyphen only joins, as in "editor-in-chief"
# matches what Arabic and Hebrew print may add to the letters: signs of vowels
VOWEL_SIGN = regex.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u0652\u0670]")
_WORDS = regex.compile(WORD)
_OF = frozenset({"of"})  # English names have it, and print of all languages names such


@dataclass(frozen=True)
class Lexicon:
    """The speech of one language: phrases by their first word, and sets of single words.

    Behind `links`, which are prepositions and "of", stands whose or where somebody is.
    """

    code: str
    speech: Speech
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Role], ...]]
    complementizers: frozenset[str]
    pronouns: frozenset[str]
    stops: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    adverbs: frozenset[str]
    abbreviations: frozenset[str]
    posts: tuple[str, ...]
    ends: frozenset[str]
    uncapitalised: frozenset[str]
    verbs: frozenset[str]
    joins: frozenset[str]
    determiners: frozenset[str]
    honorifics: frozenset[str]
    times: frozenset[str]
    no_names: frozenset[str]
    bodies: frozenset[str]
    bare: frozenset[str]
    openers: frozenset[str]

    def begins_phrase(self, word: str) -> bool:
        """Whether a phrase of saying may begin with a word, the letters before it left out."""
        if word in self.phrases or (
            self.speech.cues_are_stems and word.startswith(self.speech.cues)
        ):
            return True
        return word[:1] in self.speech.prefixes and word[1:] in self.phrases

    def is_verb(self, word: str) -> bool:
        """Whether a word alone is a verb of saying, the letters before it left out."""
        return word in self.verbs or (word[:1] in self.speech.prefixes and word[1:] in self.verbs)


@cache
def lexicon(code: str) -> Lexicon | None:
    """The lexicon of a language; None if its file says nothing of speech."""
    language = load(code)
    speech = language.speech
    if speech is None:
        return None
    stops, prepositions = _singles(speech.stops), _singles(speech.prepositions)
    verbs = _singles(cue for cue in speech.cues if " " not in cue)
    adverbs, that = _singles(speech.adverbs), _singles(speech.complementizers)
    pronouns, determiners = _singles(speech.pronouns), _singles(speech.determiners)
    honorifics, openers = _singles(speech.honorifics), _singles(speech.openers)
    ends = stops | that | prepositions | adverbs | verbs | _singles(speech.carried)
    times = _singles((*language.months, *language.short_months, *language.weekdays))
    return Lexicon(
        code=code,
        speech=speech,
        phrases=_phrases(speech),
        complementizers=that,
        pronouns=pronouns,
        stops=stops | that,
        prepositions=prepositions,
        links=prepositions | _OF,
        adverbs=adverbs,
        abbreviations=_singles(speech.abbreviations),
        posts=tuple(word for words in speech.posts.values() for word in words),
        ends=ends,
        uncapitalised=frozenset(word for word in speech.adverbs if word.islower()),
        verbs=verbs,
        joins=_singles(speech.joins),
        determiners=determiners,
        honorifics=honorifics,
        times=times,
        no_names=ends.union(pronouns, determiners, times, speech.former, openers),
        bodies=_singles(speech.bodies),
        bare=_singles(speech.bare) | pronouns | honorifics,
        openers=openers,
    )


def known_lexicon(code: str) -> Lexicon:
    """The lexicon of a language that has one; LookupError if it has none."""
    known = lexicon(code)
    if known is None:
        raise LookupError(code)
    return known


def _phrases(speech: Speech) -> dict[str, tuple[tuple[tuple[str, ...], Role], ...]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    listed: tuple[tuple[tuple[str, ...], Role], ...] = (
        (speech.cues, "verb"),
        (speech.carried, "carried"),
        (speech.sources, "source"),
        (speech.closings, "closing"),
        (speech.asides, "aside"),
    )
    for phrases, role in listed:
        for phrase in phrases:
            printed = VOWEL_SIGN.sub("", phrase.lower()) if speech.has_vowel_signs else phrase
            first, *rest = _WORDS.findall(printed.lower())
            found.setdefault(first, []).append((tuple(rest), role))
    return {
        first: tuple(sorted(phrases, key=lambda each: -len(each[0])))
        for first, phrases in found.items()
    }


def _singles(words: Iterable[str]) -> frozenset[str]:
    """The words as they are looked up, those with signs of vowels without them, too."""
    lower = [word.lower() for word in words]
    return frozenset([*lower, *(VOWEL_SIGN.sub("", word) for word in lower)])
