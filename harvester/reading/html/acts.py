"""What the elements of a page do to it, all of a tag at once: few tags make a page.

Each function is given a tree and all its elements of one tag, in their order.
"""

from collections.abc import Callable, Mapping
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harvester.platforms import may_lead
from harvester.platforms.ways import has_marked_class, marks
from harvester.reading.html.elements import (
    ANCHOR,
    BR,
    BREAKS,
    HUSH,
    IMAGE,
    KEEP,
    KINDS,
    LINE,
    NOTE,
    TAB,
)
from harvester.reading.html.hidden_data import PLAIN, may_hide, may_hold_post, may_show_post
from harvester.reading.html.layout import (
    BREAK,
    CELL,
    KEEPS,
    KEPT,
    LINKED_DATA,
    NEW_LINE,
    emoji,
    mark,
)
from harvester.reading.html.tree import Tree, said

_KNOWN = 1_000  # lexbor numbers the tags that it knows; the numbers of others are larger

_Nodes = list[LexborNode]
_Act = Callable[[Tree, _Nodes], None]


def _dissolve(tree: Tree, nodes: _Nodes) -> None:
    tree.inline += nodes


def _drop(tree: Tree, nodes: _Nodes) -> None:
    tree.gone += nodes


def _line(tree: Tree, nodes: _Nodes) -> None:
    ends = mark(NEW_LINE)
    for node in nodes:
        node.insert_before(ends)
        node.insert_after(ends)
    tree.inline += nodes


def _break(tree: Tree, nodes: _Nodes) -> None:
    for node in nodes:
        node.insert_before(mark(BREAK))
    tree.inline += nodes


def _cell(tree: Tree, nodes: _Nodes) -> None:
    for node in nodes:
        node.insert_before(mark(CELL))
    tree.inline += nodes


def _keep_space(_: Tree, nodes: _Nodes) -> None:
    for node in nodes:
        node.insert_before(mark(KEEPS))
        node.insert_after(mark(KEPT))


def _image(tree: Tree, nodes: _Nodes) -> None:
    for node in nodes:
        character = emoji(said(node))
        if character:
            node.insert_before(character)
    tree.inline += nodes


def _note(tree: Tree, nodes: _Nodes) -> None:
    tag = nodes[0].tag or ""
    for node in nodes:
        tree.page.note(tag, said(node))
    if tag != "html":
        tree.inline += nodes


def _quote(tree: Tree, nodes: _Nodes) -> None:
    for node in nodes:
        tree.take(node)
    if nodes[0].tag == "q":
        tree.inline += nodes


def _look(tree: Tree, nodes: _Nodes) -> None:
    """See whether the attributes of elements tell that they embed a post, or hide one."""
    names, ids = marks().attributes, marks().ids
    for node in nodes:
        attributes = node.attributes
        if not attributes:
            continue
        own_id = attributes.get("id")
        if has_marked_class(attributes.get("class")) or (own_id and own_id.startswith(ids)):
            tree.take(node)
        elif attributes.keys() <= PLAIN:
            continue
        elif not names.isdisjoint(attributes):
            tree.take(node)
        elif any(map(may_hide, attributes.values())):
            tree.keep(node, node.tag or "", said(node))


def _link(tree: Tree, nodes: _Nodes) -> None:
    led = []
    for node in nodes:
        address = node.attributes.get("href")
        # most links of a page lead to others of its site
        if address and (address[0] not in "/#" or address[1:2] == "/") and may_lead(address):
            led.append(node)
    _look(tree, led)
    for node in led:
        tree.keep(node, "a", said(node))
        tree.keep_around(node)
    tree.inline += nodes


def _veil(tree: Tree, nodes: _Nodes) -> None:
    """Elements that are not shown; what is in them may matter."""
    for node in nodes:
        if node.first_child is None:
            tree.gone.append(node)
        else:
            tree.look_into(node)
            tree.veiled.append(node)


def _title(tree: Tree, nodes: _Nodes) -> None:
    tree.page.facts.titles.extend(node.text() for node in nodes if _is_html(node))
    tree.gone += nodes


def _is_html(node: LexborNode) -> bool:
    """Whether an element is not a part of a drawing."""
    return node.parent is None or node.parent.tag in ("head", "body")


def _script(tree: Tree, nodes: _Nodes) -> None:
    _look(tree, nodes)
    for node in nodes:
        script, kind = node.text(), node.attributes.get("type") or ""
        if kind == LINKED_DATA:
            tree.page.facts.linked_data.append(script)
        if may_hold_post(script, kind):
            tree.hide(node, script)
    tree.gone += nodes


def _template(tree: Tree, nodes: _Nodes) -> None:
    for node in nodes:
        markup = node.html or ""
        if may_show_post(markup):
            tree.hide(node, markup)
    tree.gone += nodes


def _frame(tree: Tree, nodes: _Nodes) -> None:
    for node in nodes:
        attributes, page = said(node), node.text()
        if "<" in page:
            # Instant Articles write the frame's page between its tags, where HTML has `srcdoc`
            attributes = {"srcdoc": page, **attributes}
        tree.keep(node, "iframe", attributes)
    tree.gone += nodes


def other(tree: Tree, nodes: _Nodes) -> None:
    """Elements that HTML does not know, perhaps a platform's own."""
    tag = nodes[0].tag or ""
    kind = KINDS[tag]
    if kind & ANCHOR:
        for node in nodes:
            tree.take(node)
    if not kind & BREAKS:
        tree.inline += nodes


_BY_TAG: Mapping[str, _Act] = {
    "script": _script,
    "style": _drop,
    "title": _title,
    "template": _template,
    "iframe": _frame,
    "svg": _drop,
    "blockquote": _quote,
    "q": _quote,
    "a": _link,
}
_BY_KIND: tuple[tuple[int, _Act], ...] = (
    (BR, _break),
    (TAB, _cell),
    (IMAGE, _image),
    (HUSH, _veil),
    (KEEP, _keep_space),
    (NOTE, _note),
    (LINE, _line),
)


@cache
def acts() -> Mapping[int, _Act | None]:
    """What the elements of each tag do that lexbor knows, by its number; blocks do nothing."""
    parser = LexborHTMLParser("<p><!-- -->")
    numbers = {tag: parser.create_node(tag).tag_id for tag in KINDS}
    known = {number: _act(tag) for tag, number in numbers.items() if number < _KNOWN}
    nodes = parser.root.traverse() if parser.root else ()
    return known | {node.tag_id: _drop for node in nodes if node.is_comment_node}


def _act(tag: str) -> _Act | None:
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    kind = KINDS[tag]
    for bit, act in _BY_KIND:
        if kind & bit:
            return act
    if tag in marks().bearers:
        return _look
    return None if kind & BREAKS else _dissolve
