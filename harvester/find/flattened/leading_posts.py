"""Flattened posts whose signature stands before their words.

Some sites print `Name (@handle) words`, some `@handle: words`; a page that was saved after its
scripts ran has the widget: name and handle, the words, and below them a clock and a date. The words
begin right behind the signature. Where they end is told by the date below, by the link that closes
a post, or else by the line.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import regex

from harvester.find.flattened.boundary.register import language_or_usual, voice
from harvester.find.flattened.closing_links import closes
from harvester.find.flattened.leading_signatures import (
    FURNITURE,
    LeadingSignature,
    leading_signatures,
)
from harvester.find.flattened.signatures import Signature
from harvester.find.places import words_begin
from harvester.languages.date_forms import NAMED_MASK
from harvester.languages.dates import PrintedDate, read_date
from harvester.languages.relative_times import is_relative
from harvester.records import Span
from harvester.text.links import without_links
from harvester.text.script import script_of
from harvester.text.weight import fits_one_post

_REACH = 700  # printed links can be longer than the weight they have
_LONGEST_DATE_LINE = 60
_FEWEST_WORDS = 5

_LINE = regex.compile(r"\S(?:[^\n]*\S)?")
_FACE = rf"(?:\p{{Nd}}{{1,2}}[:.]\p{{Nd}}{{2}}|{NAMED_MASK}:{NAMED_MASK})"
# matches "9:35 PM - " before a date and "· 12:44" behind one; must not match "9:35 Rain again"
_CLOCK = regex.compile(rf"{_FACE}\s?(?:[AaPp]\.?[Mm]\.?)?\s?[-–—·]|[^\n]{{6,30}}?·\s?{_FACE}")
# matches how a post opens; must not match "is a reporter", "on Mar 3" or "• Photos"
_OPENING = regex.compile(
    r"\s++(?:\.(?=[@＠])|[\"“«„‘'‹「『(\[…¿¡])*+(?:[\p{Lu}\p{Lt}\p{Nd}#＃@＠]|\p{Extended_Pictographic})"
)
_CLOCK_FACE = regex.compile(_FACE)
# matches what goes on with a sentence about the author, "is a reporter", ", who has"
_GOES_ON = regex.compile(r"[\s,;:]*+\p{Ll}")
# matches the button between head and words, "·" and "Follow" on two lines; must not match "· Mar 3"
_BUTTON = regex.compile(r"\s{1,4}+·\s{1,4}+\p{L}++(?:[^\S\n]\p{L}++)?+[^\S\n]*+(?=\n)")
_HAS_NUMBER = regex.compile(rf"\p{{Nd}}|{NAMED_MASK}")
_PARAGRAPH = regex.compile(r"\n[\s>]*\n")
# matches what a post has and the description of an author has not
_LIVELY = regex.compile(r"[#＃!?！？؟…]|\.\.\.")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")


class LeadingPost(NamedTuple):
    """A signature with the words behind it, and how sure it is that they end there."""

    signature: Signature
    body: Span
    confidence: float

    @property
    def span(self) -> Span:
        """The whole post, from the name to the last word or to the date below."""
        date = self.signature.date
        return Span(self.signature.start, max(self.body.end, date.end if date else 0))


class _Ending(NamedTuple):
    """The words behind a head, and what tells where they end."""

    body: Span
    date: PrintedDate | None
    is_closed: bool


def leading_posts(
    text: str, taken: Sequence[Span], *, lang: str | None = None
) -> Iterator[LeadingPost]:
    r"""Every post that is signed before its words, in order, outside of the spans `taken`.

    >>> text = "So it is:\n\nAda Quist (@ada_q9) Rain again. pic.twitter.com/AbCdEfGhIj\n\nHe left."
    >>> [text[slice(*post.body)] for post in leading_posts(text, [])]
    ['Rain again. pic.twitter.com/AbCdEfGhIj']
    """
    found = list(leading_signatures(text, taken))
    in_brackets = [head.start for head in found if head.shape == "brackets"]
    walls = sorted([*(span.start for span in taken), *in_brackets])
    is_list = _is_list(text, found)
    times = _Times(text)
    wall = 0
    for head in found:
        if head.start < wall:
            continue
        stop = min(_next(walls, head.end, len(text)), head.end + _REACH)
        if head.shape == "widget" and not times.stand(head.end, stop):
            continue
        for ending in _endings(text, head, stop, lang):
            sure = _sure(text, head, ending, is_list=is_list)
            if sure and (ending.date or not _is_signed_below(text, ending.body.end, taken)):
                yield LeadingPost(_signature(head, ending), ending.body, sure)
                wall = ending.date.end if ending.date else ending.body.end
                break


def walls(signatures: Sequence[Signature], posts: Sequence[LeadingPost]) -> Iterator[int]:
    """For each signature where the post before ends, be that one signed before or behind."""
    ends = [post.span.end for post in posts]
    wall = 0
    for signature in signatures:
        before = bisect_right(ends, signature.start)
        yield max(wall, ends[before - 1] if before else 0)
        wall = signature.end


class _Times:
    """Clocks, and lines that tell a time from now: widgets have one of them below their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def stand(self, start: int, stop: int) -> bool:
        """Whether one stands there; the line in which it starts may begin before."""
        line = _LINE.search(self.text, start, stop)
        if line is None:
            return False
        return is_relative(line[0]) or _next(self._places, start, stop) < stop

    @cached_property
    def _places(self) -> list[int]:
        """Where each begins, in the whole text: heads stand near one another."""
        lines = (line for line in _LINE.finditer(self.text) if is_relative(line[0]))
        clocks = _CLOCK_FACE.finditer(self.text)
        return sorted(match.start() for match in (*lines, *clocks))


def _next(places: Sequence[int], position: int, otherwise: int) -> int:
    after = bisect_left(places, position)
    return places[after] if after < len(places) else otherwise


def _signature(head: LeadingSignature, ending: _Ending) -> Signature:
    date = ending.date or head.date
    return Signature(head.start, head.end, head.platform, head.name, head.handle, date)


def _is_signed_below(text: str, end: int, taken: Sequence[Span]) -> bool:
    """Whether a signature follows in the same paragraph: then the post only begins with a name."""
    following = bisect_left(taken, Span(end, 0))
    if following == len(taken) or taken[following].start - end > _REACH:
        return False
    start = taken[following].start
    return words_begin(text, end, start) == start or not _PARAGRAPH.search(text, end, start)


def _is_list(text: str, found: Sequence[LeadingSignature]) -> bool:
    """Whether `@handle:` signs posts in this text: several do, and one of them ends as posts do."""
    lines = [head for head in found if head.shape == "colon"]
    if len({head.handle for head in lines}) < 2:
        return False
    return any((line := _line(text, head, len(text))) and line.is_closed for head in lines)


def _endings(text: str, head: LeadingSignature, stop: int, lang: str | None) -> Iterator[_Ending]:
    """Where the words may end, the better told end first."""
    told = _told(text, head, stop, lang) if head.shape != "colon" else None
    line = _line(text, head, stop)
    yield from (ending for ending in (told, line) if ending)


def _line(text: str, head: LeadingSignature, stop: int) -> _Ending | None:
    """The rest of the head's own line."""
    line_end = text.find("\n", head.end, stop)
    words = _LINE.search(text, head.end, stop if line_end < 0 else line_end)
    return _Ending(Span(*words.span()), None, closes(words[0])) if words else None


def _told(text: str, head: LeadingSignature, stop: int, lang: str | None) -> _Ending | None:
    """Where a date below, or a closing link, ends the words; None without either."""
    body: Span | None = None
    is_closed = False
    button = _BUTTON.match(text, head.end)
    for line in _LINE.finditer(text, button.end() if button else head.end, stop):
        date = _date_line(line[0], lang) if body else None
        if body and date:
            at = line.start()
            return _Ending(body, date._replace(start=at, end=at + date.end), is_closed)
        if is_closed and without_links(line[0]).strip():
            break
        if not FURNITURE.fullmatch(line[0]):
            body = Span(body.start if body else line.start(), line.end())
            is_closed = closes(line[0])
    return _Ending(body, None, True) if body and is_closed else None


def _date_line(line: str, lang: str | None) -> PrintedDate | None:
    """The date that makes up a line, a place or an app behind it aside."""
    if is_relative(line):
        return PrintedDate(0, len(line), None)
    if len(line) > _LONGEST_DATE_LINE or not _HAS_NUMBER.search(line):
        return None
    return read_date(line, 0, lang=lang)


def _sure(text: str, head: LeadingSignature, ending: _Ending, *, is_list: bool) -> float:
    """How sure it is that these are the words of a post, all of them; 0 if they are none."""
    words = text[slice(*ending.body)]
    day = ending.date.day if ending.date else None
    if not fits_one_post(words, day) or _GOES_ON.match(words):
        return 0.0
    if head.shape in ("widget", "dotted"):
        return _sure_of_widget(text, head, ending)
    if ending.date:
        return 0.9 if len(_WORD.findall(words)) >= _FEWEST_WORDS else 0.0
    if "\n" in text[head.end : ending.body.start]:
        return 0.0
    return _sure_of_line(text, head, ending, is_list=is_list)


def _sure_of_line(text: str, head: LeadingSignature, ending: _Ending, *, is_list: bool) -> float:
    """Words on the line of their head: a link closes them, or they sound like a post."""
    if ending.is_closed:
        return 0.95
    if head.shape == "colon":
        return 0.9 if is_list else 0.0
    return 0.8 if _sounds_own(text, head, text[slice(*ending.body)]) else 0.0


def _sounds_own(text: str, head: LeadingSignature, words: str) -> bool:
    """Whether a line behind a name speaks, and does not tell what its bearer does for a living."""
    spoken = _WORD.findall(words.lower())
    if len(spoken) < _FEWEST_WORDS or not _OPENING.match(text, head.end):
        return False
    language = language_or_usual("", script_of(words))
    return _LIVELY.search(words) is not None or any(voice(language, word).is_own for word in spoken)


def _sure_of_widget(text: str, head: LeadingSignature, ending: _Ending) -> float:
    """A name and a handle on a line are a widget's if a clock stands in the date below."""
    if ending.date and _CLOCK.match(text, ending.date.start):
        return 0.95
    if ending.date and is_relative(text[ending.date.start : ending.date.end]):
        return 0.9
    return 0.9 if head.shape == "dotted" and ending.is_closed else 0.0
