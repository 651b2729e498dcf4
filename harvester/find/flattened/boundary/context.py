"""The region before one signature, looked through once for all places where the post may begin."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import regex

from harvester.find import places
from harvester.find.flattened.boundary import model
from harvester.find.flattened.boundary.document_profile import GAP, DocumentProfile, line_ends_after
from harvester.find.flattened.boundary.post_end import PostEnd
from harvester.find.flattened.boundary.register import DOUBT, Voice, tokens_of, voice, word_weight
from harvester.languages import languages
from harvester.languages.word_identification import identify, identify_endings
from harvester.records import Span
from harvester.text.script import LINK, UNSPACED
from harvester.text.weight import length_limit, suffix_weights

WORD = regex.compile(r"[\p{L}\p{M}']++")
SIGN = regex.compile(r"[#＃@＠!?！？؟\p{Extended_Pictographic}]|://|pic\.")
QUOTE = regex.compile(r"[\"“”«»„「」『』]")
MARGIN = " \t\r\xa0>\u200b\ufeff"
_SIGNS = {
    "tags": regex.compile(r"[#＃](?=\w)"),
    "mentions": regex.compile(r"(?<![\w(])[@＠](?=\w)"),
    "stops": regex.compile(r"[。！？]|\p{Sentence_Terminal}(?=[\s\"”»’)\]]|\Z)"),
    "signs": SIGN,
    "quotes": QUOTE,
}
# where a piece of text may begin: a line, a sentence, the words after a link, and in scripts
# without spaces the words after a space, which there is a break
_CJK = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー"
_PIECE = regex.compile(
    rf"\n[\s>]*+|[\p{{Sentence_Terminal}}…:;|।]++[\"”»’“)\]』」]*+[^\S\n]++|[。！？]++[」』）)]*+[^\S\n]*+"
    rf"|(?<=[{_CJK}])[^\S\n]++|[^\S\n]++(?=[{_CJK}])"
    r"|(?:https?://|pic\.(?:twitter|x)\.com/)\S++[^\S\n]++"
)
_LONGEST_LINE = 600  # characters, as much as two posts
_BEFORE = 240  # characters before the region that are looked at, too
_LONG_WORD = 3  # letters that words have of which nothing follows when they come twice
NAME_PART = regex.compile(r"\p{L}{3,}+")
_ADVERTS = frozenset(line for language in languages() for line in language.adverts)
_LONGEST_ADVERT = 8 + max(map(len, _ADVERTS))
_AROUND_ADVERT = " \t>*[]()-–—_.:"


def _anywhere(name: str) -> regex.Pattern[str]:
    """Matches these words of the languages without spaces between words, wherever they stand."""
    lists = (getattr(language, name) for language in languages())
    words = {word for each in lists if UNSPACED.search("".join(each)) for word in each}
    return regex.compile(r"\L<words>", words=words)


_UNSPACED_LEAD_INS = _anywhere("lead_ins")
_UNSPACED_OWN = _anywhere("own_words")
_UNSPACED_REPORT = _anywhere("report_words")


class Context(NamedTuple):
    """The region before one signature, looked through once for all its candidates."""

    text: str
    region: Span
    wall: int
    limit: int
    weights: list[int]
    links: list[int]
    tags: list[int]
    mentions: list[int]
    stops: list[int]
    line_ends: list[int]
    gap_heights: list[int]
    signs: list[int]
    words: list[str]
    word_starts: list[int]
    known: list[int]
    own: list[int]
    report: list[int]
    tokens: list[int]
    sound: list[float]
    repeated: list[int]
    capitals: list[int]
    word_languages: list[str]
    quotes: list[int]
    pieces: list[int]
    piece_languages: list[str]
    piece_sounds: list[float]
    least_sounds: list[float]
    lowered: str
    last_line: int
    signature_line_ends: int
    signature_margin: int
    after: int
    behind_wall: int
    name: frozenset[str]
    lead_ins: list[int]


class At(NamedTuple):
    """A place where a post may begin, and what stands around it.

    `up` and `line_up` are the next place and the next line start above; the gap before it has
    `line_ends` and begins at `before`; `above` is the end of the line above; `gaps` says how high
    the gaps between lines are from there to the end.
    """

    start: int
    up: int
    line_up: int
    line_ends: int
    is_spaced: bool
    before: int
    above: str
    line_start: int
    line_end: int
    gaps: list[int]


def context_of(
    text: str, signature: PostEnd, region: Span, wall: int, profile: DocumentProfile
) -> Context:
    """Everything in the region that candidates are judged by."""
    low, end = region
    day = signature.date.day if signature.date else None
    named = (signature.author_name, signature.handle)
    line_ends, _, _ = gap_before(text, signature.start, wall)
    margin = signature.start - (text.rfind("\n", 0, signature.start) + 1) if line_ends else -1
    return Context(
        text=text,
        region=region,
        wall=wall,
        limit=length_limit(day),
        weights=suffix_weights(text, low, end, day),
        links=[match.start() for match in LINK.finditer(text, *region)],
        **_marks(text, region),
        **_words(text, region, wall, profile),
        lowered=text[max(wall, low - 300) : end].lower(),
        last_line=max(low, text.rfind("\n", low, end) + 1),
        signature_line_ends=line_ends,
        signature_margin=margin,
        after=line_ends_after(text, signature.end),
        behind_wall=line_ends_after(text, wall) if wall else -1,
        name=frozenset(NAME_PART.findall(" ".join(filter(None, named)).lower())),
    )


def _marks(text: str, region: Span) -> dict[str, Any]:
    """Where tags, mentions and other signs stand, and how high the gaps between lines are."""
    gaps = [(match.start(), match[0].count("\n")) for match in GAP.finditer(text, *region)]
    places = {
        name: [match.start() for match in pattern.finditer(text, *region)]
        for name, pattern in _SIGNS.items()
    }
    heights = [height for _, height in gaps]
    return {**places, "line_ends": [start for start, _ in gaps], "gap_heights": heights}


def _words(text: str, region: Span, wall: int, profile: DocumentProfile) -> dict[str, Any]:
    """The words, and how many before each are the article's, one's own voice, a report's."""
    stretch = Span(max(wall, region.start - _BEFORE), region.end)
    is_unspaced = UNSPACED.search(text, *region) is not None
    found = _pairs(text, stretch) if is_unspaced else _spaced(text, stretch)
    starts, printed = [start for start, _ in found], [word for _, word in found]
    words = [word.lower() for word in printed]
    pieces = [stretch.start, *(match.end() for match in _PIECE.finditer(text, *stretch))]
    language = profile.sound_language
    voices = [voice(language, word) for word in words]
    own, report = [heard.is_own for heard in voices], [heard.is_report for heard in voices]
    if is_unspaced:
        own = _marked(_UNSPACED_OWN, text, stretch, starts)
        report = _marked(_UNSPACED_REPORT, text, stretch, starts)
    ends = [*pieces, region.end]
    cuts = [bisect_left(starts, end) for end in ends]
    tokens, sound = _sound(text, stretch, language, found if is_unspaced else None)
    token_cuts = [bisect_left(tokens, end) for end in ends]
    piece_sounds = [mean_sound(sound, low, high) for low, high in pairwise(token_cuts)]
    return {
        "words": words,
        "word_starts": starts,
        "known": _running(word in profile.words for word in words),
        "own": _running(own),
        "report": _running(report),
        "tokens": tokens,
        "sound": sound,
        "repeated": _repeated(words),
        "capitals": _running(word[0].isupper() for word in printed),
        "word_languages": [*identify_endings(words), ""],
        "pieces": pieces,
        "piece_languages": [identify(words[low:high]) for low, high in pairwise(cuts)],
        "piece_sounds": piece_sounds,
        "least_sounds": [*accumulate(reversed(piece_sounds), min)][::-1],
        "lead_ins": _lead_ins(text, region, starts, voices, is_unspaced=is_unspaced),
    }


def _running(claims: Iterable[bool]) -> list[int]:
    """How many of the claims before each place hold, from none before the first."""
    return [0, *accumulate(claims)]


def _spaced(text: str, stretch: Span) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in WORD.finditer(text, *stretch)]


def _pairs(text: str, stretch: Span) -> list[tuple[int, str]]:
    """Pairs of neighbouring letters with their places, links left out."""
    low, end = stretch
    plain = LINK.sub(lambda link: " " * len(link[0]), text[low:end])
    letters = [(low + at, letter) for at, letter in enumerate(plain) if letter.isalpha()]
    return [(at, one + other) for (at, one), (_, other) in pairwise(letters)]


def _marked(
    pattern: regex.Pattern[str], text: str, stretch: Span, starts: Sequence[int]
) -> list[bool]:
    """For each word whether a match begins at it."""
    places = {match.start() for match in pattern.finditer(text, *stretch)}
    return [start in places for start in starts]


def _lead_ins(
    text: str, region: Span, starts: Sequence[int], voices: Sequence[Voice], *, is_unspaced: bool
) -> list[int]:
    """Where words stand that announce a post."""
    if is_unspaced:
        return [match.start() for match in _UNSPACED_LEAD_INS.finditer(text, *region)]
    return [start for start, heard in zip(starts, voices, strict=True) if heard.announces]


def _sound(
    text: str, stretch: Span, language: str, pairs: list[tuple[int, str]] | None
) -> tuple[list[int], list[float]]:
    """Where words and signs stand, and how much all before each speak for a post."""
    weights = model.load().words
    found = [*tokens_of(text, stretch)] if pairs is None else pairs
    heard = (word_weight(weights, language, token) for _, token in found)
    return [start for start, _ in found], [*accumulate(heard, initial=0.0)]


def mean_sound(sound: Sequence[float], low: int, high: int) -> float:
    """How a stretch of words sounds on average; a few words say less than many."""
    return (sound[high] - sound[low]) / (high - low + DOUBT)


def _repeated(words: Sequence[str]) -> list[int]:
    """For each place in the words how many of those that follow come twice behind it."""
    seen: set[str] = set()
    found = [0]
    for word in reversed(words):
        found.append(found[-1] + (len(word) > _LONG_WORD and word in seen))
        seen.add(word)
    return found[::-1]


def trim(text: str, position: int, wall: int) -> int:
    """Where the words before a position end."""
    return places.words_end(text, wall, position)


def words_end(text: str, position: int, wall: int) -> int:
    r"""Where the words before a position end, adverts between the two left aside.

    >>> text = "Rain again.\nAdvertisement\n— Ada (@ada_m9) March 23, 2019"
    >>> text[: words_end(text, text.index("—"), 0)]
    'Rain again.'
    """
    end = trim(text, position, wall)
    while True:
        line = text.rfind("\n", max(wall, end - _LONGEST_ADVERT), end) + 1
        if not line or text[line:end].strip(_AROUND_ADVERT).casefold() not in _ADVERTS:
            return end
        end = trim(text, line, wall)


def gap_before(text: str, position: int, wall: int) -> tuple[int, bool, int]:
    """The gap before a position: its line ends, whether a space opens it, and where it begins."""
    start = trim(text, position, wall)
    gap = text[start:position]
    return gap.count("\n"), gap[:1] in (" ", "\t", "\xa0") and "\n" in gap, start


def line_before(text: str, wall: int, end: int) -> str:
    """The line that ends at a position, or as much of its end as is worth looking at."""
    if end <= wall:
        return ""
    low = max(wall, end - _LONGEST_LINE)
    return text[max(low, text.rfind("\n", low, end) + 1) : end].strip()


def between(positions: Sequence[int], low: int, high: int) -> int:
    """How many of the positions, which are in order, lie in a stretch."""
    return bisect_left(positions, high) - bisect_left(positions, low)
