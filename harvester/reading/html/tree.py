r"""A page as lexbor's tree tells of it: C lays it out, and Python sees the elements that matter.

Before and behind these, and where a line ends, marks are set as text in the tree. Elements that
only change how text looks are dissolved, so that a piece of text reaches from block to block. One
call then gives all text, and in it the marks are the places of what they stand for. A mark begins
with U+0000, which no text of a parsed page can hold.

On the pages of html-dev, in what lxml's parsing of them costs: lexbor's parsing .35, a look at the
kind of every element .1, attributes where they may tell .15, text .1. A reader that heard of every
element and text by an event was at 4.0.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import cast

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from harvester.platforms import may_lead
from harvester.platforms.ways import marks
from harvester.reading.html.elements import (
    ANCHOR,
    BLANK,
    BR,
    BREAKS,
    HUSH,
    IMAGE,
    KEEP,
    KINDS,
    LINE,
    NOTE,
    TAB,
    is_anchor,
)
from harvester.reading.html.hidden_data import may_hide, may_hold_post, may_show_post
from harvester.reading.html.layout import LINKED_DATA, Lines, emoji

_WITHOUT_EVENTS = 1  # lexbor need not tell anybody of what changes in its tree
_KNOWN = 1_000  # lexbor numbers the tags that it knows; the numbers of others are larger
# Attributes that most elements have and that hide nothing, nor tell that a post is embedded.
_PLAIN = frozenset(
    {"class", "style", "href", "src", "role", "type", "lang", "dir", "width", "height"}
)
# matches the marks of elements in text that is not shown
_PLACE = regex.compile(r"\0(?:\(\d+\)|\))")

Attributes = Mapping[str, str]
_Act = Callable[["_Tree", LexborNode, int], None]


def walked(html: str, *, everything: bool = False) -> Lines:
    r"""The page as its reader sees it, with an anchor for each element that may embed a post.

    These are the elements that a declaration may fit, all in them that `elements` calls an anchor,
    and links to platforms with what is around them. With `everything` it is all anchors.

    >>> page = walked("<div class=a><p>It <b>rained</b>.<p><a href=//x.com/ada_m9>Ada</a></div>")
    >>> page.text, [anchor.tag for anchor in page.anchors()]
    ('It rained.\n\nAda', ['body', 'div', 'p', 'a'])
    """
    page = html.replace("\0", "\N{REPLACEMENT CHARACTER}") if "\0" in html else html
    tree = _Tree(LexborHTMLParser(page.encode("utf-8", "replace"), options=_WITHOUT_EVENTS))
    tree.mark(everything=everything)
    tree.dissolve()
    return tree.read()


class _Tree:
    """A parsed page whose tree is marked, dissolved and read, in this order, once."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self._root = parser.root
        self._page = Lines()
        self._said: list[tuple[str, Attributes]] = []  # what each anchor is, by its number
        self._hidden: list[str] = []  # what may hold posts, in the order of its marks
        self._seen: set[int] = set()  # elements that have an anchor
        self._around: set[int] = set()  # elements around a link to a platform
        self._whole = -1  # the last element of those of which every anchor counts
        self._silent = -1  # the last element of those that are not shown
        self._inline: list[LexborNode] = []
        self._gone: list[LexborNode] = []
        self._veiled: list[LexborNode] = []  # not shown, but there may be marks in them

    def mark(self, *, everything: bool) -> None:
        """Set all marks, and keep what the page says of itself."""
        if self._root is None:
            return
        acts = _acts()
        nodes = list(self._root.traverse())
        self._whole = len(nodes) if everything else -1
        telling = {node.mem_id for node in self._root.css(marks().anywhere)}
        for at, node in enumerate(nodes):
            act = acts.get(node.tag_id, _Tree._other)
            if act is not None and at > self._silent:
                act(self, node, at)
            if at <= self._whole:
                self._consider(node)
            elif telling and node.mem_id in telling:
                self._take(node, at)

    def dissolve(self) -> None:
        """Leave nothing in the tree but blocks and text."""
        for node in self._veiled:
            node.replace_with("".join(_PLACE.findall(node.text())))
        for node in self._gone:
            node.decompose(recursive=False)
        for node in self._inline:
            node.unwrap(delete_empty=True)

    def read(self) -> Lines:
        """The page, from its text and the marks in it."""
        page = self._page
        if self._root is None:
            return page
        self._root.merge_text_nodes()
        text, *pieces = self._root.text(separator="\0B", skip_empty=True).split("\0")
        page.data(text)
        signs = _signs(page, self._hidden)
        for piece in pieces:
            if piece[0] == "(":
                number, _, rest = piece.partition(")")
                page.open(*self._said[int(number[1:])])
            else:
                signs[piece[0]]()
                rest = piece[1:]
            if rest:
                page.data(rest)
        return page

    def _consider(self, node: LexborNode) -> None:
        """Mark an element if it is one of those that may matter."""
        tag = node.tag or "-"
        if tag[0] != "-" and node.mem_id not in self._seen:
            attributes = said(node)
            if is_anchor(KINDS[tag], attributes):
                self._keep(node, tag, attributes)

    def _keep(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        """Mark an element, once."""
        if node.mem_id not in self._seen:
            self._seen.add(node.mem_id)
            node.insert_before(f"\0({len(self._said)})")
            node.insert_after("\0)")
            self._said.append((tag, attributes))

    def _take(self, node: LexborNode, at: int, attributes: Attributes | None = None) -> None:
        """Mark an element that may embed a post; every anchor in it counts."""
        self._keep(node, node.tag or "", said(node) if attributes is None else attributes)
        if at > self._whole:
            self._whole = at + _size(node)

    def _keep_around(self, node: LexborNode) -> None:
        """Mark what is around an element, as far as it may matter."""
        parent = node.parent
        while parent is not None and parent.mem_id not in self._around:
            self._around.add(parent.mem_id)
            self._consider(parent)
            parent = parent.parent

    # What the kinds of elements do

    def _dissolve(self, node: LexborNode, _: int) -> None:
        self._inline.append(node)

    def _drop(self, node: LexborNode, _: int) -> None:
        self._gone.append(node)

    def _line(self, node: LexborNode, _: int) -> None:
        node.insert_before("\0L")
        node.insert_after("\0L")
        self._inline.append(node)

    def _break(self, node: LexborNode, _: int) -> None:
        node.insert_before("\0R")
        self._inline.append(node)

    def _cell(self, node: LexborNode, _: int) -> None:
        node.insert_before("\0T")
        self._inline.append(node)

    def _keep_space(self, node: LexborNode, _: int) -> None:
        node.insert_before("\0K")
        node.insert_after("\0k")

    def _image(self, node: LexborNode, _: int) -> None:
        character = emoji(said(node))
        if character:
            node.insert_before(character)
        self._inline.append(node)

    def _note(self, node: LexborNode, _: int) -> None:
        tag = node.tag or ""
        self._page.note(tag, said(node))
        if tag != "html":
            self._inline.append(node)

    def _quote(self, node: LexborNode, at: int) -> None:
        self._take(node, at)
        if node.tag == "q":
            self._inline.append(node)

    def _look(self, node: LexborNode, at: int) -> None:
        """An element whose attributes may tell that it embeds a post."""
        attributes = node.attributes
        if attributes and at > self._whole:
            self._judge(node, at, attributes)

    def _judge(self, node: LexborNode, at: int, attributes: Mapping[str, str | None]) -> None:
        told = marks()
        if "class" in attributes and not told.classes.isdisjoint(
            (attributes["class"] or "").split()
        ):
            self._take(node, at)
        elif attributes.keys() <= _PLAIN:
            return
        elif told.on("", said(node)):
            self._take(node, at)
        elif any(map(may_hide, filter(None, attributes.values()))):
            self._keep(node, node.tag or "", said(node))

    def _link(self, node: LexborNode, at: int) -> None:
        self._inline.append(node)
        attributes = node.attributes
        address = attributes.get("href")
        # most links of a page lead to others of its site
        if address and (address[0] not in "/#" or address[1:2] == "/") and may_lead(address):
            self._judge(node, at, attributes)
            self._keep(node, "a", said(node))
            self._keep_around(node)

    def _veil(self, node: LexborNode, at: int) -> None:
        """An element that is not shown; what is in it may matter."""
        self._silent = at + _size(node)
        self._whole = max(self._whole, self._silent)
        self._veiled.append(node)

    def _draw(self, node: LexborNode, at: int) -> None:
        """A drawing, in which nothing matters."""
        self._silent = at + _size(node)
        self._gone.append(node)

    def _title(self, node: LexborNode, _: int) -> None:
        self._page.facts.titles.append(node.text())
        self._gone.append(node)

    def _script(self, node: LexborNode, at: int) -> None:
        attributes, script = node.attributes, node.text()
        kind = attributes.get("type") or ""
        self._judge(node, at, attributes)
        if kind == LINKED_DATA:
            self._page.facts.linked_data.append(script)
        if may_hold_post(script, kind):
            self._hide(node, script)
        self._gone.append(node)

    def _template(self, node: LexborNode, _: int) -> None:
        markup = node.html or ""
        if may_show_post(markup):
            self._hide(node, markup)
        self._gone.append(node)

    def _hide(self, node: LexborNode, source: str) -> None:
        node.insert_before("\0!")
        self._hidden.append(source)

    def _frame(self, node: LexborNode, _: int) -> None:
        attributes, page = said(node), node.text()
        if "<" in page:
            # Instant Articles write the frame's page between its tags, where HTML has `srcdoc`
            attributes = {"srcdoc": page, **attributes}
        self._keep(node, "iframe", attributes)
        self._gone.append(node)

    def _other(self, node: LexborNode, at: int) -> None:
        """An element that HTML does not know, perhaps one of a platform's own."""
        tag = node.tag or ""
        kind = KINDS[tag]
        if kind & ANCHOR:
            self._take(node, at)
        if not kind & BREAKS:
            self._inline.append(node)


def said(node: LexborNode) -> Attributes:
    """The attributes of an element; one without a value has an empty one."""
    attributes = node.attributes
    if None in attributes.values():
        return {name: value or "" for name, value in attributes.items()}
    return cast("Attributes", attributes)


def _size(node: LexborNode) -> int:
    """How many elements and comments are in an element."""
    return sum(1 for _ in node.traverse()) - 1


def _signs(page: Lines, hidden: list[str]) -> dict[str, Callable[[], None]]:
    """What each mark does to the lines."""
    sources = iter(hidden)
    return {
        "B": partial(page.break_line, BLANK),
        "L": partial(page.break_line, LINE),
        "R": page.break_again,
        "T": page.tab,
        "K": partial(page.keep_space, 1),
        "k": partial(page.keep_space, -1),
        "!": lambda: page.hide(next(sources)),
        ")": page.close_element,
    }


_BY_TAG: dict[str, _Act | None] = {
    "script": _Tree._script,
    "style": _Tree._drop,
    "title": _Tree._title,
    "template": _Tree._template,
    "iframe": _Tree._frame,
    "svg": _Tree._draw,
    "blockquote": _Tree._quote,
    "q": _Tree._quote,
    "a": _Tree._link,
}
_BY_KIND: tuple[tuple[int, _Act], ...] = (
    (BR, _Tree._break),
    (TAB, _Tree._cell),
    (IMAGE, _Tree._image),
    (HUSH, _Tree._veil),
    (KEEP, _Tree._keep_space),
    (NOTE, _Tree._note),
    (LINE, _Tree._line),
)


@cache
def _acts() -> dict[int, _Act | None]:
    """What each tag that lexbor knows does, by its number."""
    parser = LexborHTMLParser("<p><!-- -->")
    numbers = {tag: parser.create_node(tag).tag_id for tag in KINDS}
    acts = {number: _act(tag) for tag, number in numbers.items() if number < _KNOWN}
    nodes = parser.root.traverse() if parser.root else ()
    return acts | {node.tag_id: _Tree._drop for node in nodes if node.is_comment_node}


def _act(tag: str) -> _Act | None:
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    kind = KINDS[tag]
    for bit, act in _BY_KIND:
        if kind & bit:
            return act
    if tag in marks().bearers:
        return _Tree._look
    return None if kind & BREAKS else _Tree._dissolve
