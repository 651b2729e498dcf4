"""The posts in a string that holds markup or data: of a script, an attribute, a template.

Whatever holds them, JSON, base64, escaped HTML, each comes out as plain markup, so that it can be
laid out like any other. Where they go is left to `hidden`.
"""

from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from html import unescape
from itertools import islice

import regex

from harvester.platforms import PLATFORMS, recognise
from harvester.platforms.declaration import PostUrl
from harvester.reading.html.page_data import stated
from harvester.text.occurrences import occurrences

_MOST = 500  # elements in one script
_MOST_TRIED = 3_000  # each costs a third of a millisecond, if it has no end
_LONGEST_LESS = 16
BASE64 = ("PGJsb2NrcXVvdGU", "PGlmcmFtZ", "PGRpd", "PHA", "PHNjcmlwd", "PGZpZ3VyZ")
_CLASSES = tuple({name for each in PLATFORMS for way in each.markup for name in way.classes})
_LESS = r"(?:<|\\+u003[cC]|&lt;|&#60;)"
# matches "<blockquote …</blockquote>", also with every sign escaped as JSON and HTML escape it
_ELEMENT = regex.compile(
    rf"{_LESS}(blockquote|iframe)\b.{{0,30000}}?{_LESS}\\*/\1(?:>|\\+u003[eE]|&gt;|&#62;)",
    regex.DOTALL,
)
_NAMES = ("blockquote", "iframe")
_LESS_BEFORE = regex.compile(rf"{_LESS}\Z")
_JSON_ESCAPE = regex.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", regex.DOTALL)
_SOURCE = regex.compile(r"\b(?:data-(?:lazy-)?)?src\s*=\s*[\"']([^\"']{8,2000})[\"']")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": ""}


def is_post(markup: str) -> bool:
    """Whether markup has a class by which a platform marks its posts.

    >>> is_post('<blockquote class="twitter-tweet">'), is_post("<blockquote>")
    (True, False)
    """
    return any(name in markup[:1000] for name in _CLASSES)


def elements(text: str) -> Iterator[regex.Match[str]]:
    r"""Each frame and blockquote that a text holds as markup, however escaped.

    >>> [match[1] for match in elements(r'{"html": "<iframe src=\"a\"><\/iframe>"}')]
    ['iframe']
    """
    found = end = 0
    for start in islice(_beginnings(text), _MOST_TRIED):
        match = _ELEMENT.match(text, start) if start >= end else None
        if match:
            found, end = found + 1, match.end()
            yield match
        if found == _MOST:
            return


def _beginnings(text: str) -> Iterator[int]:
    """Where an element that may be a post begins in a text, sought by its name."""
    for at in sorted(at for name in _NAMES for at in occurrences(text, name)):
        less = _LESS_BEFORE.search(text, max(0, at - _LONGEST_LESS), at)
        if less:
            yield less.start()


def posts(source: str) -> Iterator[tuple[str, PostUrl | None]]:
    """The posts that something hidden holds, as markup, each with what it points to.

    >>> data = '{"full_text": "Rain", "url": "https://x.com/ada_m9/status/20"}'
    >>> [(markup[-25:], post.post_id) for markup, post in posts(data) if post]
    [('Rain<br></p></blockquote>', '20')]
    """
    if source.lstrip().startswith(BASE64):
        source = _decoded(source)
    for match in elements(source):
        markup = unescaped(match[0])
        if match[1] == "iframe":
            address = _SOURCE.search(markup)
            post = recognise(unescape(address[1])) if address else None
            if post and post.kind == "post":
                yield markup, post
        elif is_post(markup):
            yield markup, _last_post(markup)
    yield from stated(source)


def _last_post(markup: str) -> PostUrl | None:
    links = regex.findall(r"(?:href|cite|permalink)=[\"']([^\"']{8,2000})[\"']", markup)
    found = (recognise(unescape(link)) for link in reversed(links))
    return next((post for post in found if post and post.kind == "post"), None)


def _decoded(source: str) -> str:
    try:
        return b64decode(source.strip(), validate=False).decode("utf-8", "replace")
    except (NoBase64, ValueError):
        return ""


def unescaped(markup: str) -> str:
    """Markup without the escapes of the strings that hold it, however often it was escaped.

    >>> unescaped("&lt;p&gt;It&#39;s raining&lt;/p&gt;")
    "<p>It's raining</p>"
    """
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
