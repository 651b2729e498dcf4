"""The region before one signature, looked through once for all places where the post may begin."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import regex

from harvester.find.boundary.ending import Ending
from harvester.find.boundary.habits import GAP, Habits, line_ends_after
from harvester.languages import languages
from harvester.records import Span
from harvester.text.script import LINK, UNSPACED, script_of
from harvester.text.weight import length_limit, suffix_weights

WORD = regex.compile(r"[\p{L}\p{M}']++")
SIGN = regex.compile(r"[#＃@＠!?！？؟]|://|pic\.|\p{Extended_Pictographic}")
QUOTE = regex.compile(r"[\"“”«»„「」『』]")
OWN = frozenset(word for language in languages() for word in language.own_words)
REPORT = frozenset(word for language in languages() for word in language.report_words) - OWN
MARGIN = " \t\r\xa0>\u200b\ufeff"
_SIGNS = {
    "tags": regex.compile(r"[#＃](?=\w)"),
    "mentions": regex.compile(r"(?<![\w(])[@＠](?=\w)"),
    "emoji": regex.compile(r"\p{Extended_Pictographic}"),
    "stops": regex.compile(r"\p{Sentence_Terminal}(?=[\s\"”»’)\]]|\Z)"),
    "signs": SIGN,
    "quotes": QUOTE,
}
NAME_PART = regex.compile(r"\p{L}{3,}+")
_LEAD_INS = frozenset(stem for language in languages() for stem in language.lead_ins)
_STEM_LENGTHS = range(min(map(len, _LEAD_INS)), max(map(len, _LEAD_INS)) + 1)
_UNSPACED_LEAD_INS = tuple(sorted(stem for stem in _LEAD_INS if UNSPACED.match(stem)))


class Scene(NamedTuple):
    """The region before one signature, looked through once for all its candidates."""

    text: str
    region: Span
    wall: int
    limit: int
    weights: list[int]
    links: list[int]
    closed: list[int]
    pics_inside: list[int]
    tags: list[int]
    mentions: list[int]
    emoji: list[int]
    stops: list[int]
    line_ends: list[int]
    gap_heights: list[int]
    signs: list[int]
    words: list[str]
    word_starts: list[int]
    known: list[int]
    own: list[int]
    report: list[int]
    quotes: list[int]
    lowered: str
    is_unspaced: bool
    pairs: list[int]
    known_pairs: list[int]
    last_line: int
    end_script: str
    signature_line_ends: int
    signature_margin: int
    after: int
    name: frozenset[str]
    lead_ins: list[int]


def look(text: str, signature: Ending, region: Span, wall: int, habits: Habits) -> Scene:
    """Everything in the region that candidates are judged by."""
    low, end = region
    line_ends, _, _ = gap_before(text, signature.start, wall)
    margin = signature.start - (text.rfind("\n", 0, signature.start) + 1) if line_ends else -1
    return Scene(
        text=text,
        region=region,
        wall=wall,
        limit=length_limit(signature.date.day if signature.date else None),
        weights=suffix_weights(text, low, end),
        **_links(text, region),
        **_marks(text, region),
        **_words(text, region, wall, habits),
        lowered=text[max(wall, low - 300) : end].lower(),
        last_line=max(low, text.rfind("\n", low, end) + 1),
        end_script=script_of(text[max(low, end - 200) : end]),
        signature_line_ends=line_ends,
        signature_margin=margin,
        after=line_ends_after(text, signature.end),
        name=frozenset(NAME_PART.findall(f"{signature.author_name} {signature.handle}".lower())),
    )


def _links(text: str, region: Span) -> dict[str, Any]:
    """Where links begin, and which of them end a line or stand in the middle of words."""
    end = region.end
    links = [match.span() for match in LINK.finditer(text, *region)]
    return {
        "links": [start for start, _ in links],
        "closed": [
            start
            for start, stop in links
            if "\n" in text[stop : min(end, stop + 3)] and text[stop:end].strip(MARGIN + "\n")
        ],
        "pics_inside": [
            start
            for start, stop in links
            if text.startswith("pic.", start) and _is_followed(text, stop, end)
        ],
    }


def _marks(text: str, region: Span) -> dict[str, Any]:
    """Where tags, mentions and other signs stand, and how high the gaps between lines are."""
    gaps = [(match.start(), match[0].count("\n")) for match in GAP.finditer(text, *region)]
    places = {
        name: [match.start() for match in pattern.finditer(text, *region)]
        for name, pattern in _SIGNS.items()
    }
    heights = [height for _, height in gaps]
    return {**places, "line_ends": [start for start, _ in gaps], "gap_heights": heights}


def _words(text: str, region: Span, wall: int, habits: Habits) -> dict[str, Any]:
    """The words, and how many before each are the article's, one's own voice, a report's."""
    found = [(match.start(), match[0].lower()) for match in WORD.finditer(text, *region)]
    words = [word for _, word in found]
    is_unspaced = UNSPACED.search(text, *region) is not None
    back = max(wall, region.start - 80)
    pairs, known_pairs = _pairs(text, back, region.end, habits) if is_unspaced else ([], [])
    return {
        "words": words,
        "word_starts": [start for start, _ in found],
        "known": _running(word in habits.words for word in words),
        "own": _running(word in OWN for word in words),
        "report": _running(word in REPORT for word in words),
        "is_unspaced": is_unspaced,
        "pairs": pairs,
        "known_pairs": known_pairs,
        "lead_ins": _lead_ins(text, region, found, is_unspaced=is_unspaced),
    }


def _running(claims: Iterable[bool]) -> list[int]:
    """How many of the claims before each place hold, from none before the first."""
    return [0, *accumulate(claims)]


def _pairs(text: str, low: int, end: int, habits: Habits) -> tuple[list[int], list[int]]:
    """Where pairs of letters begin, links left out, and how many before each the article uses."""
    plain = LINK.sub(lambda link: " " * len(link[0]), text[low:end])
    letters = [(low + at, letter.lower()) for at, letter in enumerate(plain) if letter.isalpha()]
    pairs = (one + other for (_, one), (_, other) in pairwise(letters))
    return [at for at, _ in letters[:-1]], _running(pair in habits.words for pair in pairs)


@lru_cache(maxsize=65_536)
def _announces(word: str) -> bool:
    return any(word[:length] in _LEAD_INS for length in _STEM_LENGTHS)


def _lead_ins(
    text: str, region: Span, words: list[tuple[int, str]], *, is_unspaced: bool
) -> list[int]:
    """Where words stand that announce a post."""
    found = [start for start, word in words if _announces(word)]
    if is_unspaced:
        for stem in _UNSPACED_LEAD_INS:
            at = text.find(stem, region.start, region.end)
            while at >= 0:
                found.append(at)
                at = text.find(stem, at + 1, region.end)
    return sorted(found)


def _is_followed(text: str, position: int, end: int) -> bool:
    """Whether words, not only another link, follow a media link."""
    rest = text[position:end].strip()
    return bool(rest) and not LINK.match(rest)


def trim(text: str, position: int, wall: int) -> int:
    """Where the words before a position end."""
    while position > wall and (text[position - 1].isspace() or text[position - 1] in MARGIN):
        position -= 1
    return position


def gap_before(text: str, position: int, wall: int) -> tuple[int, bool, int]:
    """The gap before a position: its line ends, whether a space opens it, and where it begins."""
    start = trim(text, position, wall)
    gap = text[start:position]
    return gap.count("\n"), gap[:1] in (" ", "\t", "\xa0") and "\n" in gap, start
