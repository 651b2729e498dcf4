"""Where a post may begin: line starts, sentence starts, and openings that posts like."""

from typing import NamedTuple

import regex

from harvester.platforms import PLATFORMS
from harvester.records import Span

LINE, BULLET, SENTENCE, LINK, OPENING, GLUED, SCRIPT, WORD, NOTHING = range(9)

_CLOSING = '"”»’“)\\]』」'
_NOT_LATIN = r"[^\P{L}\p{Latin}]"
_HAS_NOT_LATIN = regex.compile(rf"(?=[\u00b5\u0250-\U0010ffff]){_NOT_LATIN}")
_MARKUP = r"[\"“«@#]?"
_LOOKS_BACK = 6  # characters before the region, at the most
_AFTER = frozenset((GLUED, SCRIPT))  # what stands before such a place tells it
# matches what stands before a line's first word: white space, Markdown's quotation marks, and the
# "x " that a site leaves of the button which closes a post; must not match the "x " of "x rays"
_MARGIN = r"[\s>\u200b\ufeff]*+(?:[x×✕][^\S\n]++(?=\P{Ll}))?+"
_BEHIND = regex.compile(_MARGIN)
_PATTERNS = (
    # a line's first word
    (LINE, regex.compile(rf"\n{_MARGIN}")),
    # the words behind a list bullet
    (BULLET, regex.compile(r"\n[\s>]*+(?:[-*•·–>]|\d{1,2}[.)])\s++>?\s*+")),
    # the gap after a sentence, closing marks and brackets included
    (
        SENTENCE,
        regex.compile(
            rf"[\p{{Sentence_Terminal}}…:;|।]++[{_CLOSING}]*+[^\S\n]++|[{_CLOSING}][^\S\n]++"
        ),
    ),
    (SENTENCE, regex.compile(rf"[。！？：」』][{_CLOSING}]*+(?=[^\s{_CLOSING}])")),
    # the end of a link, behind which another text may begin
    (LINK, regex.compile(r"(?:https?://|pic\.(?:twitter|x)\.com/)\S++[^\S\n]++")),
    # a space before a hashtag, a mention, an emoji, an opening mark or a link
    (
        OPENING,
        regex.compile(
            r"[^\S\n]++(?=[#＃@＠\"“«„‘'‹「『(\[]|\.@|https?://|pic\.|\p{Extended_Pictographic}"
            r"|RT\b|[-–—•]\s)"
        ),
    ),
    # where a scraper glued two texts: "TwitterThe", "Kosnett.The", "2019The"; one pattern each, as
    # alternatives without a first letter of their own are tried everywhere, at thrice the cost
    (GLUED, regex.compile(r"\p{Ll}(?=\p{Lu}\p{L}*+\s)")),
    (GLUED, regex.compile(r"[.!?…”»\":؟](?=[\p{L}@#])")),
    (GLUED, regex.compile(r"\d(?=\p{Lu}\p{Ll})")),
)
# a change from another script to Latin, and from Latin to another one
_SCRIPT_PATTERNS = (
    (SCRIPT, regex.compile(rf"{_NOT_LATIN}\P{{L}}{{0,4}}[^\S\n](?={_MARKUP}\p{{Latin}})")),
    (SCRIPT, regex.compile(rf"\p{{Latin}}\P{{L}}{{0,4}}[^\S\n](?={_MARKUP}{_NOT_LATIN})")),
)
# In a text without lines a title or a caption may stand before the post, and nothing ends it.
_WORDS = regex.compile(
    r"(?<=[^\s\p{Lu}])[^\S\n]++(?=[\p{Lu}\p{Lt}\d])|(?<=[\p{Lo}\p{Mn}\p{Mc}])[^\S\n]++(?=[\p{L}\d])"
)
_MEDIA_WORDS = tuple(words for platform in PLATFORMS for words in platform.media_words)
_MEDIA_FIRSTS = frozenset(words[0] for words in _MEDIA_WORDS)


class Candidate(NamedTuple):
    """One possible beginning, and what makes it one."""

    start: int
    kind: int


def candidates(text: str, region: Span, *, wall: int, may_be_empty: bool) -> list[Candidate]:
    """Every place where the post that ends with the region may begin, from the last to the first.

    `wall` is the end of the post before; the first word behind it is a place, too. A signature on
    a line of its own may be all that is left of a post: then the end of the region is a place.
    """
    patterns: tuple[tuple[int, regex.Pattern[str]], ...] = _PATTERNS
    low, end = region
    back = max(0, low - _LOOKS_BACK)
    if _HAS_NOT_LATIN.search(text, back, end):
        patterns = (*patterns, *_SCRIPT_PATTERNS)
    if text.find("\n", low, end) < 0:
        patterns = (*patterns, (WORD, _WORDS))
    found: dict[int, int] = {}
    if low == wall and (behind := _BEHIND.match(text, low, end)):
        found[behind.end()] = LINE
    for kind, pattern in patterns:
        for match in pattern.finditer(text, back if kind in _AFTER else low, end):
            found.setdefault(match.end(), kind)
    inside = (start for start in found if low <= start < end and _can_begin(text, start))
    places = [Candidate(start, found[start]) for start in sorted(inside, reverse=True)]
    return [Candidate(region.end, NOTHING), *places] if may_be_empty else places


def _can_begin(text: str, start: int) -> bool:
    """Whether words may begin here: what stands in place of media only ends them."""
    first = text[start]
    if first in _MEDIA_FIRSTS and text.startswith(_MEDIA_WORDS, start):
        return False
    return not first.isspace()
