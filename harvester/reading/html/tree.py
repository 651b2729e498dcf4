r"""A page as lexbor's tree tells of it: C lays it out, and Python sees the elements that matter.

Before and behind these, and where a line ends, marks are set as text in the tree. Elements that
only change how text looks are dissolved, so that a piece of text reaches from block to block. One
call then gives all text, and in it the marks are the places of what they stand for: see `layout`.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import cast

import regex
from selectolax.lexbor import LexborNode

from harvester.reading.html.elements import ANCHOR, KINDS, is_anchor
from harvester.reading.html.layout import CLOSES, PARAGRAPH, Attributes, Lines, Marked, mark

_MOST_LOOKS = 300_000  # at elements, that lie in others that may matter, again and again
_CLOSE = mark(CLOSES)
# matches the marks of elements in text that is not shown
_PLACE = regex.compile(r"\0(?:\(\d+|\))\0")


def said(node: LexborNode) -> Attributes:
    """The attributes of an element; one without a value has an empty one."""
    return _valued(node.attributes)


def _valued(attributes: Mapping[str, str | None]) -> Attributes:
    if None in attributes.values():
        return {name: value or "" for name, value in attributes.items()}
    return cast("Attributes", attributes)


class CostlyTreeError(Exception):
    """A tree takes too long to be looked through; the page must be heard instead."""


class Tree:
    """A parsed page whose tree is marked, dissolved and read, in this order, once."""

    def __init__(self, root: LexborNode) -> None:
        """A page of which nothing was looked at yet."""
        self.page = Marked()
        self.inline: list[LexborNode] = []  # to be dissolved
        self.gone: list[LexborNode] = []  # to be taken out
        self.veiled: list[LexborNode] = []  # to be taken out, but for the marks in them
        self._root = root
        self._seen: set[int] = set()  # elements that have an anchor
        self._looked: set[int] = set()  # elements of which all that is in them was looked at
        self._looks = 0
        self._around: set[int] = set()  # elements around a link to a platform

    def groups(self) -> Mapping[int, list[LexborNode]]:
        """The elements and comments of the page in their order, by the number of their tag."""
        found: dict[int, list[LexborNode]] = defaultdict(list)
        for node in self._root.traverse():
            found[node.tag_id].append(node)
        return found

    def keep(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        """Mark an element, once."""
        key = node.mem_id
        if key not in self._seen:
            self._seen.add(key)
            node.insert_before(self.page.opened(tag, attributes))
            node.insert_after(_CLOSE)

    def take(self, node: LexborNode) -> None:
        """Mark an element that may embed a post, and all that may matter in it."""
        self.keep(node, node.tag or "", said(node))
        self.look_into(node)

    def look_into(self, node: LexborNode) -> None:
        """Mark all that may matter in an element; raises CostlyTreeError where that is too much."""
        if node.mem_id in self._looked:
            return
        for inner in node.traverse():
            self._looked.add(inner.mem_id)
            self._consider(inner)
            self._looks += 1
        if self._looks > _MOST_LOOKS:
            raise CostlyTreeError

    def keep_around(self, node: LexborNode) -> None:
        """Mark what is around an element, as far as it may matter."""
        parent = node.parent
        while parent is not None and parent.mem_id not in self._around:
            self._around.add(parent.mem_id)
            self._consider(parent)
            parent = parent.parent

    def _consider(self, node: LexborNode) -> None:
        """Mark an element if it is one of those that may matter."""
        tag = node.tag
        if tag is None or tag[0] == "-":
            return
        kind, attributes = KINDS[tag], node.attributes
        # most have no attributes, or not those of their kind
        if kind & ANCHOR or (attributes and is_anchor(kind, attributes)):
            self.keep(node, tag, _valued(attributes))

    def hide(self, node: LexborNode, source: str) -> None:
        """Mark the place of something that may hold posts."""
        node.insert_before(self.page.hidden(source))

    def dissolve(self) -> None:
        """Leave nothing in the tree but blocks and text."""
        for node in self.veiled:
            node.replace_with("".join(_PLACE.findall(node.text())))
        for node in self.gone:
            node.decompose(recursive=False)
        for node in self.inline:
            node.unwrap(delete_empty=True)

    def read(self) -> Lines:
        """The page, from its text and the marks in it."""
        self._root.merge_text_nodes()
        marked = self._root.text(separator=mark(PARAGRAPH), skip_empty=True)
        return self.page.laid_out(marked)
