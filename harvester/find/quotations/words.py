"""The words around a quotation, with the punctuation that parts them, and where sentences end."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

import regex

from harvester.find.places import last_before
from harvester.find.quotations.lexicon import WORD, Lexicon
from harvester.find.quotations.vocabulary import MASKED, Vocabulary, Word, vocabulary
from harvester.records import Span

# matches the end of a sentence with the marks and brackets that close it
_SENTENCE_END = regex.compile(r"[.!?؟۔।。！？]++[\"'”’»)\]]*+(?=\s|\Z)|[。！？]")
_LAST_SENTENCE_END = regex.compile(_SENTENCE_END.pattern, regex.REVERSE)  # the last one first
DASHES = frozenset("—–―-")
_EDGES = "-/"
_GOES_ON = DASHES | {",", ";"}
_LONGEST_REMARK = 9  # words and signs
_WIDEST_REMARK = 40  # characters of a remark in brackets
_LONGEST_ABBREVIATION = 12  # characters, the signs in it included
_MOST = 20_000  # last words that are kept
_LAST_WORD = regex.compile(rf"{WORD}\Z")


class Words(list[Word]):
    """Words in order; where each stands is looked for when it is asked for."""

    __slots__ = ("_masked", "_places", "_start", "_text")

    def __init__(
        self,
        found: Iterable[Word] = (),
        text: str = "",
        start: int = 0,
        masked: Sequence[Span] = (),
    ) -> None:
        """Those of a text from a place on, what is masked among them."""
        super().__init__(found)
        self._text, self._start, self._masked = text, start, masked
        self._places: tuple[list[int], list[int]] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return (self._places or self._look_up())[0]

    @property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return (self._places or self._look_up())[1]

    def _look_up(self) -> tuple[list[int], list[int]]:
        starts: list[int] = []
        ends: list[int] = []
        find, end, masked = self._text.find, self._start, iter(self._masked)
        for word in self:
            if printed := word.printed:
                start = find(printed, end)
                end = start + len(printed)
            else:
                start, end = next(masked)
            starts.append(start)
            ends.append(end)
        self._places = starts, ends
        return self._places

    def span(self, first: int, last: int) -> Span:
        """Where some words stand, from the first to the last of them.

        >>> from harvester.find.quotations.lexicon import lexicon
        >>> words("So Ada Quist said", 0, 17, lexicon("en")).span(1, 2)
        Span(start=3, end=12)
        """
        return Span(self.starts[first], self.ends[last])

    def within(self, span: Span) -> list[Word]:
        """Those words that begin within a span."""
        return self[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def before(self, place: int) -> "Words":
        """Those words that end before a place of the text."""
        return self.part(0, bisect_right(self.ends, place))

    def part(self, first: int, last: int | None = None) -> "Words":
        """Some of the words, each where it stands."""
        if self._places is None:
            before = Words(self[:first], self._text, self._start, self._masked)
            start = before.ends[-1] if before else self._start
            masked = self._masked[before.count(MASKED) :]
            return Words(self[first:last], self._text, start, masked)
        some = Words(self[first:last])
        some._places = self.starts[first:last], self.ends[first:last]
        return some

    def without_breaks(self) -> "Words":
        """The words alone, without what parts clauses."""
        return self._of([place for place, word in enumerate(self) if not word.is_break])

    def without_brackets(self) -> "Words":
        """The words without short remarks in brackets: "Ada Quist (Harbour Party) said"."""
        kept: list[int] = []
        opened: int | None = None
        for place, word in enumerate(self):
            if word.text == "(":
                opened = len(kept)
            kept.append(place)
            if word.text == ")" and opened is not None and len(kept) - opened <= _LONGEST_REMARK:
                del kept[opened:]
                opened = None
        return self._of(kept) if len(kept) < len(self) else self

    def _of(self, kept: Sequence[int]) -> "Words":
        """The words at these places of the list, each where it stands in the text."""
        some = Words([self[place] for place in kept])
        some._places = [self.starts[n] for n in kept], [self.ends[n] for n in kept]
        return some


def words(text: str, start: int, end: int, lexicon: Lexicon, masked: Sequence[Span] = ()) -> Words:
    """The words from `start` to `end`; what is masked is one break, for somebody else speaks there.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> [word.text for word in words("Ada, who said “no”", 0, 18, lexicon("en"), [Span(14, 18)])]
    ['ada', ',', 'who', 'said', '"']
    """
    known = vocabulary(lexicon.code)
    inside = _inside(masked, start, end)
    found = Words((), text, start, inside)
    at = start
    for span in inside:
        found += _between(text, at, span.start, known)
        found.append(MASKED)
        at = span.end
    found += _between(text, at, end, known)
    return found.without_brackets() if text.find("(", start, end) >= 0 else found


def _inside(masked: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those spans, in order, that lie between two places or reach there."""
    first = bisect_left(masked, (start,))
    if first and masked[first - 1].end > start:
        first -= 1
    return masked[first : bisect_left(masked, (end,))]


def _between(text: str, start: int, end: int, known: Vocabulary) -> Iterable[Word]:
    """The words between two places, mostly looked up by what stands between spaces."""
    if start >= end:
        return ()
    if text[start] in _EDGES or text[end - 1] in _EDGES:
        return known.words(text, start, end)  # what they are depends on what is beside
    return chain.from_iterable(map(known.__getitem__, text[start:end].split()))


def sentence_start(text: str, start: int, end: int, masked: Sequence[Span], lex: Lexicon) -> int:
    """Where the sentence begins that stands before `end`; not before `start`."""
    for match in _LAST_SENTENCE_END.finditer(text, start, end):
        if _ends_sentence(text, match.start(), match.end(), masked, lex):
            return match.end()
    return start


def sentence_ends(
    text: str, start: int, end: int, masked: Sequence[Span], lex: Lexicon
) -> list[int]:
    """The places behind the end of each sentence between two places, in order.

    >>> from harvester.find.quotations.lexicon import lexicon
    >>> sentence_ends("Mr. Quist left. Bo came.", 0, 24, (), lexicon("en"))
    [15, 24]
    """
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text, start, end)
        if _ends_sentence(text, match.start(), match.end(), masked, lex)
    ]


def sentence_end(text: str, start: int, end: int, masked: Sequence[Span], lex: Lexicon) -> int:
    """Where the sentence ends that goes on at `start`; not behind `end`."""
    for match in _SENTENCE_END.finditer(text, start, end):
        if _ends_sentence(text, match.start(), match.end(), masked, lex):
            return match.start()
    return end


@lru_cache(_MOST)
def last_word(printed: str) -> str:
    """The word that ends what stands behind a space; empty where a sign ends it.

    >>> last_word("D-Mass"), last_word("“no”")
    ('Mass', '')
    """
    found = _LAST_WORD.search(printed)
    return found[0] if found else ""


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
    low = max(0, at - _LONGEST_ABBREVIATION)
    word = last_word(text[max(low, text.rfind(" ", low, at) + 1) : at])
    if not word:
        return True
    if len(word) == 1 and word.isalpha():
        return False  # an initial, or the end of "p.m."
    following = text[end : end + 2].strip()
    if following.islower() or following in _GOES_ON:
        return False
    return word.lower() not in lex.abbreviations
