"""Lines with which platforms sign a post whose markup is gone, other than `(@handle)` and a date.

"A post shared by Ada (@ada_m9)" stands below the words, "@ada_m9" above them with the sound at
their end, "View this post on Instagram" where they begin. The platforms declare these lines; here
is their grammar. Where the words stand is the business of `captions`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import regex

from harvester.find.flattened.boundary import profile_of
from harvester.find.flattened.captions import LONGEST, START, Caption, Profile, caption
from harvester.find.flattened.signatures import Signature, hit_of
from harvester.find.places import around, places_of, tight, words_begin
from harvester.languages.dates import PrintedDate, read_date
from harvester.platforms import PLATFORMS
from harvester.platforms.declaration import Line, Platform
from harvester.records import Article, Hit, Span

_LONGEST = 240  # a line with its name and place, also where a scraper wrapped it
_BACK = 140  # so far before its fixed words a line may begin

_SPACE = r"[^\S\n]*+(?:\n[\s>]{0,40}+)?+"
_NAME = r"(?P<name>[^\s(（][^\n]{0,79}?(?:\n[^\n]{0,79}?)??)"
# matches "Monday, F", "Dimanche 21" and "9 Ocak": what may begin a date with its day of the week
_DATED = r"(?=\s*+(?:[\p{L}\p{M}'’]{4,14}+(?:,\s|\s\d)|\d))"
# matches each piece of " on ", " in data: ", "님, ", " (", " ב-" and "於 PDT " between a name and a
# date, and "\n on \n" of scrapers that put each piece on its own line; must not match "\nOn "
# where the article goes on
_LEAD = regex.compile(
    r"[-,]?[^\S\n]{1,3}+[(（]?+|[\p{L}\p{M}]{1,8}+(?:-(?=\d)|[,:]?+\s{1,12}+)"
    r"|\s{1,4}+[\p{L}\p{M}]{1,8}+[^\S\n]*+\n\s{0,4}+"
)
_MOST_LEADS = 5
_MOST_NESTED = 4
_LONGEST_LEAD = 60
# matches "Monday, " and "Dimanche " before a date, and " Pazartesi" behind one
_WEEKDAY = regex.compile(r"\s*+[\p{L}\p{M}'’]{4,14}+,?\s{1,3}+")
_WEEKDAY_BEHIND = regex.compile(r"\s[\p{L}\p{M}]{5,12}+")
_HALF_DAY = r"(?:[ap]\.?m\.?|午前|午後|上午|下午|오전|오후|[صم]|[πμ]\.?μ\.?|น\.)"
# matches " at 9:10am PDT", " um 4:47 PDT", " kello 6.02 PST", "午前9時10分PDT", what is left of it,
# and what a line says behind its hour
_CLOCK = regex.compile(
    r"(?:,?(?:\s{1,6}+|(?=[午上下오]))(?:[\p{L}\p{M}().:]{1,10}+\s{1,6}+){0,2}+"
    rf"(?:{_HALF_DAY}\s?)?+\d{{1,2}}[:.h時]\d{{2}}分?+(?:\s?{_HALF_DAY})?+)?+"
    r"(?:\s{0,8}+(?:\(P[DS]T[^)\n]{0,30}+\)|P[DS]T)(?:\s?(?:張貼|发布|\)))?+|\s{1,3}+Uhr\b)?+",
    regex.IGNORECASE,
)
_PART = regex.compile(r"\{\w+\}|\$|[^{$]+")


class _Pattern(NamedTuple):
    """A line as a pattern, and the fixed word with which it begins, if it begins with one."""

    platform: Platform
    line: Line
    first: str | None
    written: str

    @property
    def needs_at(self) -> bool:
        """Whether the line names somebody by @."""
        return "{who}" in self.line.template or "@" in self.line.template


class _Signed(NamedTuple):
    """A line that was found: what it says, and the words that it holds itself."""

    signature: Signature
    line: Line
    words: Span | None


def lines(article: Article, embedded: Sequence[Span] = ()) -> Iterator[Hit]:
    """A hit for each line that signs a post; `embedded` are the places of posts in markup.

    >>> [(hit.rule, hit.handle) for hit in lines(Article("Sea. A post shared by Ada (@ada_m9)"))]
    [('signature.instagram', 'ada_m9')]
    """
    text = article.text
    found = _apart(_found(text, article.lang))
    if not found:
        return
    profile = cache(lambda: profile_of(text, [signed.signature for signed in found]))
    wall = 0
    for signed in found:
        home = _home(signed.signature.span, embedded)
        low = max(wall, home.start) if home else wall
        words = _words(text, signed, low, is_markup=bool(home), profile=profile)
        yield _hit(text, signed.signature, words)
        wall = max(signed.signature.end, words.body.end if words else 0)


def _home(place: Span, embedded: Sequence[Span]) -> Span | None:
    """The markup around a place, of spans in order; few lie in one another."""
    nearest = bisect_right(embedded, place)
    around = embedded[max(0, nearest - _MOST_NESTED) : nearest]
    return next((span for span in reversed(around) if span.holds(place)), None)


def _words(
    text: str, signed: _Signed, wall: int, *, is_markup: bool, profile: Profile
) -> Caption | None:
    if signed.words:
        return Caption(tight(text, signed.words), 1.0)
    sign, line = signed.signature, signed.line
    return caption(text, sign, line, wall, is_markup=is_markup, profile=profile)


def _apart(found: Iterable[_Signed]) -> list[_Signed]:
    """The lines in order, without those that lie in another one."""
    kept: list[_Signed] = []
    for signed in sorted(found, key=lambda each: (each.signature.start, -each.signature.end)):
        if not kept or signed.signature.start >= kept[-1].signature.end:
            kept.append(signed)
    return kept


@cache
def _marks() -> dict[str, list[_Pattern]]:
    """All lines under the word of theirs that is looked for: the longest that no space cuts."""
    marks: dict[str, list[_Pattern]] = {}
    for platform in PLATFORMS:
        for line in platform.lines:
            parts = _PART.findall(line.template)
            words = [word for part in parts if part[0] not in "{$" for word in part.split()]
            first = words[0] if parts[0][0] != "{" else None
            grammar = _grammar(platform)
            written = "".join(
                grammar[part] if part in grammar else _literal(part) for part in parts
            )
            pattern = _Pattern(platform, line, first, written)
            marks.setdefault(max(words, key=_rarity), []).append(pattern)
    return marks


@cache
def _marks_beside_at() -> frozenset[str]:
    """The marks of lines that all name somebody by @: a text has few places for them."""
    return frozenset(
        mark for mark, patterns in _marks().items() if all(pattern.needs_at for pattern in patterns)
    )


def marks_without_at() -> list[str]:
    """The words that may stand in a platform's line although the text has no @, such as u/."""
    return [mark for mark in _marks() if mark not in _marks_beside_at()]


@cache
def _compiled(written: str) -> regex.Pattern[str]:
    """Compiled when its mark is first met: all of them would take longer than an article."""
    return regex.compile(written)


def _rarity(word: str) -> tuple[bool, bool, int]:
    """How rare a word is in news: mentions are common, `u/` and long words are not."""
    return word != "@", "/" in word, len(word)


def _grammar(platform: Platform) -> Mapping[str, str]:
    handle = rf"(?P<handle>{platform.handle})"
    return {
        "{who}": rf"(?:@{handle}|{_NAME}{_SPACE}[(（]{_SPACE}@{handle}{_SPACE}[)）])",
        "{name}": _NAME,
        "{handle}": handle,
        "{place}": r"[\w-]{2,40}+",
        "{host}": r"[A-Za-z0-9.-]{3,253}?",
        "{words}": rf"(?P<words>(?s:.{{0,{LONGEST}}}?))",
        "{date}": _DATED,
        "$": r"(?=[^\S\n]*+(?:\n|\Z))",
    }


def _literal(part: str) -> str:
    """Fixed words; a space may be a line end, and may be missing."""
    spaced = regex.split(r"\s+", part)
    return _SPACE.join(regex.escape(word) for word in spaced)


def _found(text: str, lang: str | None) -> Iterator[_Signed]:
    stretches = around(text, "@", _LONGEST, 2 * _LONGEST)
    near = "\n".join([text[start:end] for start, end in stretches])
    beside_at = _marks_beside_at()
    for mark, patterns in _marks().items():
        is_near = mark in beside_at
        if mark not in (near if is_near else text):
            continue  # most marks: this line is all that they cost
        for at in places_of(text, mark, stretches if is_near else [Span(0, len(text))]):
            signed = (_signed(text, at, mark, pattern, lang) for pattern in patterns)
            yield from filter(None, signed)


def _signed(text: str, at: int, mark: str, pattern: _Pattern, lang: str | None) -> _Signed | None:
    if pattern.needs_at and "@" not in text[max(0, at - _LONGEST) : at + _LONGEST]:
        return None
    for start in _starts(text, at, mark, pattern):
        match = _compiled(pattern.written).match(text, start, at + _LONGEST)
        if match and match.start() <= at < match.end():
            return _read(text, match, pattern, lang)
    return None


def _starts(text: str, at: int, mark: str, pattern: _Pattern) -> list[int]:
    """Where the line may begin whose mark stands at a place, the likeliest first."""
    is_inside = pattern.line.words == "inside"
    low = max(0, at - (LONGEST if is_inside else _BACK))
    if pattern.first and not is_inside:
        start = text.rfind(pattern.first, low, at + len(mark))
        return [start] if start >= 0 else []
    starts = [match.end() for match in START.finditer(text, low, at)]
    for heading in pattern.line.headings:
        place = text.rfind(heading, low, at)
        if place >= 0:
            starts.append(words_begin(text, place + len(heading), at))
    if low == 0:
        starts.append(words_begin(text, 0, at))
    return sorted(starts, reverse=True)


def _read(
    text: str, match: regex.Match[str], pattern: _Pattern, lang: str | None
) -> _Signed | None:
    said = match.groupdict()
    lang = pattern.line.lang or lang
    end, date = _date(text, match.end(), lang, needs_weekday="{date}" in pattern.line.template)
    if date is None and "{date}" in pattern.line.template:
        return None
    name = " ".join((said.get("name") or "").split()) or None
    start = match.start()
    words = None
    if "words" in said:
        words = Span(*match.span("words"))
        end = match.end("handle")
    handle = said.get("handle")
    signature = Signature(start, end, pattern.platform.name, name, handle, date)
    return _Signed(signature, pattern.line, words)


def _date(
    text: str, at: int, lang: str | None, *, needs_weekday: bool
) -> tuple[int, PrintedDate | None]:
    """The date behind a line with its hour, and where it ends; else where the line ended."""
    if needs_weekday:
        weekday = _WEEKDAY.match(text, at, at + _LONGEST)
        before = weekday.end() if weekday else words_begin(text, at, len(text))
        date = read_date(text, before, lang=lang)
        behind = None if weekday or not date else _WEEKDAY_BEHIND.match(text, date.end)
        if date is None or not (weekday or behind):
            return at, None
        return (behind.end() if behind else date.end), date._replace(start=at)
    place = at
    for _ in range(_MOST_LEADS):
        lead = _LEAD.match(text, place, at + _LONGEST_LEAD)
        if lead is None:
            break
        place = lead.end()
        date = read_date(text, place, lang=lang)
        if date:
            clock = _CLOCK.match(text, date.end, date.end + _LONGEST_LEAD)
            end = clock.end() if clock else date.end
            return end, date._replace(end=end)
    return at, None


def _hit(text: str, signature: Signature, words: Caption | None) -> Hit:
    hit = hit_of(text, signature)
    if words is None:
        return hit
    return hit._replace(
        start=min(words.body.start, hit.start),
        end=max(words.body.end, hit.end),
        body=words.body,
        confidence=words.confidence,
    )
