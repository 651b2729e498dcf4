"""Where the words stand that a platform's line signs: above it, inside it, or nowhere.

A heading that the platform prints above the words ends the article's own text; markup ends it, too.
Where there is neither, the words are the paragraph above the line; in a text of one line `boundary`
decides where they begin.
"""

from collections.abc import Callable
from typing import NamedTuple

import regex

from harvester.find.flattened.boundary import Question, begin
from harvester.find.flattened.boundary.document_profile import DocumentProfile
from harvester.find.flattened.signatures import Signature
from harvester.find.places import tight
from harvester.platforms.declaration import Line
from harvester.records import Span

LONGEST = 2_600  # Instagram takes captions of 2,200 characters, TikTok of 4,000
_LONGEST_TITLE = 320
_WIDEST = 130  # a longer line was not wrapped
# matches a blank line, also one of a quotation in Markdown
_BLANK_LINE = regex.compile(r"\n[^\S\n>]*+(?:>[^\S\n]*+)?+\n")
# matches where a line may begin: behind a line end, or behind the end of a sentence
START = regex.compile(r"\n[\s>]*+|(?<=[.!?…؟。！？\"”»:])\s++")


Profile = Callable[[], DocumentProfile]


class Caption(NamedTuple):
    """The words of a post, and how sure it is that they begin there."""

    body: Span
    confidence: float


def caption(
    text: str, signature: Signature, line: Line, wall: int, *, is_markup: bool, profile: Profile
) -> Caption | None:
    r"""The words above a line, behind the `wall` that ends what stands before; None without any.

    The `profile` of the document is asked for only where there is no other sign of a beginning.

    >>> from functools import partial
    >>> from harvester.find.flattened.boundary import profile_of
    >>> from harvester.platforms import BY_NAME
    >>> text, line = "Late.\n\nRain again\nPosted", BY_NAME["facebook"].lines[0]
    >>> signature = Signature(18, 24, "facebook", None, None, None)
    >>> document = partial(profile_of, text, [signature])
    >>> body = caption(text, signature, line, 0, is_markup=False, profile=document).body
    >>> text[body.start : body.end]
    'Rain again'
    """
    if line.words in ("none", "title"):
        return _title(text, signature.start, wall) if line.words == "title" else None
    low = max(wall, signature.start - LONGEST)
    places = ((text.rfind(each, low, signature.start), len(each)) for each in line.headings)
    heading = max((place + length for place, length in places if place >= 0), default=None)
    if heading is not None or is_markup:
        body = tight(text, Span(heading or low, signature.start))
        return Caption(body, 1.0) if body.start < body.end else None
    if signature.date is None and not line.undated_words:
        return None
    before = text[low : signature.start].strip()
    if not before or "\n" in before:
        return _paragraph(text, signature.start, low) if before else None
    (beginning,) = begin(Question(text, [(signature, wall)], profile(), has_words=True))
    body = beginning.body
    return Caption(body, beginning.confidence) if body.start < body.end else None


def _paragraph(text: str, end: int, low: int) -> Caption | None:
    """The paragraph before a place: one line, or several short ones where a scraper wraps lines."""
    body = tight(text, Span(low, end))
    line = max(low, text.rfind("\n", low, body.end) + 1)
    if body.end - line < _WIDEST:
        line = max(
            (match.end() for match in _BLANK_LINE.finditer(text, low, body.end)), default=line
        )
    body = tight(text, Span(line, body.end))
    return Caption(body, 0.8) if body.start < body.end else None


def _title(text: str, end: int, wall: int) -> Caption | None:
    """The line, or the last sentence of the line, that stands before a place."""
    low = max(wall, end - _LONGEST_TITLE)
    body = tight(text, Span(low, end))
    starts = [match.end() for match in START.finditer(text, low, body.end)]
    body = Span(starts[-1] if starts else body.start, body.end)
    return Caption(body, 0.9) if body.start < body.end else None
