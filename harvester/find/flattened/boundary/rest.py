"""How far a split post goes on behind its signature, where no link closes it.

Some scrapers put the signature behind the first line of a post. Each line end behind it is a place
where the rest may end; whether it does is learned as beginnings are, from how the lines sound, how
long the post would be, and how the document breaks its lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from harvester.find.flattened.boundary import model
from harvester.find.flattened.boundary.characters import first_class, last_class
from harvester.find.flattened.boundary.context import SIGN
from harvester.find.flattened.boundary.document_profile import DocumentProfile, width
from harvester.find.flattened.boundary.register import sound_of
from harvester.find.flattened.closing_links import closes
from harvester.records import Span
from harvester.text.weight import length_limit, weighted_length

_MOST_LINES = 8
_REACH = 1000  # printed links can be longer than the weight they have
_LINE = regex.compile(r"[^\S\n>]*+[\s>]*+(\S[^\n]*)")
_NO_SOUND = -9.0
_SURE_BEGINNING = 0.9  # confidence
_SURE = 0.0  # of log odds: rather a rest than none

NAMES = (
    "lines", "share", "body_share", "body_width", "body_last", "body_sound", "gap_before",
    "is_first_line_alone", "sound", "first_sound", "least_sound", "last_sound", "sound_behind",
    "widest", "mean_width", "width_behind", "last", "last_behind", "first", "signs", "signs_behind",
    "is_closed", "is_at_wall", "blank_lines", "blank_behind", "posts", "mean_line", "middle_line",
    "stopped",
)  # fmt: skip


class SignedPost(NamedTuple):
    """A post whose words stand before its signature, and where the next post begins."""

    body: Span
    signature: Span
    day: str | None
    wall: int
    confidence: float = 1.0


class _Line(NamedTuple):
    start: int
    end: int
    sound: float


def rests_of(text: str, posts: Iterable[SignedPost], profile: DocumentProfile) -> list[Span | None]:
    """For each post the lines behind its signature that go on with it, or None.

    A scraper that splits one post splits all: a post with lines before its signature tells that
    none here is split.
    """
    known = list(posts)
    if not may_split(text, known):
        return [None] * len(known)
    return [_rest_of(text, post, profile) for post in known]


def may_split(text: str, posts: Sequence[SignedPost]) -> bool:
    """Whether no post here surely has lines before its signature."""
    sure = (post for post in posts if post.confidence >= _SURE_BEGINNING)
    return not any("\n" in text[slice(*post.body)] for post in sure)


def _rest_of(text: str, post: SignedPost, profile: DocumentProfile) -> Span | None:
    lines, rows = rest_candidates(text, post, profile)
    if not rows:
        return None
    forest = model.load().rests
    best, end = max(
        (model.score(forest, row), line.end) for line, row in zip(lines, rows, strict=True)
    )
    return Span(lines[0].start, end) if best > _SURE else None


def rest_candidates(
    text: str, post: SignedPost, profile: DocumentProfile
) -> tuple[list[_Line], list[list[float]]]:
    """The lines behind a signature, each with what tells whether the post ends with it."""
    language, weights = profile.sound_language, model.load().words
    body = text[slice(*post.body)]
    limit = length_limit(post.day)
    own = weighted_length(body, post.day)
    if "\n" in body or not body or closes(body) or own > limit:
        return [], []
    lines: list[_Line] = []
    found = list(_lines(text, post))
    sounds = [sound_of(weights, language, text[start:end]) for start, end in found]
    for (start, end), sound in zip(found, sounds, strict=True):
        total = own + 1 + weighted_length(text[found[0][0] : end], post.day)
        if total > limit or len(lines) == _MOST_LINES or end > post.wall:
            break
        lines.append(_Line(start, end, sound))
    own_sound = sound_of(weights, language, body)
    rows = []
    for number, line in enumerate(lines):
        mine = lines[: number + 1]
        behind = (
            found[number + 1]
            if number + 1 < len(found) and found[number + 1][0] < post.wall
            else None
        )
        rest = text[mine[0].start : line.end]
        printed = text[slice(*behind)] if behind else ""
        widths = [width(text[each.start : each.end]) for each in mine]
        rows.append([
            len(mine), (own + 1 + weighted_length(rest, post.day)) / limit, own / limit,
            width(body), last_class(body[-1:]), own_sound,
            text.count("\n", post.signature.end, mine[0].start), first_class(body[0]),
            sum(each.sound for each in mine) / len(mine), mine[0].sound,
            min(each.sound for each in mine), line.sound,
            sounds[number + 1] if behind else _NO_SOUND,
            max(widths), sum(widths) / len(mine), width(printed),
            last_class(rest[-1:]), last_class(printed[-1:]), first_class(rest[0]),
            len(SIGN.findall(rest)), len(SIGN.findall(printed)),
            closes(rest), behind is None, rest.count("\n\n"),
            text.count("\n", line.end, behind[0]) if behind else -1,
            profile.posts, profile.mean_line, profile.middle_line, profile.stopped,
        ])  # fmt: skip
    return lines, rows


def _lines(text: str, post: SignedPost) -> Iterator[Span]:
    """The lines with words behind the signature, some more than a post can have."""
    at, stop = post.signature.end, min(len(text), post.signature.end + _REACH)
    while at < stop:
        line = _LINE.match(text, at)
        if line is None or "\n" not in text[post.signature.end : line.start(1)]:
            return
        yield Span(line.start(1), line.end(1) - len(line[1]) + len(line[1].rstrip()))
        at = line.end(1)
