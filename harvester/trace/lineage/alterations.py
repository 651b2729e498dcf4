"""Quotes whose words are not those of the post: its markup, and its text where that is sure.

A quote may leave out the beginning and the end, may say by points or brackets that it leaves out or
puts in, may have other marks, links, tags and mentions, and write out what is abbreviated. Anything
else is an alteration, unless so much is different that it is another statement about the same.

People say elsewhere in other words what they post. So a quotation is held against a post only where
it is said to be of one, or where no speaker is named and its article prints that one; and never
against one that has the words in quotation marks: it quotes them itself. Nothing rests on a start
or a speaker of which the program is not `SURE`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape

import regex
from rapidfuzz import fuzz, process

from harvester.records import Span
from harvester.text.fold import fold
from harvester.text.script import LINK
from harvester.trace.lineage.misattributions import MARKED
from harvester.trace.lineage.printings import Finding, FindingKind, Printing
from harvester.trace.matching.difference import WORDING, Change, difference, marked, words

_LIKEST = 3  # texts of an edited post
_SLACK = 4  # words that may be put in before a place without moving it out of view
_FEWEST_KEPT = 0.5  # of the letters; less is another text
_MOST_AT_END = 3  # words; more are another statement
_MOST_CHANGED = 0.45  # of the letters of a quotation; more is another statement
_SHORTENED = 0.5  # of the letters of a word; what has fewer of them, in order, abbreviates it
# matches tags, mentions and links, which scrapers lose; must not match words between them
_ENTITIES = regex.compile(rf"[^\w#@＃＠]*+(?:(?:[#@＃＠]\s?+\w++|{LINK.pattern})[^\w#@＃＠]*+)*+")
# matches what says that words were left out, put in or masked, or what a wrong encoding makes of it
_EXCUSE = regex.compile(r"…|\.{3}|\. \. \.|[\[(]|\*\*|â€|\N{REPLACEMENT CHARACTER}")


def alterations(printings: Iterable[Printing]) -> Iterator[Finding]:
    """A finding for each quote that changes the words or a number of the embedded post.

    A quote that is true to any of the posts that it may be of is true.
    """
    known = [each for each in printings if each.words]
    embeds = _texts(each for each in known if each.kind == "embed")
    # Where a flattened post begins and ends is decided, not printed; what stands between is sure.
    sure = (each for each in known if each.kind == "signature" and each.is_sure)
    originals = [*embeds, *_texts(sure)]
    compare = cache(_least_altered)  # many quotes have the same words
    for each in known:
        if each.kind == "embed" or not each.is_sure:
            continue
        held_against = originals if each.kind == "quotation" else embeds
        posts = tuple(
            post
            for post in held_against
            if _may_be_of(each, post) and _is_told_to_be_of(each, post)
        )
        for kind, detail, post in compare(each.words, posts, is_flattened=each.kind != "quotation"):
            yield Finding(kind, each.quote_id, post, detail)


def _texts(printings: Iterable[Printing]) -> list[Printing]:
    """One quote for each text of each post."""
    found: dict[tuple[str | None, str | None, str], Printing] = {}
    for each in sorted(printings, key=lambda each: each.quote_id):
        found.setdefault((each.post_id, each.handle, each.words), each)
    return [*found.values()]


def altered(before: str, after: str, *, is_flattened: bool = False) -> dict[FindingKind, str]:
    """How a quote alters the words of a post: the kinds of finding, with the changes marked.

    Where a flattened post begins and ends is decided, not printed, so nothing is said of its ends;
    and a quotation with several other words at an end may be of another post about the same.

    >>> altered("It rains again tonight", "“It snows again”")
    {'alteration': '“It [-rains-]{+snows+} again”'}
    >>> altered("Fifteen boats, 15 of 20, came", "boats, 16 of 20, came")
    {'number-changed': 'boats, [-15-]{+16+} of 20, came'}
    """
    before, after = unescape(before), unescape(after)
    if fold(after) in fold(before):
        return {}
    before, after = _views(before, after)
    changes = difference(before, after)
    if not _is_same_text(changes, before, after):
        return {}
    inner = _inner(changes, before, after, is_flattened=is_flattened)
    kinds: set[FindingKind] = set()
    changed = 0
    for change in inner:
        if change.kind in WORDING and not _is_excused(change, before, after):
            sides = before[slice(*change.before)], after[slice(*change.after)]
            changed += max(len(fold(side)) for side in sides)
            kinds.add("number-changed" if _changes_number(*sides) else "alteration")
    if not kinds or changed > _MOST_CHANGED * len(fold(after)):
        return {}
    detail = marked(
        before[inner[0].before.start : inner[-1].before.end],
        after[inner[0].after.start : inner[-1].after.end],
    )
    return dict.fromkeys(sorted(kinds), detail)


def _least_altered(
    printed: str, posts: Sequence[Printing], *, is_flattened: bool
) -> list[tuple[FindingKind, str, str]]:
    """What words alter in the post that they alter least, with its quote; only the likest count."""
    if not posts:
        return []
    letters = fold(printed)
    folded = [fold(post.words) for post in posts]
    if any(letters in each for each in folded):
        return []
    likest = process.extract(letters, folded, scorer=fuzz.partial_ratio, limit=_LIKEST)
    found = []
    for _, _, place in likest:
        kinds = altered(posts[place].words, printed, is_flattened=is_flattened)
        quote_id = posts[place].quote_id
        found.append([(kind, detail, quote_id) for kind, detail in kinds.items()])
    return min(found, key=lambda each: (sum(len(detail) for _, detail, _ in each), each))


def _may_be_of(printing: Printing, post: Printing) -> bool:
    if printing.post_id and post.post_id:
        return printing.post_id == post.post_id
    if printing.handle and post.handle:
        return printing.handle.lower() == post.handle.lower()
    return True


def _is_told_to_be_of(printing: Printing, post: Printing) -> bool:
    """Whether a quotation is of a post for sure, and these are the words of who wrote that."""
    if printing.kind != "quotation":
        return True
    if printing.platform is None:
        # With a speaker beside them words were said; without one they are taken from the post.
        if printing.speaker or (post.kind != "embed" and printing.article_id != post.article_id):
            return False
    elif post.platform not in (None, printing.platform):
        return False
    if printing.person and post.person and printing.person != post.person:
        return False
    half = len(fold(printing.words)) / 2
    return not any(len(fold(marked)) >= half for marked in MARKED.findall(post.words))


def _views(before: str, after: str) -> tuple[str, str]:
    """The parts of both texts that face each other when the longest kept stretch is laid on itself.

    Else words of the beginning that is left out would be taken for the first words that are kept.
    """
    kept = [each for each in difference(before, after) if each.kind not in WORDING]
    if not kept:
        return before, after
    longest = max(kept, key=lambda each: (len(fold(after[slice(*each.after)])), -each.after.start))
    heads = words(before[: longest.before.start]), words(after[: longest.after.start])
    tails = words(before[longest.before.end :]), words(after[longest.after.end :])
    start = max(0, len(heads[0]) - len(heads[1]) - _SLACK)
    start_at = heads[0][start].start if start else 0
    count = len(tails[1]) + _SLACK
    end_at = longest.before.end + tails[0][count - 1].end if count < len(tails[0]) else len(before)
    return before[start_at:end_at], after


def _is_same_text(changes: Sequence[Change], before: str, after: str) -> bool:
    kept = sum(len(fold(after[slice(*each.after)])) for each in changes if each.kind not in WORDING)
    return kept >= _FEWEST_KEPT * min(len(fold(before)), len(fold(after)))


def _inner(
    changes: Sequence[Change], before: str, after: str, *, is_flattened: bool
) -> list[Change]:
    """The changes between the ends of the quote."""
    inner = list(changes)
    for end in (0, -1):
        while inner and _is_end(inner, end, before, after, is_flattened=is_flattened):
            del inner[end]
    return inner


def _is_end(
    changes: Sequence[Change], end: int, before: str, after: str, *, is_flattened: bool
) -> bool:
    """Whether the change at an end is only where the quote begins or ends, or is cut off.

    What is kept there and could as well have been kept beyond the change behind it is no end.
    """
    change = changes[end]
    old, new = before[slice(*change.before)], after[slice(*change.after)]
    if change.kind in ("removed", "added"):
        return True
    if change.kind == "replaced":
        is_long = max(len(words(old)), len(words(new))) > _MOST_AT_END
        is_cut = fold(old).startswith(fold(new)) or fold(old).endswith(fold(new))
        return is_flattened or is_long or is_cut
    beside = changes[1 if end == 0 else -2] if len(changes) > 1 else None
    if beside is None or beside.kind != "removed":
        return False
    removed = fold(before[slice(*beside.before)])
    return removed.endswith(fold(new)) if end == 0 else removed.startswith(fold(new))


def _is_excused(change: Change, before: str, after: str) -> bool:
    """Whether the quote says so by points or brackets, or only tags and mentions are concerned."""
    old, new = _with_marks(change.before, before), _with_marks(change.after, after)
    if _EXCUSE.search(new) or ("&" in old and len(words(new)) == 1) or _is_written_out(old, new):
        return True
    if old.strip() and _ENTITIES.fullmatch(old):  # a name in the place of "@ada_q9"
        return True
    return all(not side.strip() or _ENTITIES.fullmatch(side) for side in (old, new))


def _is_written_out(one: str, other: str) -> bool:
    """Whether one is short for the other.

    >>> _is_written_out("intl", "international"), _is_written_out("can", "cannot")
    (True, False)
    """
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    if not shorter or shorter[0] != longer[0] or len(words(longer)) > 1:
        return False
    rest = iter(longer)
    is_short = one.rstrip()[-1:] in "./" or other.rstrip()[-1:] in "./"
    is_short |= 1 < len(shorter) < _SHORTENED * len(longer)
    return is_short and all(letter in rest for letter in shorter)


def _with_marks(span: Span, text: str) -> str:
    """A stretch with the points and marks before it, which belong to the word before."""
    start = span.start
    while start and not text[start - 1].isalnum():
        start -= 1
    return text[start : span.end]


def _changes_number(before: str, after: str) -> bool:
    old, new = (
        [word.key for word in words(side) if word.key[0].isdigit()] for side in (before, after)
    )
    return bool(old and new) and old != new
