"""Signatures of flattened posts: a dash, a display name, `(@handle)` and a date.

The handle in brackets is the anchor: one memchr over the text finds every `@`, and only there the
grammar is tried, to the right for the date, to the left for the name and its dash. What stands
before the signature, and where those words begin, is the business of `boundary`.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from harvester.languages import languages
from harvester.languages.date_forms import MARKS, NAMED_MASK
from harvester.languages.dates import PrintedDate, read_cut, read_date
from harvester.platforms import PLATFORMS
from harvester.records import Hit, Span

_OPENERS = "(（"
_NAME_WINDOW = 140  # display names have up to 50 characters; wrapped and indented lines need room
_LONGEST_NAME = 60

# matches "@name)", "＠name）" and "@name\n)"; must not match "@a name)" or "@name,"
_HANDLES = tuple(
    (platform.name, regex.compile(rf"[@＠]({platform.handle})[\s{MARKS}]{{0,4}}+[)）]"))
    for platform in PLATFORMS
    if platform.signs_in_brackets
)
# matches what may stand between ")" and the date: spaces, up to three line ends, "> ", "["
_BEFORE_DATE = regex.compile(
    rf"[^\S\n{MARKS}]*+(?:\n[^\S\n]*+(?:>[^\S\n]*+)?+){{0,3}}+(?:\[(?![A-Z]{{2,12}}\])(?:>[^\S\n]*+)?+)?+[{MARKS}]*+"
)
# what a wrong encoding makes of "—" and of "–": their bytes, read as Windows-1252 or as Latin-1
_LONG = '—|―|&mdash;|&#(?:8212|x2014);|â€[”"\x94]|â\x80\x94'
_SHORT = "–|&ndash;|&#(?:8211|x2013);|â€[“\x93]|â\x80\x93"
# matches each dash that can open a signature, also where it became "?"; must not match the hyphen
# of "Jean-Marie", nor the mark of "Why? Ada"
_DASH = regex.compile(
    rf"(?P<long>{_LONG})|(?P<short>{_SHORT}|(?<![-\w])--?(?=\s)|(?<![\w?!])[?\uFFFD](?=\s))"
)
# matches what ends the words before the first of several dashes: a full stop, a link, a line
_WORDS_END = regex.compile(
    r"(?:[.!?…؟。！？]|(?:pic\.|https?://)\S{4,80}+)[^\S\n]*+\Z|(?:\n|\A)\s*+\Z"
)
# matches a name that has a dash in it, "Ada — at sea"; must not match words: "and hail — Ada"
_DASHED_NAME = regex.compile(r"\s?+(?!\p{Ll})[^\n@#＠＃.!?…]{2,48}+")
# matches the end of a line or of the text, which must follow a signature that has no date
_NOTHING_MORE = regex.compile(r"[^\S\n]*+(?:\n|\Z|\[)")
# matches the rest of a Markdown link around the date, "](https://…)" or "][3]"
_AFTER_DATE = regex.compile(
    rf"\s{{0,2}}+\](?:\(\s?+(?P<url>[^)\s]{{1,400}}+)\s?+\)|\[(?:\d{{1,4}}|{NAMED_MASK})\])?+"
)
_WORDS = regex.compile(r"[\p{L}\p{M}]++")
# matches where a name without a dash may begin: after a full stop, a link or a line end
_NAME_BREAK = regex.compile(r"(?<=[.!?…؟。！？\"”»)])\s++|\n\s*+|(?:pic\.|https?://)\S++\s*+")


class Signature(NamedTuple):
    """One signature: its span from the dash to the date, and what it says."""

    start: int
    end: int
    platform: str
    author_name: str | None
    handle: str | None
    date: PrintedDate | None
    url: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands, dash and date included."""
        return Span(self.start, self.end)


def hit_of(text: str, signature: Signature) -> Hit:
    """What a signature tells of a post, without the words that it signs."""
    date = signature.date
    return Hit(
        kind="signature",
        rule=f"signature.{signature.platform}",
        start=signature.start,
        end=signature.end,
        platform=signature.platform,
        attribution=signature.span,
        author_name=signature.author_name,
        handle=signature.handle,
        printed_date=text[date.start : date.end].strip() if date else None,
        day=date.day if date else None,
        url=signature.url,
    )


def signatures(text: str, *, lang: str | None = None) -> Iterator[Signature]:
    """Every signature in the text, in order; none overlaps another.

    >>> [s.handle for s in signatures("Rain again.— Ada (@ada_m9) March 23, 2019Next (@b) here")]
    ['ada_m9']
    """
    wall = 0
    for at in _at_signs(text):
        found = _signature_at(text, at, wall, lang)
        if found:
            wall = found.end
            yield found


def _at_signs(text: str) -> Iterator[int]:
    """Where an @ follows an opening bracket, invisible marks and line ends aside."""
    for at in sorted([*_each(text, "@"), *_each(text, "＠")]):
        if _bracket(text, at) is not None:
            yield at


def _bracket(text: str, at: int) -> int | None:
    """Where the bracket opens before an @; some scrapers put each link on its own line."""
    place = at - 1
    while place > at - 4 and (text[place] in _ISOLATES or text[place].isspace()):
        place -= 1
    return place if place >= 0 and text[place] in _OPENERS else None


def _each(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign, 1)
    while at > 0:
        yield at
        at = text.find(sign, at + 1)


_ISOLATES = frozenset(
    "\N{LEFT-TO-RIGHT ISOLATE}\N{FIRST STRONG ISOLATE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
)


def _signature_at(text: str, at: int, wall: int, lang: str | None) -> Signature | None:
    platform, handle = next(
        ((name, match) for name, pattern in _HANDLES if (match := pattern.match(text, at))),
        ("", None),
    )
    bracket = _bracket(text, at)
    if handle is None or bracket is None:
        return None
    gap = _BEFORE_DATE.match(text, handle.end())
    behind = gap.end() if gap else handle.end()
    date = read_date(text, behind, lang=lang) or read_cut(text, behind)
    opening = _opening(text, max(wall, bracket - _NAME_WINDOW), bracket, dated=date is not None)
    if opening is None or not (date or _NOTHING_MORE.match(text, handle.end())):
        return None
    start, name_start = opening
    if date is None and _is_credit(text[name_start:bracket]):
        return None
    if start == name_start and "\n" in text[handle.end() : behind]:
        return None  # a byline: the date of the article stands on the line below
    name = _name(text[name_start:bracket], date)
    is_link = "[" in text[handle.end() : behind]
    end, url = _end(text, date, is_link=is_link) if date else (handle.end(), None)
    return Signature(start, end, platform, name, handle[1], date, url)


def _is_credit(name: str) -> bool:
    """Whether what stands where a name should credits a picture, or signs an article.

    >>> _is_credit(" Photo by Ada "), _is_credit(" Photographer Ada ")
    (True, False)
    """
    words = _WORDS.findall(name.casefold())
    return any(" ".join(words[:many]) in _credits() for many in (1, 2))


@cache
def _credits() -> frozenset[str]:
    return frozenset(
        " ".join(_WORDS.findall(words.casefold()))
        for language in languages()
        for words in language.credits
    )


def _end(text: str, date: PrintedDate, *, is_link: bool) -> tuple[int, str | None]:
    """Where a signature ends, the Markdown link around its date included, and where that leads."""
    link = _AFTER_DATE.match(text, date.end) if is_link else None
    return (link.end(), link["url"]) if link else (date.end, None)


def _name(printed: str, date: PrintedDate | None) -> str | None:
    name = (
        printed.strip()
        .strip("\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}")
        .lstrip("; ")
        .strip()
    )
    if date and date.name_suffix:
        name = name.removesuffix(date.name_suffix)
    return name or None


def _opening(text: str, low: int, bracket: int, *, dated: bool) -> tuple[int, int] | None:
    """Where the signature and its name begin, left of the bracket; None if nothing opens one."""
    dashes = [m for m in _DASH.finditer(text, low, bracket) if _can_name(text[m.end() : bracket])]
    long = [m for m in dashes if m["long"]]
    if long:
        opener = next((m for m in long[:-1] if _opens(text, m, bracket)), long[-1])
        return opener.span()
    if not dated:
        return None
    at_line_start = [m for m in dashes if _begins_line(text, m.start())]
    spaced = [m for m in dashes if text[m.end() : m.end() + 1].isspace()]
    if at_line_start or spaced:
        return (at_line_start or spaced)[-1].span()
    return _bare_name(text, low, bracket)


def _opens(text: str, dash: regex.Match[str], bracket: int) -> bool:
    """Whether words end before a dash, and a name with further dashes fills the rest."""
    if _DASHED_NAME.fullmatch(text, dash.end(), bracket) is None:
        return False
    low = max(0, dash.start() - _NAME_WINDOW)
    return _WORDS_END.search(text[low : dash.start()]) is not None


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but white space stands before a place in its line, however long that is."""
    while at > 0 and text[at - 1] != "\n":
        if not text[at - 1].isspace():
            return False
        at -= 1
    return True


def _can_name(printed: str) -> bool:
    name = printed.strip()
    return 0 < len(name) <= _LONGEST_NAME and name.count("\n") <= 1 and "\n\n" not in name


def _bare_name(text: str, low: int, bracket: int) -> tuple[int, int] | None:
    """A name that no dash opens begins at its line, or after what ends a sentence before it."""
    breaks = [m.end() for m in _NAME_BREAK.finditer(text, low, bracket)]
    if low == 0:
        breaks.insert(0, 0)
    starts = [start for start in breaks if _can_name(text[start:bracket])]
    return (starts[-1], starts[-1]) if starts else None
