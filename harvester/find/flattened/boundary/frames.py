"""What stands around the words before one signature, which all places there have in common."""

from typing import NamedTuple

from harvester.find import places
from harvester.find.flattened.boundary.characters import MARGIN
from harvester.find.flattened.boundary.document_profile import DocumentProfile, line_ends_after
from harvester.find.flattened.boundary.post_end import PostEnd
from harvester.languages import languages
from harvester.records import Span
from harvester.text.weight import length_limit

_REACH = 400  # printed links can be longer than the weight they have
_BEFORE = 240  # characters before the region that are looked at, too
LONGEST_LINE = 600  # characters, as much as two posts
WIDEST_MARGIN = 200
_ADVERTS = frozenset(line for language in languages() for line in language.adverts)
_LONGEST_ADVERT = 8 + max(map(len, _ADVERTS))
_AROUND_ADVERT = " \t>*[]()-–—_.:"


class Frame(NamedTuple):
    """Where in a document the words before one signature may lie, and what is around them.

    The post begins in the `region`, behind the `wall` that ends the post before. `low` is where the
    words begin that are looked at, `base` where the text does, which may begin with a gap;
    `line_start`, `line_margin`, `margin_quoted` and `line_quoted` tell of the line there before it.
    `line_ends` and `margin` are those of the signature, `day` and `limit` say how long the post can
    be, `named` is the author.
    """

    text: str
    profile: DocumentProfile
    region: Span
    wall: int
    low: int
    base: int
    day: str | None
    limit: int
    named: str
    line_ends: int
    margin: int
    after: int
    behind_wall: int
    last_line: int
    line_start: int
    line_margin: int
    margin_quoted: bool
    line_quoted: bool


def frame_of(text: str, ending: PostEnd, wall: int, profile: DocumentProfile) -> Frame:
    """The frame of the words before a signature."""
    day = ending.date.day if ending.date else None
    limit = length_limit(day)
    end = words_end(text, ending.start, wall)
    start = max(wall, end - limit - _REACH)
    low = max(wall, start - _BEFORE)
    base = min(low, trim(text, start, wall))
    line_ends = text.count("\n", trim(text, ending.start, wall), ending.start)
    line = text.rfind("\n", 0, base) + 1
    head = text[line : line + WIDEST_MARGIN]
    margin = len(head) - len(head.lstrip(MARGIN))
    return Frame(
        text=text,
        profile=profile,
        region=Span(start, end),
        wall=wall,
        low=low,
        base=base,
        day=day,
        limit=limit,
        named=" ".join(filter(None, (ending.author_name, ending.handle))).lower(),
        line_ends=line_ends,
        margin=ending.start - (text.rfind("\n", 0, ending.start) + 1) if line_ends else -1,
        after=line_ends_after(text, ending.end),
        behind_wall=line_ends_after(text, wall) if wall else -1,
        last_line=max(start, text.rfind("\n", start, end) + 1),
        line_start=line,
        line_margin=margin,
        margin_quoted=">" in head[:margin],
        line_quoted=text.find(">", line, base) >= 0,
    )


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


def line_before(text: str, wall: int, end: int) -> str:
    """The line that ends at a position, or as much of its end as is worth looking at."""
    if end <= wall:
        return ""
    low = max(wall, end - LONGEST_LINE)
    return text[max(low, text.rfind("\n", low, end) + 1) : end].strip()
