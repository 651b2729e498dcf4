"""Flattened posts that lost their signature, known by the links that close them.

Where nothing signs such links and no markup knows them, they end a post. Where its words begin is
decided by `boundary`, as for signed posts.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import regex

from harvester.find.flattened.boundary import (
    Beginning,
    Case,
    Choice,
    DocumentProfile,
    decide,
    gather,
    profile_of,
    rank,
    vocabulary,
)
from harvester.find.flattened.closing_links import Closing
from harvester.find.flattened.furniture import behind
from harvester.find.flattened.signatures import Signature
from harvester.find.places import words_begin, words_end
from harvester.records import Hit, Span
from harvester.text.links import without_links
from harvester.text.weight import fits_one_post

_REACH = 1000  # printed links can be longer than the weight they have
_FEWEST_WORDS = 4  # of a post that only a short link tells
_UNSURE = 0.5
_DOUBT = 1.0  # of log odds; measured on signed posts whose signatures were taken away
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")


class Unsigned(NamedTuple):
    """A post without a signature: what tells it, where it may begin, best first, and its words."""

    closing: Closing
    case: Case
    ranked: list[Choice]
    words: Beginning


def unsigned(
    text: str, signatures: Sequence[Signature], known: Sequence[Hit], free: Sequence[Closing]
) -> Iterator[Unsigned]:
    r"""Every post that only its links tell: `free` ones, outside of the `known` posts, in order.

    >>> text = "She waved.\nGone fishing! Back on Monday. pic.twitter.com/AbCdEfGhIj\nShe was not."
    >>> from harvester.find.flattened.closing_links import closings
    >>> found = unsigned(text, [], [], list(closings(text, [])))
    >>> [text[slice(*post.words.body)] for post in found]
    ['Gone fishing! Back on Monday. pic.twitter.com/AbCdEfGhIj']
    """
    found = list(_whole(text, free))
    if not found:
        return
    profile = _profile(text, signatures, found)
    starts = [hit.start for hit in known]
    wall = 0
    for closing in found:
        after = bisect_right(starts, closing.start)
        wall = max(wall, known[after - 1].end if after else 0)
        following = known[after] if after < len(known) else None
        post = _post(text, closing, behind(text, wall, closing.start), profile)
        if _has_words(text, post) and not _is_part(text, closing, following):
            yield post
        wall = closing.end


def _whole(text: str, found: Sequence[Closing]) -> Iterator[Closing]:
    """The closings without the short links inside a post that has each link on its own line."""
    for closing, following in zip_longest(found, found[1:]):
        start = closing.links.start
        line = _line_start(text, start)
        is_alone = closing.how == "link" and words_begin(text, line, start) == start
        if not (is_alone and following and _fits(text, Span(start, following.end))):
            yield closing


def _line_start(text: str, position: int) -> int:
    """Where the line begins, should that be near."""
    low = max(0, position - _REACH)
    return max(low, text.rfind("\n", low, position) + 1)


def _fits(text: str, span: Span, day: str | None = None) -> bool:
    """Whether a stretch can be one post."""
    return span.end - span.start <= _REACH and fits_one_post(text[slice(*span)], day)


def _has_words(text: str, post: Unsigned) -> bool:
    """Whether a post that only a short link tells is more than "Read more"."""
    words = _WORD.findall(without_links(text[slice(*post.words.body)]))
    return post.closing.how == "media" or len(words) >= _FEWEST_WORDS


def _profile(
    text: str, signatures: Sequence[Signature], found: Sequence[Closing]
) -> DocumentProfile:
    """The profile of the document; its words are those outside of the posts that are looked for."""
    endings: list[Signature | Closing] = [*signatures, *found]
    endings.sort(key=lambda ending: ending.start)
    return profile_of(text, signatures)._replace(words=vocabulary(text, endings))


def _post(text: str, closing: Closing, wall: int, profile: DocumentProfile) -> Unsigned:
    """As `boundary` decides, but for links on a line of their own, which say little."""
    case = gather(text, closing, wall, profile)
    decided = _last_of_equals(rank(case))
    ranked = _apart(text, closing, wall, decided) or decided
    words = decide(case.region, ranked)
    is_bare = bool(ranked) and ranked[0].place.start == closing.links.start
    is_unsure = is_bare or ranked[:1] != decided[:1]
    if is_unsure:
        words = words._replace(confidence=min(_UNSURE, words.confidence))
    return Unsigned(closing, case, ranked, words)


def _last_of_equals(ranked: list[Choice]) -> list[Choice]:
    """In doubt the shorter post: an article's sentence must not be put into a person's mouth."""
    equals = [choice for choice in ranked if choice.score >= ranked[0].score - _DOUBT]
    last = max(equals, key=lambda choice: choice.place.start, default=None)
    return [last, *(choice for choice in ranked if choice is not last)] if last else ranked


def _apart(text: str, closing: Closing, wall: int, ranked: Sequence[Choice]) -> list[Choice]:
    """Links on their own line go with an unfinished line above, not with a finished paragraph."""
    start = closing.links.start
    end = words_end(text, wall, start)
    gap = text[end:start]
    if "\n" not in gap:
        return []
    if text[wall:end][-1:].isalnum():
        return [choice for choice in ranked if choice.place.start < start]
    return [choice for choice in ranked if choice.place.start == start and "\n\n" in gap]


def _is_part(text: str, closing: Closing, following: Hit | None) -> bool:
    """Whether a line with a short link is the beginning of the signed post that follows."""
    if closing.how == "media" or following is None or following.body is None:
        return False
    if following.start < following.body.start:
        return False  # it is signed before its words
    near = min(following.start, closing.end + _REACH)
    if words_begin(text, closing.end, near) < near:
        return False
    line = _line_start(text, closing.links.start)
    return _fits(text, Span(line, following.body.end), following.day)
