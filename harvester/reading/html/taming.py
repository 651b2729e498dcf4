"""Pages made to hang or to fill memory when they become a tree, told before they do.

A browser's parser takes the square of how deep elements lie, of how many attributes a tag has, and
of how many elements of style are left open: it opens them again in each block. No page of the
development sets is refused here; what is costs no more than its length in `events`.
"""

import re
from collections import Counter

import regex

_FEW = 3_000  # tags, of which no page opens millions
_MOST = 20_000  # tags; all of them nested take half a second
_MOST_OPENED = 1_000_000  # elements that are opened again: half a second, too
_LONGEST = 40_000  # characters of a tag, in which 20,000 attributes fit
# matches the beginning of a tag of few attributes, and what is no tag
_TAG = regex.compile(
    r"[^a-zA-Z]|[^\s/>]++"
    r"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+){0,2000}+[\s/]*+>"
)
# `re` takes a seventh of what `regex` does here; markup is ASCII
_STYLE = re.compile(
    r"<(/?(?:b|big|code|em|font|i|s|small|strike|strong|tt|u))[\s/>]", re.IGNORECASE | re.ASCII
)


def is_tame(html: str) -> bool:
    """Whether a page may become a tree.

    >>> is_tame("<p>Rain"), is_tame("<div>" * 100_000)
    (True, False)
    """
    tags = html.count("<")
    if tags > _MOST or (len(html) > _LONGEST and not _are_short(html)):
        return False
    return tags <= _FEW or _most_open(html) * tags <= _MOST_OPENED


def _are_short(html: str) -> bool:
    """Whether no tag has thousands of attributes."""
    at = html.find("<")
    while 0 <= at < len(html) - _LONGEST:
        last = html.rfind("<", at + 1, at + _LONGEST)
        if last < 0:
            if not _TAG.match(html, at + 1):
                return False
            last = html.find("<", at + _LONGEST)
        at = last
    return True


def _most_open(html: str) -> int:
    """How many elements of style are open at once, at most."""
    open_of: Counter[str] = Counter()
    total = most = 0
    for name in map(str.lower, _STYLE.findall(html)):
        if name[0] != "/":
            open_of[name] += 1
            total += 1
            most = max(most, total)
        elif open_of[name[1:]]:
            open_of[name[1:]] -= 1
            total -= 1
    return most
