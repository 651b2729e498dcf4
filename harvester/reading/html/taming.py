"""Pages made to hang or to fill memory when they become a tree, told before they do.

A browser's parser takes the square of how deep elements lie, of how many attributes a tag has, and
of how many elements of style are left open: it opens them again in each block. No page of the
development sets is refused here; what is costs no more than its length in `events`.
"""

from collections import Counter

import regex

_SMALL = 2_000  # tags, with which none of the squares matters
_MOST = 20_000  # tags; all of them nested take half a second
_MOST_OPENED = 1_000_000  # elements that are opened again: half a second, too
_LONGEST = 40_000  # characters of a tag, in which 20,000 attributes fit
# matches the beginning of a tag of few attributes, and what is no tag
_TAG = regex.compile(
    r"[^a-zA-Z]|[^\s/>]++"
    r"(?:[\s/]++(?:[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)?+){0,2000}+>"
)
_STYLE = regex.compile(r"<(/?)(b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])")


def is_tame(html: str) -> bool:
    """Whether a page may become a tree.

    >>> is_tame("<p>Rain"), is_tame("<div>" * 100_000)
    (True, False)
    """
    tags = html.count("<")
    if tags <= _SMALL and len(html) <= _LONGEST:
        return True
    return tags <= _MOST and _are_short(html) and _most_open(html) * tags <= _MOST_OPENED


def _are_short(html: str) -> bool:
    """Whether no tag has thousands of attributes."""
    pieces = html.split("<")[1:]
    return all(_TAG.match(piece) for piece in pieces if len(piece) > _LONGEST)


def _most_open(html: str) -> int:
    """How many elements of style are open at once, at most."""
    open_of: Counter[str] = Counter()
    most = 0
    for end, name in _STYLE.findall(html.lower()):
        if not end:
            open_of[name] += 1
            most = max(most, open_of.total())
        elif open_of[name]:
            open_of[name] -= 1
    return most
