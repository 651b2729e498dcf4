"""Posts that a page keeps from its reader until a script runs, brought to light where they stand.

Consent managers hold markup in attributes, templates and base64, content systems in JSON, and
search engines are told of posts as data. What is not on the page anyway is laid out at its place,
so that every finder sees it like anything else. A copy of what the page shows is left out.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import regex

from harvester.platforms import recognise
from harvester.reading.html.page_data import may_state
from harvester.reading.html.unwrap import BASE64, elements, is_post, posts, unescaped
from harvester.records import POST_URL, Anchor

_MOST = 200  # hidden posts of one page; no page of the development set has 30
_MOST_WORK = 2_000_000  # each of them costs a look at every anchor
_SHORTEST = 60  # characters of an attribute that can hold a post
_MOST_WORDS = 5_000
_TELLING = 12  # so many words in a row tell that a post is on the page
# Attributes that most elements have and that hide nothing, nor tell that a post is embedded.
PLAIN = frozenset(
    {"alt", "async", "class", "dir", "height", "href", "id", "itemprop", "itemscope", "itemtype"}
    | {"lang", "rel", "role", "sizes", "src", "srcset", "style", "tabindex", "target", "type"}
    | {"width"}
)
_CODE = ("pre", "code", "xmp", "textarea")


class Hidden(NamedTuple):
    """Something unseen that may hold posts: at which offset, before which anchor, and what.

    `owner` is the anchor in whose attribute it stands.
    """

    at: int
    row: int
    source: str
    owner: Anchor | None = None


Layout = tuple[str, list[Anchor]]
Place = tuple[int, int]
LayOut = Callable[[str], Layout]


def may_hold_post(script: str, kind: str = "") -> bool:
    """Whether a script is worth a closer look; most are not.

    >>> may_hold_post('{"html": "<blockquote class=..."}'), may_hold_post("var a = 1;")
    (True, False)
    """
    if "blockquote" in script or "author_name" in script:
        return True
    if kind == "application/ld+json":
        return "SocialMediaPosting" in script
    return script[:100].lstrip().startswith(BASE64) or may_state(script, kind)


def may_show_post(markup: str) -> bool:
    """Whether a template is worth a closer look.

    >>> may_show_post("<iframe src=x>"), may_show_post("<li>")
    (True, False)
    """
    return "<blockquote" in markup or "<iframe" in markup


def may_hide(value: str | None) -> bool:
    """Whether the value of an attribute may hold a post.

    >>> may_hide('<blockquote class="twitter-tweet"><p>Rain</p><a href="https://x.com/ada_m9">')
    True
    """
    if value is None or len(value) < _SHORTEST:
        return False
    return (
        "blockquote" in value
        or '"full_text"' in value
        or "<iframe" in value
        or value.startswith(BASE64)
    )


def in_attributes(anchors: Sequence[Anchor]) -> Iterator[Hidden]:
    """The attributes of a page that may hold posts."""
    for row, (_, end, tag, attributes, inside) in enumerate(anchors):
        if tag == "a" or attributes.keys() <= PLAIN:
            continue
        for value in attributes.values():
            if may_hide(value):
                yield Hidden(end, row + 1 + inside, value, anchors[row])


def reveal(layout: Layout, hidden: Sequence[Hidden], lay_out: LayOut) -> Layout:
    """The page with its hidden posts laid out, each where it was hidden."""
    most = min(_MOST, _MOST_WORK // (len(layout[1]) or 1))
    found = list(islice(_unseen(layout, hidden, lay_out), most))
    for place, part, words in reversed(found):  # from the last to the first, so that offsets hold
        layout = _marked(layout, place, part, words) if words else _inserted(layout, place, part)
    return layout


def _unseen(
    layout: Layout, hidden: Sequence[Hidden], lay_out: LayOut
) -> Iterator[tuple[Hidden, Layout, Place | None]]:
    """The hidden posts that are not on the page anyway, or whose words the page shows unmarked."""
    known = _shown(layout[1], hidden)
    for each in sorted(hidden, key=lambda one: (one.at, one.row)):
        for markup, post in posts(each.source):
            part = lay_out(markup)
            words = _same_words(layout[0], part, each.owner)
            is_own = words is not None and each.owner is not None and POST_URL in markup[:200]
            if is_own or (words is None and (post is None or post[:3] not in known)):
                yield each, part, words
            if post:
                known.add(post[:3])


def unescape_printed(layout: Layout, html: str, lay_out: LayOut) -> Layout:
    """The page with embed code that it prints as text laid out as what was meant.

    Code that is shown as code stays: a page may well explain how to embed.
    """
    matches = [match for match in elements(layout[0]) if is_post(match[0])]
    if not matches or _is_code(html):
        return layout
    for match in reversed(matches):
        layout = _replaced(layout, match.span(), lay_out(unescaped(match[0])))
    return layout


def _is_code(html: str) -> bool:
    """Whether escaped markup stands in an element for code."""
    at = max(0, html.find("&lt;blockquote"))
    return any(html.rfind(f"<{tag}", 0, at) > html.rfind(f"</{tag}", 0, at) for tag in _CODE)


def _replaced(layout: Layout, place: Place, part: Layout) -> Layout:
    """The page with a piece of its text replaced by what was laid out instead."""
    text, anchors = layout
    start, end = place
    by = len(part[0]) - (end - start)

    def moved(offset: int) -> int:
        return offset + by if offset >= end else min(offset, start + len(part[0]))

    kept = [a._replace(start=moved(a.start), end=moved(a.end)) for a in anchors]
    row = sum(anchor.start <= start for anchor in anchors)
    rows = [a._replace(start=a.start + start, end=a.end + start) for a in part[1]]
    return text[:start] + part[0] + text[end:], _with_rows(kept, row, rows)


def _shown(anchors: Sequence[Anchor], hidden: Sequence[Hidden]) -> set[tuple[str, str, str | None]]:
    """The posts that the page shows: named by an element, or by a link in a blockquote."""
    sources = {each.source for each in hidden}
    found = set()
    inside = -1  # the last anchor of the blockquote that is open
    for n, anchor in enumerate(anchors):
        if anchor.tag == "blockquote":
            inside = max(inside, n + anchor.inside)
        if anchor.tag == "a" and n > inside:
            continue
        for value in anchor.attributes.values():
            post = recognise(value) if "/" in value and value not in sources else None
            if post:
                found.add(post[:3])
    return found


def _same_words(text: str, part: Layout, owner: Anchor | None) -> Place | None:
    """Where the words of a hidden post stand on the page, in the element that hides it first."""
    words = _words(part).split()
    if not words:
        return None
    whole, beginning = _spaced(words[:_MOST_WORDS]), _spaced(words[:_TELLING])
    start, end = owner.span if owner else (0, len(text))
    match = whole.search(text, start, end) or beginning.search(text)
    if match is None:
        return None
    is_whole = owner is not None and owner.start <= match.start() and match.end() <= owner.end
    return match.span() if is_whole else (match.start(), match.start())


def _spaced(words: Sequence[str]) -> regex.Pattern[str]:
    return regex.compile(r"\s*+".join(regex.escape(word) for word in words))


def _words(part: Layout) -> str:
    text, anchors = part
    spans = [a.span for a in anchors if a.tag == "p" and a.start < a.end]
    return text[spans[0].start : spans[0].end] if spans else ""


def _marked(layout: Layout, hidden: Hidden, part: Layout, place: Place) -> Layout:
    """The page with the words of a hidden post marked where the page shows them itself."""
    start, end = place
    rows = [anchor._replace(start=start, end=end) for anchor in part[1]]
    return layout[0], _with_rows(layout[1], hidden.row, rows)


def _inserted(layout: Layout, hidden: Hidden, part: Layout) -> Layout:
    """The page with a hidden post laid out as a block of its own."""
    text, anchors = layout
    at, row = hidden.at, hidden.row
    before, after = ("\n\n" if at else ""), ("\n\n" if not at and text and part[0] else "")
    block = f"{before}{part[0]}{after}" if part[0] else ""
    start = at + len(before) if block else at
    moved = [_moved(anchor, at, len(block), is_behind=n >= row) for n, anchor in enumerate(anchors)]
    rows = [a._replace(start=a.start + start, end=a.end + start) for a in part[1]]
    return text[:at] + block + text[at:], _with_rows(moved, row, rows)


def _moved(anchor: Anchor, at: int, by: int, *, is_behind: bool) -> Anchor:
    if is_behind and anchor.start >= at:
        return anchor._replace(start=anchor.start + by, end=anchor.end + by)
    return anchor._replace(end=anchor.end + by) if anchor.end > at else anchor


def _with_rows(anchors: Sequence[Anchor], row: int, rows: Sequence[Anchor]) -> list[Anchor]:
    """The anchors with others among them; the elements around these hold more than before."""
    kept = [
        anchor._replace(inside=anchor.inside + len(rows))
        if n < row <= n + anchor.inside
        else anchor
        for n, anchor in enumerate(anchors)
    ]
    return [*kept[:row], *rows, *kept[row:]]
