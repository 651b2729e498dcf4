"""How far a split post goes on behind its signature, where no link closes it.

Some scrapers put the signature behind the first line of a post. Each line end behind it is a place
where the rest may end; whether it does is learned as beginnings are, from how the lines sound, how
long the post would be, and how the document breaks its lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import regex

from harvester.find.flattened.boundary import model
from harvester.find.flattened.boundary.characters import SIGN, first_class, last_class, width
from harvester.find.flattened.boundary.document_profile import DocumentProfile
from harvester.find.flattened.closing_links import closes
from harvester.records import Span
from harvester.text.weight import length_limit, weighted_length

_MOST_LINES = 8
_REACH = 1000  # printed links can be longer than the weight they have
_LINE = regex.compile(r"[^\S\n>]*+[\s>]*+(\S[^\n]*)")
_NO_SOUND = -9.0
_ANNOUNCING = (":", "：")
_SURE_BEGINNING = 0.4  # confidence; what is less is hardly more than a guess
_SURE = 0.0  # of log odds: rather a rest than none

NAMES = (
    "lines", "share", "body_share", "body_width", "body_last", "body_sound", "gap_before",
    "body_first", "sound", "first_sound", "least_sound", "last_sound", "sound_behind",
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
    """A line behind a signature, and whether it sounds like a post."""

    start: int
    end: int
    sound: float


class _Whole(NamedTuple):
    """The words before the signature, how they sound, and what they weigh."""

    words: str
    sound: float
    weight: int


class _Behind(NamedTuple):
    """What stands behind a signature, and the post that it may belong to."""

    text: str
    post: SignedPost
    lines: Sequence[_Line]
    whole: _Whole
    profile: DocumentProfile


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
    body = text[slice(*post.body)]
    if not body or "\n" in body or closes(body):
        return [], []
    language = profile.sound_language
    spans = list(islice(_lines(text, post), _MOST_LINES + 1))
    weight = weighted_length(body, post.day)
    many = _fitting(text, post, spans, weight)
    if not many:
        return [], []
    from harvester.find.flattened.boundary.evidence.lexicon import sound_of

    found = [_Line(*span, sound_of(language, text[slice(*span)])) for span in spans[: many + 1]]
    whole = _Whole(body, sound_of(language, body), weight)
    lines = found[:many]
    known = _Behind(text, post, found, whole, profile)
    return lines, [_row(known, number) for number in range(len(lines))]


def _fitting(text: str, post: SignedPost, spans: Sequence[Span], weight: int) -> int:
    """How many lines can belong to the post: there is room, and none announces another one."""
    room = length_limit(post.day) - weight - 1
    for many, line in enumerate(spans[:_MOST_LINES]):
        rest = text[spans[0].start : line.end]
        if line.end > post.wall or rest.endswith(_ANNOUNCING):
            return many
        if weighted_length(rest, post.day) > room:
            return many
    return min(len(spans), _MOST_LINES)


def _row(known: _Behind, number: int) -> list[float]:
    """What tells whether the post ends with a line, in the order of `NAMES`."""
    text, post, found, whole, profile = known
    mine, limit = found[: number + 1], length_limit(post.day)
    rest = text[mine[0].start : mine[-1].end]
    behind = next((line for line in found[number + 1 :] if line.start < post.wall), None)
    printed = text[behind.start : behind.end] if behind else ""
    widths = [width(text[line.start : line.end]) for line in mine]
    sounds = [line.sound for line in mine]
    return [
        len(mine), (whole.weight + 1 + weighted_length(rest, post.day)) / limit,
        whole.weight / limit, width(whole.words), last_class(whole.words[-1:]), whole.sound,
        text.count("\n", post.signature.end, mine[0].start), first_class(whole.words[0]),
        sum(sounds) / len(mine), sounds[0], min(sounds), sounds[-1],
        behind.sound if behind else _NO_SOUND,
        max(widths), sum(widths) / len(mine), width(printed),
        last_class(rest[-1:]), last_class(printed[-1:]), first_class(rest[0]),
        len(SIGN.findall(rest)), len(SIGN.findall(printed)),
        closes(rest), behind is None, rest.count("\n\n"),
        text.count("\n", mine[-1].end, behind.start) if behind else -1,
        profile.posts, profile.mean_line, profile.middle_line, profile.stopped,
    ]  # fmt: skip


def _lines(text: str, post: SignedPost) -> Iterator[Span]:
    """The lines with words behind the signature, some more than a post can have."""
    at, stop = post.signature.end, min(len(text), post.signature.end + _REACH)
    while at < stop:
        line = _LINE.match(text, at)
        if line is None or "\n" not in text[post.signature.end : line.start(1)]:
            return
        words = line[1].rstrip()
        if words:  # what parts units of data is white space to `rstrip` only
            yield Span(line.start(1), line.start(1) + len(words))
        at = line.end(1)
