"""Verbs of saying around a quotation, and which of them is the quotation's own."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from harvester.find.quotations.lexicon import Lexicon, Role
from harvester.find.quotations.vocabulary import Word

_TEXT = attrgetter("text")
_LONGEST_NAME = 4  # words between a quotation and a verb that is only guessed
_COLONS = frozenset(":：")
_LONGEST_PLACE = 4  # words before the marks, from its preposition on
_FARTHEST_WORDS = 22  # between a quotation and the verb that follows it


class Cue(NamedTuple):
    """A phrase of saying: which words of a list it takes, and what it does."""

    first: int
    last: int
    role: Role


def cues(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Cue]:
    """Each phrase of saying in order; none overlaps another.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> from harvester.find.quotations.words import words
    >>> text, english = "Ada said that, according to Bo", lexicon("en")
    >>> told = words(text, 0, 30, english)
    >>> [text[slice(*told.span(cue.first, cue.last))] for cue in cues(told, english)]
    ['said', 'according to']
    """
    last = -1
    for place in [place for place, word in enumerate(words) if word.begins_phrase]:
        cue = cue_at(words, place, lexicon) if place > last else None
        if cue is not None and not (place > 0 and _is_noun(words, place, lexicon)):
            last = cue.last
            yield cue


def cue_at(words: Sequence[Word], place: int, lexicon: Lexicon) -> Cue | None:
    """The phrase that begins at a place, the longest one, the letters before it left out.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> from harvester.find.quotations.words import words
    >>> cue_at(words("Ada told reporters", 0, 18, lexicon("en")), 1, lexicon("en"))
    Cue(first=1, last=1, role='verb')
    """
    word, speech = words[place].text, lexicon.speech
    found = _longest(word, words, place, lexicon)
    if found is None and word[:1] in speech.prefixes:
        found = _longest(word[1:], words, place, lexicon)
    if found is None and speech.cues_are_stems and word.startswith(speech.cues):
        return Cue(place, place, "verb")
    return found


def _longest(first: str, words: Sequence[Word], place: int, lexicon: Lexicon) -> Cue | None:
    """The longest phrase whose first word is given, and whose others follow a place."""
    for rest, role in lexicon.phrases.get(first, ()):
        last = place + len(rest)
        if not rest or tuple(map(_TEXT, words[place + 1 : last + 1])) == rest:
            return Cue(place, last, role)
    return None


def _is_noun(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether what may be a verb is a noun: "her claims", "late-night tweets", "of posts"."""
    before = words[place - 1].text
    if before in lexicon.determiners:
        return True
    is_noun = "-" in before or before in lexicon.links
    return is_noun and words[place].text in lexicon.speech.noun_cues


def introducing(words: Sequence[Word], lexicon: Lexicon) -> list[Cue]:
    """The phrases of saying before a quotation, the nearest first."""
    found = [cue for cue in cues(words, lexicon) if cue.role != "aside"]
    if found and _only_addresses(words, found[-1], lexicon):
        del found[-1]
    return found[::-1]


def _only_addresses(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a verb tells to whom one speaks, and the words in marks are the name of a place.

    So is "thanked those at the yearly “night of light”", and not "thanked them for “all of it”".
    """
    speech = lexicon.speech
    if words[cue.first].text not in speech.addressing:
        return False
    near = words[max(cue.last + 1, len(words) - _LONGEST_PLACE) :]
    return any(word.text in speech.venues for word in near) and not near[-1].is_break


def following(words: Sequence[Word], lexicon: Lexicon) -> Cue | None:
    """The phrase of saying behind a quotation, unless it introduces the next one."""
    first = next((word for word in words if not word.is_break), None)
    if first is None or first.text in lexicon.joins or _begins_sentence(words, lexicon):
        return None
    for cue in cues(words[: _FARTHEST_WORDS + 4], lexicon):
        between = sum(not word.is_break for word in words[: cue.first])
        if between > _FARTHEST_WORDS:
            return None
        word = words[cue.first].text
        if word not in lexicon.phrases and word[:1] in lexicon.speech.prefixes:
            return None  # a letter that means "and" is written together with the verb
        if _introduces_clause(words, cue, lexicon):
            return None
        if cue.role != "aside" or between == 0:
            return cue
    return None


def _begins_sentence(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a verb begins what is not said of the words before it: "Read more"."""
    first = words[0]
    if len(words) > 1 and words[1].is_capital and words[1].text not in lexicon.openers:
        return False  # "Retorted Quist"
    return first.is_capital and first.begins_phrase and not first.printed.isupper()


def _introduces_clause(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a verb tells what comes behind it: "…", in which she writes that it rained."""
    place = cue.last + 1
    while place < len(words) and words[place].is_adverb:
        place += 1  # "responded at once that"
    behind = words[place].text if place < len(words) else ""
    if behind in _COLONS:
        return True
    is_relative = behind in lexicon.speech.relatives
    return cue.role == "verb" and behind in lexicon.complementizers and not is_relative


def guessed(words: Sequence[Word], lexicon: Lexicon) -> Cue | None:
    """A word that stands where a verb of saying does, in scripts with capitals: “…,” quipped Ada.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> from harvester.find.quotations.words import words
    >>> guessed(words("she snorted.", 0, 11, lexicon("en")), lexicon("en"))
    Cue(first=1, last=1, role='verb')
    """
    place = 0
    while place < len(words) and _is_named(words[place], lexicon):
        place += 1
    if place >= len(words) or place > _LONGEST_NAME or not _may_be_verb(words[place], lexicon):
        return None
    behind = words[place + 1] if place + 1 < len(words) else None
    if behind is None or behind.is_break or (place == 0 and _is_named(behind, lexicon)):
        return Cue(place, place, "verb")
    return None


def _is_named(word: Word, lexicon: Lexicon) -> bool:
    return word.is_capital or word.text in lexicon.pronouns


def _may_be_verb(word: Word, lexicon: Lexicon) -> bool:
    if word.is_break or word.text in lexicon.ends or word.text in lexicon.determiners:
        return False
    if word.text.endswith(lexicon.speech.adverb_endings):
        return False
    return word.text.isalpha() and word.text != word.text.upper()


def is_adjacent(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether nothing but a comma, a colon or a "that" stands between a verb and a quotation."""
    return all(
        (word.is_break and word.text != '"') or word.text in lexicon.complementizers
        for word in words[cue.last + 1 :]
    )


def is_passive(words: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a verb names nobody who speaks."""
    passives = lexicon.speech.passives
    return bool(passives) and " ".join(w.text for w in words[cue.first : cue.last + 1]) in passives


def is_carrier(sentence: Sequence[Word], cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a participle tells what a thing says that somebody shows: "signs saying"."""
    before = sentence[cue.first - 1].text if cue.first else ""
    return cue.role == "carried" and before in lexicon.speech.carriers
