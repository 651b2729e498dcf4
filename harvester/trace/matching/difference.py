"""What was changed between two printings of the same words: an alignment, word by word.

Words are compared as they fold, so case, marks and points are `reformatted`, not other words. In
scripts without spaces each letter is a word. Links and escaped characters are no words. What a
change means is the business of `alterations`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise, takewhile
from typing import Literal, NamedTuple
from unicodedata import category

import regex

from harvester.records import Span
from harvester.text.fold import fold
from harvester.text.script import LINK, UNSPACED
from harvester.trace.matching.alignment import Block, blocks

ChangeKind = Literal["kept", "reformatted", "removed", "added", "replaced"]
WORDING: tuple[ChangeKind, ...] = ("removed", "added", "replaced")

_CONTEXT = 4.0  # words of what is kept on each side of a change
_UNSPACED_WEIGHT = 0.25  # a letter of a script without spaces, measured in words
_WORTH_LEAVING_OUT = 6  # characters: "…" with its spaces is half of that

_NO_SPACES = UNSPACED.pattern


def _words_among(unspaced: str, others: str) -> regex.Pattern[str]:
    """Words and what is none; `others` stands before each letter of a word of several."""
    return regex.compile(
        rf"{LINK.pattern}|&(?:\#\d{{1,6}}|\w{{2,8}});|(?P<word>"
        rf"\p{{Nd}}++(?:[.,٫٬]\p{{Nd}}++)*+|{unspaced}"
        rf"(?!\p{{M}})(?:{others}[\p{{L}}\p{{M}}\p{{N}}_])++"
        rf"(?:['’ʼ](?:{others}[\p{{L}}\p{{M}}])++)*+)"
    )


# matches a number with its separators, 1,000.50 or ۱٫۵, a letter of a script without spaces with
# its marks, or a word with its apostrophes; must not match a link, &amp; or a point
_WORD = _words_among(rf"{_NO_SPACES}\p{{M}}*+|", f"(?!{_NO_SPACES})")
_SPACED_WORD = _words_among("", "")  # the same in texts without such letters, twice as fast
# matches what parts thousands: the comma in 1,000; must not match the point in 1.5
_THOUSANDS = regex.compile(r"[.,٫٬](?=\p{Nd}{3}(?!\p{Nd}))")
_SEPARATOR = regex.compile(r"[.,٫٬]")


class Word(NamedTuple):
    """A word, where it stands, and the key under which it is the same word."""

    key: str
    start: int
    end: int


class Change(NamedTuple):
    """A stretch of both texts and what became of it; a span may be empty."""

    kind: ChangeKind
    before: Span
    after: Span


def words(text: str) -> list[Word]:
    """The words of a text in their places; each letter of a script without spaces is one.

    >>> [word.key for word in words("Rain: 1,000 l, 1,5 m")], len(words("雨が降る"))
    (['rain', '1000', 'l', '1.5', 'm'], 4)
    """
    has_spaces = text.isascii() or UNSPACED.search(text) is None
    found = (_SPACED_WORD if has_spaces else _WORD).finditer(text)
    return [
        Word(key, *each.span()) for each in found if (word := each["word"]) and (key := _key(word))
    ]


def difference(before: str, after: str) -> tuple[Change, ...]:
    """What became of each stretch of a text; nothing if the texts are equal.

    The spans of all changes, put together, are both texts.

    >>> [change.kind for change in difference("Rain again tonight", "rain tonight, at last")]
    ['reformatted', 'removed', 'kept', 'added']
    """
    if before == after:
        return ()
    old, new = words(before), words(after)
    pieces = (
        piece
        for block in blocks([word.key for word in old], [word.key for word in new])
        for piece in _pieces(block, (before, old), (after, new))
    )
    return tuple(_filled(_joined(pieces), before, after))


def marked(before: str, after: str) -> str:
    """The changes of words on one line; empty if no word changed.

    >>> marked("Rain again tonight", "Rain, once more, tonight!")
    'Rain, [-again-]{+once more,+} tonight!'
    """
    changes = difference(before, after)
    if not any(change.kind in WORDING for change in changes):
        return ""
    shown: list[str] = []
    kept = ""
    for change in changes:
        if change.kind in WORDING:
            shown += [_shortened(kept, is_first=not shown), _shown(change, before, after)]
            kept = ""
        else:
            kept += after[slice(*change.after)]
            # before a word removed at the end, the space stands in the old text alone
            kept += " " if before[change.before.start : change.before.end][-1:].isspace() else ""
    shown.append(_shortened(kept, is_last=True))
    return " ".join("".join(shown).split())


def shared(before: str, after: str) -> tuple[Span, Span] | None:
    """From where to where the words stand that both texts have, in each of them; None if none.

    >>> shared("Today rain again", "Rain again!")
    (Span(start=6, end=16), Span(start=0, end=10))
    """
    old, new = words(before), words(after)
    alike = [
        block for block in blocks([it.key for it in old], [it.key for it in new]) if block.is_alike
    ]
    if not alike:
        return None
    first, last = alike[0], alike[-1]
    return (
        Span(old[first.before.start].start, old[last.before.stop - 1].end),
        Span(new[first.after.start].start, new[last.after.stop - 1].end),
    )


@lru_cache(maxsize=1 << 14)  # most words of a text are common ones
def _key(word: str) -> str:
    if word[0].isdigit() and _SEPARATOR.search(word):
        parts = _SEPARATOR.split(_THOUSANDS.sub("", word))
        return ".".join(fold(part) for part in parts)
    return fold(word)


def _pieces(
    block: Block, old: tuple[str, list[Word]], new: tuple[str, list[Word]]
) -> Iterator[Change]:
    """The changes in a stretch; a word owns the text up to the next one, the first what precedes.

    Points behind the last word before a change are those of the change, unless a text ends there.
    """
    before, after = _owned(block.before, *old), _owned(block.after, *new)
    if not block.is_alike:
        yield Change(_kind(before, after), before, after)
        return
    is_end = block.before.stop == len(old[1]) and block.after.stop == len(new[1])
    end = before.end if is_end else old[1][block.before.stop - 1].end
    other_end = after.end if is_end else new[1][block.after.stop - 1].end
    if old[0][before.start : end] == new[0][after.start : other_end]:
        yield Change("kept", before, after)  # costs less than to go from word to word
        return
    ours, theirs = _bounds(block.before, *old), _bounds(block.after, *new)
    if len(ours) != len(theirs):
        yield Change("reformatted", before, after)
        return
    are_kept = (
        old[0][start : min(stop, end)] == new[0][other : min(other_stop, other_end)]
        for (start, stop), (other, other_stop) in zip(pairwise(ours), pairwise(theirs), strict=True)
    )
    at = 0
    for is_kept, run in groupby(are_kept):
        to = at + len([*run])
        spans = Span(ours[at], ours[to]), Span(theirs[at], theirs[to])
        yield Change("kept" if is_kept else "reformatted", *spans)
        at = to


def _kind(before: Span, after: Span) -> ChangeKind:
    """What became of words that are not alike, or of none."""
    if before.start == before.end:
        return "added"
    return "removed" if after.start == after.end else "replaced"


def _owned(part: slice, text: str, placed: list[Word]) -> Span:
    """The text of some neighbouring words."""
    if part.start == part.stop:
        return Span(0, 0)
    start = placed[part.start].start if part.start else 0
    return Span(start, placed[part.stop].start if part.stop < len(placed) else len(text))


def _bounds(part: slice, text: str, placed: list[Word]) -> list[int]:
    """Where the text of each of some neighbouring words begins, and where that of the last ends."""
    whole = _owned(part, text, placed)
    return [whole.start, *(word.start for word in placed[part.start + 1 : part.stop]), whole.end]


def _hull(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)


def _joined(changes: Iterator[Change]) -> list[Change]:
    """Neighbours of one kind as one."""
    joined = []
    for kind, group in groupby(changes, lambda change: change.kind):
        run = list(group)
        joined.append(
            Change(kind, _hull([each.before for each in run]), _hull([each.after for each in run]))
        )
    return joined


def _filled(changes: Sequence[Change], before: str, after: str) -> Iterator[Change]:
    """The same, each span where the one before ends; texts without words are one stretch."""
    if not changes:
        yield Change("reformatted", Span(0, len(before)), Span(0, len(after)))
    start, other = 0, 0
    for place, change in enumerate(changes):
        is_last = place == len(changes) - 1
        end = len(before) if is_last else max(start, change.before.end)
        other_end = len(after) if is_last else max(other, change.after.end)
        yield Change(change.kind, Span(start, end), Span(other, other_end))
        start, other = end, other_end


def _shown(change: Change, before: str, after: str) -> str:
    """A change in its marks; the points and spaces that both texts have behind it stand outside."""
    removed, added = before[slice(*change.before)], after[slice(*change.after)]
    behind = _points_behind(removed, added)
    removed, added = (side.removesuffix(behind).strip() for side in (removed, added))
    return (f"[-{removed}-]" if removed else "") + (f"{{+{added}+}}" if added else "") + behind


def _points_behind(removed: str, added: str) -> str:
    """What ends both that is no word; of one alone only the space."""
    if not removed or not added:
        one = removed or added
        return one[len(one.rstrip()) :]
    length = len(list(takewhile(_is_same_point, zip(removed[::-1], added[::-1], strict=False))))
    points = added[len(added) - length :]
    return points or added[len(added.rstrip()) :]


def _is_same_point(characters: tuple[str, str]) -> bool:
    one, other = characters
    return one == other and not one.isalnum() and not category(one).startswith("M")


def _shortened(kept: str, *, is_first: bool = False, is_last: bool = False) -> str:
    """What is kept before, between and behind changes, its middle left out if it is long."""
    placed = words(kept)
    head = 0 if is_first else _reach(placed)
    tail = len(placed) - (0 if is_last else _reach(placed[::-1]))
    start = placed[head - 1].end if head else 0
    end = placed[tail].start if tail < len(placed) else len(kept)
    if end - start < _WORTH_LEAVING_OUT:
        return kept
    return f"{kept[:start]} … {kept[end:]}"


def _reach(placed: Sequence[Word]) -> int:
    """How many words make up the context."""
    weights = (_UNSPACED_WEIGHT if UNSPACED.match(word.key) else 1.0 for word in placed)
    return sum(total <= _CONTEXT for total in accumulate(weights))
