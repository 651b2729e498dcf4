"""Titles of link cards: a line that holds a name, the platform's name and the words in marks.

`Ada on X: "words" / X` is what a page of the platform calls itself, `"words" — Ada on Twitter` what
some sites make of it. A description of a picture, `Screenshot of a tweet by Ada: "words"`, says the
same, wherever it stands. Languages tell how they name a post, platforms how they are called.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import regex

from harvester.find.flattened.cards.templates import (
    CLOSING,
    DASHES,
    OPENING,
    descriptions,
    fitting,
    named_before,
    named_behind,
    platform_names,
)
from harvester.find.flattened.signatures import Signature, hit_of
from harvester.find.places import places_of, united
from harvester.languages import Language, languages
from harvester.languages.dates import read_date
from harvester.platforms import recognise
from harvester.records import Article, Hit, Span
from harvester.text.occurrences import occurrences

_OPENINGS, _CLOSINGS = frozenset(OPENING), frozenset(CLOSING)
_COLONS = ":："
_LONGEST = 1_500  # characters of one card; Instagram's titles hold whole captions
_LONGEST_HEAD = 400  # of a description, before the words; its name and handle have 60 each
_NEAR = 70  # characters from a platform's name to a colon before words, or to its line's end
_BEFORE = 120  # characters from the mark of a description to its words
_MOST_WORDS = 6  # of a name
_LONGEST_PARTICLE = 3  # letters of "van der", "bin" and "of" in a name
_AND = "وف"  # that Arabic writes before a verb, without a space
# matches what follows a platform's name in a title, " 님: “", and behind words in one, to its end
_BEFORE_WORDS = regex.compile(rf"[^\n]{{0,{_NEAR}}}?[{_COLONS}]\s{{0,2}}[{OPENING}]")
_BEHIND_WORDS = regex.compile(rf"[^\n]{{0,{_NEAR}}}+(?=\n|\Z)")
_NEAR_WORDS = regex.compile(rf"[^\n{OPENING}]{{0,{_BEFORE}}}+[{OPENING}]")
# matches what may stand between words and their date: a mark, a comma, "posted on "
_BEFORE_DATE = regex.compile(r"[\"”»“’」』(,.\s]\s?+(?=\S)")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]++")


def titles(article: Article) -> Iterator[Hit]:
    """A hit for each card whose title holds a post.

    >>> [(hit.author_name, hit.rule) for hit in titles(Article('Ada on X: "Rain again" / X'))]
    [('Ada', 'signature.twitter.title')]
    """
    text = article.text
    end = -1
    for at, line in _places(text):
        if at < end:
            continue
        hit = _card(text, at, line) if line >= end else None
        hit = hit or _described(text, at, line)
        if hit:
            end = hit.end
            yield hit


@cache
def _marks() -> tuple[str, ...]:
    """The words that every description has one of."""
    templates = (each for language in languages() for each in language.transcripts)
    words = (word for each in templates if "{platform}" not in each for word in each.split())
    marks = {*platform_names(), *(word for word in words if "{" not in word and len(word) > 3)}
    return tuple(mark for mark in marks if not any(_goes_on(mark, other) for other in marks))


def _goes_on(mark: str, other: str) -> bool:
    """Whether a mark stands only where another one does, which it begins with."""
    return mark != other and mark.startswith(other)


def may_hold_titles(text: str) -> bool:
    """Whether a text names a platform near a colon or a dash beside marks of quotation.

    >>> may_hold_titles("“Rain,” she said on X"), may_hold_titles("“Rain” — Ada on X")
    (False, True)
    """
    near = _beside_marks(text)
    return bool(near) and any(True for _ in _found(text, platform_names(), near))


def _beside_marks(text: str) -> list[Span]:
    """The stretches in which a title may name its platform.

    One lies before a colon that a mark of quotation follows, the other around a dash behind one.
    """
    if '"' not in text and (text.isascii() or not any(map(text.__contains__, OPENING))):
        return []
    before = [
        Span(max(0, at - _NEAR), at)
        for at in _each(text, _COLONS)
        if text[at + 1 : at + 4].lstrip()[:1] in _OPENINGS
    ]
    behind = [
        Span(max(0, at - _LONGEST), at + _LONGEST)
        for at in _each(text, DASHES)
        if text[max(0, at - 3) : at].rstrip()[-1:] in _CLOSINGS
    ]
    return united([*before, *behind])


def _each(text: str, signs: str) -> Iterator[int]:
    """Where each of these signs stands."""
    return (at for sign in signs for at in occurrences(text, sign))


def _before_words(text: str) -> list[Span]:
    """The stretches before marks of quotation near a handle: in one of them a description is named.

    >>> _before_words("Tweet by Ada (@ada_q9): “Rain”")
    [Span(start=0, end=24)]
    """
    return united(
        Span(max(0, at - _BEFORE), at)
        for at in (_each(text, OPENING) if "@" in text else ())
        if text.find("@", max(0, at - 2 * _LONGEST_HEAD), at + _LONGEST_HEAD) >= 0
    )


def _places(text: str) -> list[tuple[int, int]]:
    """Where a mark of a card stands, and where its line begins, in order."""
    titled, described = _beside_marks(text), _before_words(text)
    found = {*_found(text, platform_names(), titled), *_found(text, _marks(), described)}
    return [(at, text.rfind("\n", 0, at) + 1) for at in sorted(found)]


def _found(text: str, marks: Iterable[str], stretches: Sequence[Span]) -> Iterator[int]:
    """Where these marks stand in some stretches of a text; most marks stand in none."""
    near = "\n".join([text[start:end] for start, end in stretches])
    for mark in marks if near else ():
        if mark in near:
            yield from places_of(text, mark, stretches)


def _card(text: str, at: int, line: int) -> Hit | None:
    """The card that a line is in which a mark stands."""
    may_be = _BEFORE_WORDS.match(text, at), _BEHIND_WORDS.match(text, at)
    where = Span(line, line + _LONGEST)
    title = fitting(named_before(), text, where, at) if may_be[0] else None
    if title and _is_author(title):
        end = title.end("words")
        attribution = Span(title.start(), title.start("words"))
        sure = 0.95 if title["tail"] or title["handle"] else 0.85
        return _hit(title, Span(title.start("words"), end), attribution, "title", sure)
    signed = fitting(named_behind(), text, where, at) if may_be[1] else None
    if signed and _is_author(signed):
        attribution = Span(signed.start("dash"), signed.end())
        return _hit(signed, Span(*signed.span("body")), attribution, "title", 0.9)
    return None


def _described(text: str, at: int, line: int) -> Hit | None:
    """The description of a picture that begins with a mark, or with its line."""
    if not _NEAR_WORDS.match(text, at):
        return None
    starts = [each for each in (at, line) if text.find("@", each, each + _LONGEST_HEAD) >= 0]
    matches = (_description(text, Span(start, at + _LONGEST), at) for start in starts)
    match = next((each for each in matches if each and each["handle"]), None)
    if match is None:
        return None
    attribution = Span(match.start(), match.start("words") - 1)
    hit = _hit(match, Span(*match.span("words")), attribution, "transcript", 0.85)
    return _dated(text, hit)


def _description(text: str, where: Span, at: int) -> regex.Match[str] | None:
    return fitting(descriptions(), text, where, at, flags=regex.IGNORECASE)


def _dated(text: str, hit: Hit) -> Hit:
    """The description with the date that it tells behind the words."""
    for gap in _BEFORE_DATE.finditer(text, hit.end, hit.end + 20, overlapped=True):
        date = read_date(text, gap.end())
        if date:
            printed = text[date.start : date.end].strip()
            return hit._replace(end=date.end, printed_date=printed, day=date.day)
    return hit


def _hit(
    match: regex.Match[str], body: Span, attribution: Span, rule: str, confidence: float
) -> Hit:
    said = match.groupdict()
    platform = platform_names().get(said.get("platform") or "", "twitter")
    url = said.get("url")
    post = recognise(url) if url else None
    signature = Signature(*attribution, platform, said["name"].strip(), said.get("handle"), None)
    is_own = post is not None and (post.kind, post.platform) == ("post", platform)
    hit = hit_of(match.string, signature)
    return hit._replace(
        rule=f"{hit.rule}.{rule}",
        start=min(attribution.start, body.start),
        end=max(match.end(), body.end),
        body=body,
        confidence=confidence,
        post_id=post.post_id if post and is_own else None,
        url=url if is_own else None,
    )


def _is_author(match: regex.Match[str]) -> bool:
    """Whether a name can be an account's: not "she wrote", nor Arabic's "and he wrote"."""
    words = _WORD.findall(match["name"])
    if match["handle"]:
        return True
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    if any(map(_is_prose, words)):
        return False
    small = [word for word in words if word[0].islower() and len(word) > _LONGEST_PARTICLE]
    return not small or len(words) == 1


def _is_prose(word: str) -> bool:
    """Whether a word is a report's: a pronoun, or in small letters one that tells of speech."""
    if word[0].isupper():
        return word.casefold() in _pronouns()
    return word in _prose() or (word[0] in _AND and word[1:] in _prose())


@cache
def _pronouns() -> frozenset[str]:
    spoken = (language.speech for language in languages())
    return frozenset(word for speech in spoken if speech for word in speech.pronouns)


@cache
def _prose() -> frozenset[str]:
    return frozenset(word for language in languages() for word in _telling(language))


def _telling(language: Language) -> Iterator[str]:
    yield from language.report_words
    if language.speech:
        yield from (word for cue in language.speech.cues for word in cue.split())
