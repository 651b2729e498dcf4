"""Whom a pronoun stands for: the subject of a sentence before it, as far as number and gender fit.

Sentence by sentence it is looked back, words in marks left out, for there somebody else speaks. In
each the first name counts that owns nothing and follows no preposition; a sentence that goes on
with the same pronoun leads to the one before it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from sys import maxsize
from typing import NamedTuple

import regex

from harvester.find.quotations.context import Context
from harvester.find.quotations.coreference.mentions import Mention, mentions
from harvester.find.quotations.coreference.people import People
from harvester.find.quotations.lexicon import WORD
from harvester.find.quotations.words import last_word, sentence_ends
from harvester.languages.given_names import Gender
from harvester.records import Span

_FARTHEST = 1500  # characters that are looked back on
_PARAGRAPHS = 4
_SENTENCES = 8
_SHORTEST = 2  # characters of a name
_SURE, _LIKELY = 0.9, 0.8  # how often it is right, with a known gender and without
_LONGEST_WORD = 20  # characters of a preposition
_OF_POSTS = ("(@", "pic.twitter.com", "http")  # what paragraphs of the article's own have not
_PRONOUN = regex.compile(WORD)


class Antecedent(NamedTuple):
    """Who is meant, and how often such a one is right."""

    mention: Mention
    confidence: float


class Antecedents:
    """The names that pronouns of an article stand for; what a sentence tells is kept."""

    def __init__(self, people: People, masked: Sequence[Span]) -> None:
        """No sentence is known of before the first question; masked are the quotations."""
        self._people = people
        self._masked = masked
        self._told: dict[tuple[Span, Gender | None], Antecedent | None] = {}
        self._lines: dict[int, list[Span]] = {}
        self._of_posts = [sign for sign in _OF_POSTS if sign in people.text]

    def of(self, context: Context, pronoun: Span, gender: Gender | None) -> Antecedent | None:
        """The name that a pronoun stands for; None where nothing fits."""
        own = Span(context.sentence, min(pronoun.start, context.marked.start))
        for sentence in chain((own,), islice(self._sentences_before(context), _SENTENCES)):
            found = self._in_sentence(sentence, gender)
            if found is not None:
                return found
        return None

    def _in_sentence(self, sentence: Span, gender: Gender | None) -> Antecedent | None:
        if sentence.end - sentence.start < _SHORTEST:
            return None  # often a space is all that stands before a quotation in its sentence
        key = sentence, gender
        if key not in self._told:
            parts = _unmasked(sentence, self._masked)
            self._told[key] = _in_sentence(parts, gender, self._people)
        return self._told[key]

    def _sentences_before(self, context: Context) -> Iterator[Span]:
        """The sentences before that of a quotation, the nearest first, over a few paragraphs."""
        text, end = context.text, context.sentence
        low = max(0, end - _FARTHEST)
        for _ in range(_PARAGRAPHS):
            start = text.rfind("\n", 0, end) + 1
            yield from reversed(self._sentences(start, max(low, start), end))
            end = start
            while end > low and text[end - 1].isspace():
                end -= 1
            if end <= low:
                return

    def _sentences(self, line: int, start: int, end: int) -> list[Span]:
        """The sentences between two places of a line, cut there; none of a post's."""
        text = self._people.text
        if self._of_posts and any(text.find(sign, start, end) >= 0 for sign in self._of_posts):
            return []
        told = self._sentences_of(line)
        first = bisect_right(told, (start, maxsize)) - 1  # the one that goes on at the start
        between = told[first : bisect_left(told, (end,))]
        if between:
            between[0] = Span(start, between[0].end)
            between[-1] = Span(between[-1].start, end)
        return between

    def _sentences_of(self, line: int) -> list[Span]:
        """All sentences of a line, one behind the other."""
        if line not in self._lines:
            text, lexicon = self._people.text, self._people.lexicon
            stop = text.find("\n", line)
            stop = len(text) if stop < 0 else stop
            ends = [line, *sentence_ends(text, line, stop, self._masked, lexicon), stop]
            self._lines[line] = [Span(*each) for each in pairwise(ends)]
        return self._lines[line]


def _in_sentence(parts: Sequence[Span], gender: Gender | None, people: People) -> Antecedent | None:
    """The first fitting name of a sentence that may be its subject."""
    named = (each for part in parts for each in mentions(people.text, *part, people.lexicon))
    subjects = (each for each in named if not _is_object(each, people))  # costs less than to fit
    best = next((each for each in subjects if _fits(each, gender, people)), None)
    if best is None or _has_pronoun(parts, best, gender, people):
        return None  # of a pronoun before the name the sentence before tells who it is
    return Antecedent(best, _SURE if people.gender(best) else _LIKELY)


def _fits(mention: Mention, gender: Gender | None, people: People) -> bool:
    is_bare = not mention.title and not mention.given
    if (is_bare and people.is_determined(mention)) or not people.is_person(mention):
        return False
    known = people.gender(mention)
    return gender is None or known is None or known == gender


def _unmasked(sentence: Span, masked: Sequence[Span]) -> list[Span]:
    """What of a sentence stands outside of quotation marks."""
    parts, start = [], sentence.start
    first = max(0, bisect_left(masked, (start,)) - 1)
    for span in masked[first : bisect_left(masked, (sentence.end,))]:
        if start < span.start:
            parts.append(Span(start, span.start))
        start = max(start, span.end)
    return [*parts, Span(start, sentence.end)] if start < sentence.end else parts


def _is_object(mention: Mention, people: People) -> bool:
    """Whether a name owns something, follows a preposition that tells no source, or is a credit."""
    if mention.is_possessive or people.text[mention.span.end : mention.span.end + 1] == "/":
        return True
    start = mention.span.start
    before = people.text[max(0, start - _LONGEST_WORD) : start].split()
    word = last_word(before[-1]) if before else ""
    is_told = word in people.lexicon.speech.recipients  # and not "For Quist, this is news"
    if word.lower() not in people.lexicon.prepositions and not is_told:
        return False
    return (
        not people.text[max(0, start - 40) : start]
        .rstrip()
        .lower()
        .endswith(people.lexicon.speech.sources or "\n")
    )


def _has_pronoun(
    parts: Sequence[Span], mention: Mention, gender: Gender | None, people: People
) -> bool:
    """Whether the same pronoun stands before a name in its sentence, and not ahead of it.

    "While he waited, Quist said so" has the name of the pronoun behind it.
    """
    speech, start = people.lexicon.speech, mention.span.start
    first = _PRONOUN.search(people.text, parts[0].start, start)
    is_behind_clause = people.text[max(0, start - 2) : start].rstrip()[-1:] == ","
    if is_behind_clause and first is not None and first[0].lower() in people.lexicon.stops:
        return False
    same = speech.feminine if gender == "feminine" else speech.masculine
    before = (Span(start, min(end, mention.span.start)) for start, end in parts)
    words = (word for start, end in before for word in _PRONOUN.findall(people.text, start, end))
    return any(word.lower() in same for word in words)
