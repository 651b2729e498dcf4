"""A page is walked through once and comes out as lines: `tree` says how, `acts` what tags do."""

from selectolax.lexbor import LexborHTMLParser

from harvester.platforms.ways import marks
from harvester.reading.html.acts import acts, other
from harvester.reading.html.layout import Lines, Marked
from harvester.reading.html.tree import Tree

_REPLACED = "\N{REPLACEMENT CHARACTER}".encode()
_WITHOUT_EVENTS = 1  # lexbor need not tell anybody of what changes in its tree


def walked(html: str, *, everything: bool = False) -> Lines:
    r"""The page as its reader sees it, with an anchor for each element that may embed a post.

    These are the elements that a declaration may fit, all in them that `elements` calls an anchor,
    and links to platforms with what is around them. With `everything` it is all anchors.

    >>> page = walked("<div class=a><p>It <b>rained</b>.<p><a href=//x.com/ada_m9>Ada</a></div>")
    >>> page.text, [anchor.tag for anchor in page.anchors]
    ('It rained.\n\nAda', ['body', 'div', 'p', 'a'])
    """
    page = html.encode("utf-8", "replace")
    if b"\0" in page:  # it is looked for ten times as fast in bytes
        page = page.replace(b"\0", _REPLACED)
    parser = LexborHTMLParser(page, options=_WITHOUT_EVENTS)
    root = parser.root
    if root is None:
        return Marked().laid_out("")
    tree = Tree(root)
    known = acts()
    for number, nodes in tree.groups().items():
        act = known.get(number, other)
        if act is not None:
            act(tree, nodes)
    for node in root.css(marks().anywhere):
        tree.take(node)
    if everything:
        tree.look_into(root)
    tree.dissolve()
    return tree.read()
