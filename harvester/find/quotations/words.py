"""The words around a quotation, with the punctuation that parts them, and where sentences end."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from harvester.find.places import last_before
from harvester.find.quotations.lexicon import COMPOUND, VOWEL_SIGN, WORD, Lexicon
from harvester.records import Span

# matches a word, or what parts clauses; a full stop, a hyphen and an apostrophe part none
_SIGN = r"[,;:،؛、，；：—–―()\[\]|…!?؟।۔]|(?<!\d)/|/(?!\d)|(?<=\s)-(?=\s)"
_TOKEN = regex.compile(f"{COMPOUND}|{_SIGN}")
_TOKEN_OF_PARTS = regex.compile(f"{WORD}|{_SIGN}")
# matches the end of a sentence with the marks and brackets that close it
_SENTENCE_END = regex.compile(r"[.!?؟۔।。！？]++[\"'”’»)\]]*+(?=\s|\Z)|[。！？]")
DASHES = frozenset("—–―-")
_GOES_ON = DASHES | {",", ";"}
_LONGEST_REMARK = 9  # words and signs
_WIDEST_REMARK = 40  # characters of a remark in brackets
_LAST_WORD = regex.compile(rf"{WORD}\Z")


_made = tuple.__new__  # makes a named tuple in half the time of calling it


class Word(NamedTuple):
    """A word in lower case, or a sign that parts clauses."""

    start: int
    end: int
    text: str
    is_break: bool
    is_capital: bool = False


def words(
    text: str, start: int, end: int, lexicon: Lexicon, masked: Sequence[Span] = ()
) -> list[Word]:
    """The words from `start` to `end`; what is masked is one break, for somebody else speaks there.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> [word.text for word in words("Ada, who said “no”", 0, 18, lexicon("en"), [Span(14, 18)])]
    ['ada', ',', 'who', 'said', '"']
    """
    token = _TOKEN_OF_PARTS if lexicon.speech.hyphens_part else _TOKEN
    found: list[Word] = []
    for span in masked:
        if span.end <= start or span.start >= end:
            continue
        found += _tokens(token, text, start, max(start, span.start))
        found.append(Word(span.start, span.end, '"', True))
        start = span.end
    found += _tokens(token, text, start, end)
    if found and lexicon.speech.has_vowel_signs:
        found = _without_vowel_signs(text, found)
    return _without_brackets(found) if any(word.text == "(" for word in found) else found


def _without_vowel_signs(text: str, found: list[Word]) -> list[Word]:
    """The words as the lists of their language spell them; most print has no such signs."""
    if VOWEL_SIGN.search(text, found[0].start, found[-1].end) is None:
        return found
    return [word._replace(text=VOWEL_SIGN.sub("", word.text)) for word in found]


def _without_brackets(found: Sequence[Word]) -> list[Word]:
    """The words without short remarks in brackets: "Ada Quist (Harbour Party) said"."""
    kept: list[Word] = []
    opened: int | None = None
    for word in found:
        if word.text == "(":
            opened = len(kept)
        kept.append(word)
        if word.text == ")" and opened is not None and len(kept) - opened <= _LONGEST_REMARK:
            del kept[opened:]
            opened = None
    return kept


def _tokens(token: regex.Pattern[str], text: str, start: int, end: int) -> list[Word]:
    found = []
    for match in token.finditer(text, start, end):
        word, first = match[0], text[match.start()]
        known = (*match.span(), word.lower(), not first.isalnum(), first.isupper())
        found.append(_made(Word, known))
    return found


def sentence_start(text: str, start: int, end: int, masked: Sequence[Span], lex: Lexicon) -> int:
    """Where the sentence begins that stands before `end`; not before `start`."""
    return next(_ends_back(text, start, end, masked, lex), start)


def sentences_back(
    text: str, start: int, end: int, masked: Sequence[Span], lex: Lexicon
) -> Iterator[Span]:
    """Each sentence between two places, the last first; no more is looked at than is asked for.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> text = "Mr. Quist left. Bo came."
    >>> [text[slice(*each)] for each in sentences_back(text, 0, 24, (), lexicon("en"))]
    [' Bo came.', 'Mr. Quist left.']
    """
    for behind in _ends_back(text, start, end, masked, lex):
        if behind < end:
            yield Span(behind, end)
            end = behind
    if start < end:
        yield Span(start, end)


def _ends_back(
    text: str, start: int, end: int, masked: Sequence[Span], lex: Lexicon
) -> Iterator[int]:
    """Behind the end of each sentence, the last first."""
    for match in reversed([*_SENTENCE_END.finditer(text, start, end)]):
        if _ends_sentence(text, match.start(), match.end(), masked, lex):
            yield match.end()


def sentence_end(text: str, start: int, end: int, masked: Sequence[Span], lex: Lexicon) -> int:
    """Where the sentence ends that goes on at `start`; not behind `end`."""
    for match in _SENTENCE_END.finditer(text, start, end):
        if _ends_sentence(text, match.start(), match.end(), masked, lex):
            return match.start()
    return end


def _goes_on(text: str, behind: int) -> bool:
    """Whether a sentence goes on behind words in marks: “Why?” she asked."""
    following = text[behind : behind + 3].strip()[:1]
    return following.islower() or following in _GOES_ON


def _ends_remark(text: str, at: int) -> bool:
    """Whether a point stands at the end of brackets within a sentence: "Ada Quist (D-Mo.) said"."""
    if text[at : at + 2] not in (".)", ".]"):
        return False
    opening = max(text.rfind(bracket, max(0, at - _WIDEST_REMARK), at) for bracket in "([")
    before = text[:opening].rstrip()[-1:] if opening > 0 else ""
    return before.isalnum() and ". " not in text[opening:at]


def _ends_sentence(text: str, at: int, end: int, masked: Sequence[Span], lex: Lexicon) -> bool:
    around = last_before(masked, at)
    if around is not None and at < around.end:
        return around.end - end <= 1 and not _goes_on(text, around.end)
    if text[at] != "." or end - at > 1:
        return not _ends_remark(text, at)
    last = _LAST_WORD.search(text, max(0, at - 12), at)
    if last is None:
        return True
    word = last[0]
    if len(word) == 1 and word.isalpha():
        return False  # an initial, or the end of "p.m."
    following = text[end : end + 2].strip()
    if following.islower() or following in _GOES_ON:
        return False
    return word.lower() not in lex.abbreviations
