"""Posts that a page keeps from its reader until a script runs, brought to light where they stand.

Consent managers hold markup in attributes, templates and base64, content systems in JSON, and
search engines are told of posts as data. What is not on the page anyway is laid out at its place,
so that every finder sees it like anything else. A copy of what the page shows is left out.
"""

import json
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html import escape, unescape
from typing import NamedTuple

import regex

from harvester.platforms import PLATFORMS, recognise
from harvester.platforms.declaration import PostUrl
from harvester.records import POST_AUTHOR, POST_DATE, POST_HANDLE, POST_URL, Anchor

_MOST = 200  # hidden posts of one page; no page of the development set has 30
_MOST_NODES = 100_000
_BASE64 = ("PGJsb2NrcXVvdGU", "PGlmcmFtZ", "PGRpd", "PHA", "PHNjcmlwd", "PGZpZ3VyZ")
_SHORTEST = 60  # characters of an attribute that can hold a post
_TELLING = 12  # so many words in a row tell that a post is on the page
_CLASSES = tuple({name for each in PLATFORMS for way in each.markup for name in way.classes})

_LESS = r"(?:<|\\+u003[cC]|&lt;|&#60;)"
# matches "<blockquote …</blockquote>", also with every sign escaped as JSON and HTML escape it
_ELEMENT = regex.compile(
    rf"{_LESS}(blockquote|iframe)\b.{{0,30000}}?{_LESS}\\*/\1(?:>|\\+u003[eE]|&gt;|&#62;)",
    regex.DOTALL,
)
_JSON_ESCAPE = regex.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", regex.DOTALL)
_SOURCE = regex.compile(r"\b(?:data-(?:lazy-)?)?src\s*=\s*[\"']([^\"']{8,2000})[\"']")
_TAG = regex.compile(r"<[^>]{1,2000}>")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": ""}
# matches `"raw_oembed": ` in a script, behind which the answer of an oEmbed service stands
_ANSWER = regex.compile(r"\"(?:raw_)?o[eE]mbed\"\s{0,4}:\s{0,4}(?=\{)")


class Hidden(NamedTuple):
    """Something unseen that may hold posts: at which offset, before which anchor, and what.

    `owner` is the anchor in whose attribute it stands.
    """

    at: int
    row: int
    source: str
    owner: Anchor | None = None


class Data(NamedTuple):
    """A post as a page holds it for its scripts."""

    url: str
    words: str = ""
    author: str = ""
    handle: str = ""
    date: str = ""


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
    return script.lstrip()[:16].startswith(_BASE64)


def in_attributes(anchors: Sequence[Anchor]) -> Iterator[Hidden]:
    """The attributes of a page that may hold posts."""
    for row, anchor in enumerate(anchors):
        for value in anchor.attributes.values() if anchor.tag != "a" else ():
            if len(value) >= _SHORTEST and (
                "blockquote" in value
                or '"full_text"' in value
                or "<iframe" in value
                or value.startswith(_BASE64)
            ):
                yield Hidden(anchor.end, row + 1 + anchor.inside, value, anchor)


def reveal(layout: Layout, hidden: Sequence[Hidden], lay_out: LayOut) -> Layout:
    """The page with its hidden posts laid out, each where it was hidden."""
    found = list(_unseen(layout, hidden, lay_out))
    for place, part, words in reversed(found):  # from the last to the first, so that offsets hold
        layout = _marked(layout, place, part, words) if words else _inserted(layout, place, part)
    return layout


def _unseen(
    layout: Layout, hidden: Sequence[Hidden], lay_out: LayOut
) -> Iterator[tuple[Hidden, Layout, Place | None]]:
    """The hidden posts that are not on the page anyway, or whose words the page shows unmarked."""
    known = _shown(layout[1], hidden)
    for each in sorted(hidden, key=lambda one: (one.at, one.row))[:_MOST]:
        for markup, post in _posts(each.source):
            part = lay_out(markup)
            words = _same_words(layout[0], part, each.owner)
            is_own = words is not None and each.owner is not None and POST_URL in markup[:200]
            if is_own or (words is None and (post is None or post[:3] not in known)):
                yield each, part, words
            if post:
                known.add(post[:3])


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
    whole, beginning = _spaced(words), _spaced(words[:_TELLING])
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


def _posts(source: str) -> Iterator[tuple[str, PostUrl | None]]:
    """The posts that something hidden holds, as markup, each with what it points to."""
    if source.lstrip().startswith(_BASE64):
        source = _decoded(source)
    for match in _ELEMENT.finditer(source):
        markup = _unescaped(match[0])
        if match[1] == "iframe":
            address = _SOURCE.search(markup)
            post = recognise(unescape(address[1])) if address else None
            if post and post.kind == "post":
                yield markup, post
        elif any(name in markup[:1000] for name in _CLASSES):
            yield markup, _last_post(markup)
    for data in _data(source):
        post = recognise(data.url)
        if post and post.kind == "post":
            yield _as_markup(data), post


def _last_post(markup: str) -> PostUrl | None:
    links = regex.findall(r"(?:href|cite|permalink)=[\"']([^\"']{8,2000})[\"']", markup)
    found = (recognise(unescape(link)) for link in reversed(links))
    return next((post for post in found if post and post.kind == "post"), None)


def _decoded(source: str) -> str:
    try:
        return b64decode(source.strip(), validate=False).decode("utf-8", "replace")
    except (NoBase64, ValueError):
        return ""


def _unescaped(markup: str) -> str:
    """Markup without the escapes of the strings that hold it, however often it was escaped."""
    for _ in range(4):
        if "\\" in markup:
            markup = _JSON_ESCAPE.sub(_character, markup)
        elif markup.startswith("&"):
            markup = unescape(markup)
        else:
            break
    return markup


def _character(match: regex.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _PLAIN.get(match[2], match[2])


def _as_markup(data: Data) -> str:
    """A post that is data in the markup that finders know for it."""
    said = ((POST_URL, data.url), (POST_AUTHOR, data.author), (POST_HANDLE, data.handle))
    named = [*said, (POST_DATE, data.date)]
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in named if value)
    words = "".join(f"{escape(line)}<br>" for line in data.words.splitlines())
    return f"<blockquote {attributes}><p>{words}</p></blockquote>"


def _data(source: str) -> Iterator[Data]:
    """The posts that JSON holds as data, in the order in which they stand."""
    if not any(key in source for key in ("author_name", '"full_text"', "SocialMediaPosting")):
        return
    waiting = list(reversed(_parsed(source)))
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            data = _post(value)
            if data:
                yield data
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _parsed(source: str) -> list[object]:
    """The JSON in a script: all of it, or else the answers of oEmbed services in it."""
    try:
        return [json.loads(source.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        pass
    return list(_answers(source))


def _answers(source: str) -> Iterator[object]:
    """Each value in a script that follows a key under which answers of oEmbed services stand."""
    decoder = json.JSONDecoder(strict=False)
    for match in _ANSWER.finditer(source):
        with suppress(ValueError, RecursionError):
            yield decoder.raw_decode(source, match.end())[0]


def _post(node: dict[str, object]) -> Data | None:
    """The post that a JSON object is: of Substack, of schema.org, or the answer of oEmbed."""

    def text(name: str) -> str:
        value = node.get(name)
        return value if isinstance(value, str) else ""

    url = text("url")
    if not url:
        return None
    if "full_text" in node:
        words = unescape(_TAG.sub("", text("full_text")))
        return Data(url, words, text("name"), text("username"), text("date"))
    if "SocialMediaPosting" in str(node.get("@type")):
        author = node.get("author")
        who = author if isinstance(author, dict) else {"name": author}
        name, handle = (str(who.get(key) or "") for key in ("name", "alternateName"))
        words = text("articleBody") or text("text") or text("headline")
        return Data(url, words, name, handle, text("datePublished"))
    if "author_name" in node:
        return Data(url, "", text("author_name"), text("author_url"))
    return None
