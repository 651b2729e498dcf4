"""Whether two articles are one article, published twice: an agency's report, a syndicated column.

An article is known by a sketch: the hashes of a few of its stretches. Which stretches is told by
the letters before them, so what a flattener puts before, between or behind paragraphs spoils only
its surroundings; which hashes are kept is told by the hashes, so sketches of any two articles can
be compared. What stands in quotes is left out: articles that print the same posts are no copies.
"""

import re
from collections.abc import Iterable
from struct import pack, unpack
from zlib import crc32

from harvester.records import Span

Sketch = tuple[int, ...]

_KEPT = 24  # the lowest hashes of a text: two sketches tell a share to about a tenth
_FEWEST = 12  # about 300 letters; less text may be a headline and a caption that many have
_SHARE = 0.5  # of what is in either; `tests/bench/copies.py` prints what it does to real articles

# What precedes the stretches that are hashed, in UTF-8 without case: letters that no language uses
# always or never, and ends of letters that are no beginning in any script nor common to half of it.
# `re`, because these are bytes, and it is more than twice as fast on them.
_BEFORE = b"bgk\x86\x87\x95\xa1\xbc"
# matches each of those with 32 bytes behind it, 32 Latin or 11 Chinese letters, overlapping
_STRETCH = re.compile(rb"[%s](?=(.{32}))" % re.escape(_BEFORE), re.DOTALL)
# matches curly quotation marks, dashes, «, » and spaces that do not break: each outlet has its own
_TYPOGRAPHY = re.compile(rb"[\xc2\xe2](?:\x80.|\xa0|\xab|\xbb)", re.DOTALL)
_POINTS = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_LOWER = bytes(range(256)).lower()


def sketch(text: str, quoted: Iterable[Span] = ()) -> Sketch:
    """What an article is known by, without what stands in these places; empty if it is too short.

    The same on every machine. Each number is less than 2^32.

    >>> sketch("Rain again.")
    ()
    """
    text = _without(text, quoted)
    printed = text.encode("utf-8", "surrogatepass")
    if not printed.isascii():
        printed = _TYPOGRAPHY.sub(b"", printed)
    hashes = set(map(crc32, _STRETCH.findall(printed.translate(_LOWER, _POINTS))))
    return tuple(sorted(hashes)[:_KEPT]) if len(hashes) >= _FEWEST else ()


def are_copies(one: Sketch, other: Sketch) -> bool:
    """Whether articles with these sketches are mostly the same text; never if one is too short.

    >>> are_copies((1, 2, 3, 4), (1, 2, 3, 5))
    True
    """
    if not one or not other:
        return False
    shared = set(one) & set(other)
    lowest = sorted({*one, *other})[:_KEPT]
    return sum(each in shared for each in lowest) >= _SHARE * len(lowest)


def packed(sketch: Sketch) -> bytes | None:
    """A sketch in four bytes a number, or None if there is none.

    >>> unpacked(packed((1, 2, 3))), packed(())
    ((1, 2, 3), None)
    """
    return pack(f"<{len(sketch)}I", *sketch) if sketch else None


def unpacked(raw: bytes | None) -> Sketch:
    """The sketch that was packed."""
    return unpack(f"<{len(raw) // 4}I", raw) if raw else ()


def _without(text: str, quoted: Iterable[Span]) -> str:
    spans = sorted(quoted)
    if not spans:
        return text
    kept, start = [], 0
    for span in spans:
        kept.append(text[start : span.start])
        start = max(start, span.end)
    return " ".join([*kept, text[start:]])
