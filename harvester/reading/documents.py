"""One document becomes one article: a plain text, or a web page.

Plain text stays exactly as it was decoded, line ends too, because offsets refer to it. Laying out
a page is most of the work of reading, so a page may wait for whoever has the time: a `Page`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from harvester.reading.encoding.decoding import REPLACEMENT, declared_encoding, decode, doubts
from harvester.reading.problems import Damage, warning
from harvester.records import Article, Problem


class Page(NamedTuple):
    """A web page that is not laid out yet, and what is known of its article already."""

    html: str | bytes
    known: Article
    outlet: str | None = None
    charset: str | None = None  # as a server named it

    @property
    def size(self) -> int:
        """How large it is, in characters or bytes."""
        return len(self.html)


Record = Article | Page


def text_document(data: bytes, name: str, outlet: str | None) -> Iterator[Article | Problem]:
    """The article that a plain text is."""
    decoded = decode(data)
    yield from doubts(decoded, name)
    if not decoded.text.strip():
        yield empty(name)
        return
    text = decoded.text
    if "\0" in text:  # C readers of a database would end the text there
        text = text.replace("\0", REPLACEMENT)
        hint = "Nothing to do, unless words are missing."
        yield warning("nul", name, "NUL characters were replaced by U+FFFD", hint)
    yield Article(text, outlet=outlet, source=name)


def laid_out(record: Record) -> Iterator[Article | Problem]:
    """The article on a page, and what was odd or wrong with it; an article is handed on."""
    if isinstance(record, Article):
        yield record
        return
    name = record.known.source or "page"
    try:
        yield from _page(record, name)
    except Damage as damage:
        yield damage.problem(name)


def _page(page: Page, name: str) -> Iterator[Article | Problem]:
    from harvester.reading.html.page import html_to_article  # its parsers, only where there is HTML

    html = page.html
    if isinstance(html, bytes):
        decoded = decode(html, page.charset or declared_encoding(html))
        yield from doubts(decoded, name)
        html = decoded.text
    article = html_to_article(html, known=page.known, outlet=page.outlet)
    if article.text or article.anchors or isinstance(page.html, str):
        yield article
    else:
        yield empty(name)


def empty(name: str) -> Problem:
    """The warning that there was nothing to read."""
    return warning(
        "empty", name, "Empty: there is no text in it", "Leave it out, or fetch it again."
    )
