"""Where the words of a flattened post begin, seen from the signature that follows them.

The rule goes up from the signature line by line, as long as the lines can be one post: not past the
signature before, not past a blank line or the length a post of that day could have, and not into a
long line that reads like the article's own prose.
"""

import regex

from harvester.find.signatures import Signature
from harvester.records import Span
from harvester.text.weight import length_limit, weighted_length

_PROSE_LENGTH = 140
# matches the end of a sentence, closing marks included
_FULL_STOP = regex.compile(r"[.。۔…][\"”»’)\]]*+\Z|[\"”»]\.?\Z")
_POST_SIGNS = ("#", "@", "pic.", "://")


def body(text: str, signature: Signature, wall: int) -> tuple[Span, float]:
    """The words before a signature, and how sure the rule is; an empty span if none are left.

    `wall` is the end of the signature before, which no body can cross.

    >>> text = "He spoke to the press.\\n\\nRain again\\nand again— Ada (@ada_m9) March 23, 2019"
    >>> from harvester.find.signatures import signatures
    >>> span, _ = body(text, next(signatures(text)), 0)
    >>> text[span.start:span.end]
    'Rain again\\nand again'
    """
    end = _last_word(text, wall, signature.start)
    limit = length_limit(signature.date.day if signature.date else None)
    start = end
    lines = 0
    while (line := _line_before(text, wall, start)) is not None:
        if lines and (weighted_length(text[line.start : end]) > limit or _is_prose(text, line)):
            break
        start, lines = line.start, lines + 1
        if _is_blank_before(text, wall, start):
            break
    return Span(start, end), 0.8 if lines == 1 else 0.6


def _last_word(text: str, wall: int, end: int) -> int:
    while end > wall and (text[end - 1].isspace() or text[end - 1] == ">"):
        end -= 1
    return end


def _line_before(text: str, wall: int, position: int) -> Span | None:
    """The line that ends at `position`, or the one above it, without surrounding white space."""
    end = _last_word(text, wall, position)
    if end <= wall:
        return None
    start = max(wall, text.rfind("\n", wall, end) + 1)
    while start < end and text[start] in " \t\r>\xa0":
        start += 1
    return Span(start, end)


def _is_blank_before(text: str, wall: int, start: int) -> bool:
    end = _last_word(text, wall, start)
    return text.count("\n", end, start) > 1


def _is_prose(text: str, line: Span) -> bool:
    words = text[line.start : line.end]
    return (
        len(words) > _PROSE_LENGTH
        and _FULL_STOP.search(words) is not None
        and not any(sign in words for sign in _POST_SIGNS)
    )
