"""What HTML elements do to a page: which break lines, which are silent, which may matter.

This is knowledge about tags only; how it becomes text is in `layout`.
"""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Text that a browser does not show as part of the page.
_SILENT = _words(
    "script style template noscript noembed noframes iframe textarea select datalist title "
    "video audio canvas rp svg"
)
INERT = "template"  # what is in it does not exist until a script copies it
_BLANK_LINE = _words(
    "address article aside blockquote body center details div dl fieldset figcaption figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html main menu nav ol p pre search section "
    "table twitter-widget ul xmp plaintext listing"
)
_NEW_LINE = _words("caption dd dt legend li summary tbody tfoot thead tr")
_KEPT_SPACE = _words("listing plaintext pre xmp")
# A finder looks at some elements always, at others if they have a name, a link or data.
_ALWAYS = _words("blockquote body cite embed figure footer iframe nav object p q section time")
_NAMED = _words("div li ol table ul")
# Common tags that do nothing; a tag that is not known may be a custom element.
_INLINE = _words(
    "abbr acronym area b base bdi bdo big button code col colgroup data del dfn em font frame i "
    "input ins kbd label map mark math meter output param path picture progress rb rp rt rtc ruby "
    "s samp slot small source span strike strong sub sup track tt u var wbr"
)

# What a tag does, in bits, so that it costs one look-up; the lowest two count line ends.
LINE, BLANK, BREAKS = 1, 2, 3
BR, TAB, IMAGE, HUSH, KEEP, NOTE = 4, 8, 16, 32, 64, 128
SPECIAL = BR | TAB | IMAGE | HUSH | KEEP | NOTE
ANCHOR, NAMED, LINKED = 256, 512, 1024


class _Kinds(dict[str, int]):
    """What each tag does; a tag that is not known does nothing, but a custom element may matter."""

    def __missing__(self, tag: str) -> int:
        return ANCHOR if "-" in tag or ":" in tag else 0


def _kinds() -> _Kinds:
    groups = (
        (_INLINE, 0),
        (_BLANK_LINE, BLANK),
        (_NEW_LINE, LINE),
        (_SILENT, HUSH),
        (_KEPT_SPACE, KEEP),
        (_ALWAYS, ANCHOR),
        (_NAMED, NAMED),
        (("br",), BR),
        (("td", "th"), TAB),
        (("img",), IMAGE),
        (("html", "link", "meta", "time"), NOTE),
        (("a",), LINKED),
    )
    kinds = _Kinds()
    for tags, kind in groups:
        for tag in tags:
            kinds[tag] = kinds.get(tag, 0) | kind
    return kinds


KINDS = _kinds()
BLOCKS = frozenset(tag for tag, kind in KINDS.items() if kind & BREAKS)


def is_anchor(kind: int, attributes: Mapping[str, str | None]) -> bool:
    """Whether a finder may want to look at an element of this kind.

    >>> is_anchor(KINDS["span"], {"class": "x"}), is_anchor(KINDS["div"], {"class": "x"})
    (False, True)
    """
    if kind & ANCHOR:
        return True
    if kind & LINKED and "href" in attributes:
        return True
    if kind & NAMED and ("class" in attributes or "id" in attributes):
        return True
    # one search through all names costs less than a look at each
    return "data-" in " ".join(attributes) or "cite" in attributes
