"""The frame of a page: the footer, the menus and the buttons around an article, told by markup.

The links in it lead to the outlet's own accounts, and stand on every page of it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import regex

from harvester.platforms import PLATFORMS
from harvester.records import Anchor

_WHOLE = frozenset({"body", "html", "article", "main", "blockquote"})  # hold the article itself
# matches the words of "SocialIconsBar", "site-footer" and "menu_snsItem"
_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])")
_PROSE = 20  # characters of a paragraph beside the link, so that it is one


def outside_frame(text: str, anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """The links of a page that show words and stand in the article, not in the frame of the page.

    >>> page = "Ada wrote it. Twitter"
    >>> link = Anchor(0, 3, "a", {"href": "https://x.com/ada_q9"})
    >>> frame = [Anchor(14, 21, "footer", {}, 1), Anchor(14, 21, "a", {"href": "https://x.com/us"})]
    >>> [anchor.attributes["href"] for anchor in outside_frame(page, [link, *frame])]
    ['https://x.com/ada_q9']
    """
    at, paragraph = 0, (0, 0)
    while at < len(anchors):
        anchor = anchors[at]
        at += 1
        if anchor.tag == "a":
            if anchor.start < anchor.end and _is_said(text, anchor, paragraph):
                yield anchor
        elif anchor.tag == "p":
            paragraph = anchor.start, anchor.end
        elif _is_frame(anchor.tag, anchor.attributes):
            at += anchor.inside


def _is_said(text: str, anchor: Anchor, paragraph: tuple[int, int]) -> bool:
    """Whether a link is a part of what the article says: by its own words or those around it."""
    if "href" not in anchor.attributes:
        return False
    words = text[anchor.start : anchor.end].strip().casefold()
    if words not in _labels():
        return True
    start, end = paragraph
    return start <= anchor.start and anchor.end <= end and end - start > len(words) + _PROSE


def _is_frame(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in _WHOLE:
        return False
    if tag in _declared()["tags"] or attributes.get("role") in ("navigation", "contentinfo"):
        return True
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return len(named) > 1 and _is_named_so(named)


@lru_cache(maxsize=4096)  # pages of an outlet name their elements alike
def _is_named_so(named: str) -> bool:
    """Whether the class and the id of an element call it a part of the frame.

    >>> _is_named_so("SocialIconsBar"), _is_named_so("article-body social-embed")
    (True, False)
    """
    for name in named.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if not _declared()["words"].isdisjoint(words):
            return True
        if any(f"{one} {other}" in _declared()["pairs"] for one, other in pairwise(words)):
            return True
    return False


@cache
def _declared() -> dict[str, frozenset[str]]:
    text = (files(__package__) / "frame.toml").read_text(encoding="utf-8")
    return {name: frozenset(values) for name, values in tomllib.loads(text).items()}


@cache
def _labels() -> frozenset[str]:
    """What a link says that says where it leads, and not to whom."""
    titles = (title.strip() for each in PLATFORMS for title in each.title.split("/"))
    names = {name.casefold() for name in (*titles, *(each.name for each in PLATFORMS))}
    return frozenset(names | _declared()["labels"])
