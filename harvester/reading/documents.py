"""One document becomes one article: a plain text, or a web page.

Plain text stays exactly as it was decoded, line ends too, because offsets refer to it.
"""

from collections.abc import Iterator

from harvester.reading.encoding.decoding import REPLACEMENT, declared_encoding, decode, doubts
from harvester.reading.problems import warning
from harvester.records import Article, Problem


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


def html_document(data: bytes, name: str, outlet: str | None) -> Iterator[Article | Problem]:
    """The article on a web page; raises Damage for a page that is too complex."""
    from harvester.reading.html.page import html_to_article  # lxml, only where there is HTML

    decoded = decode(data, declared_encoding(data))
    yield from doubts(decoded, name)
    article = html_to_article(decoded.text, known=Article("", source=name), outlet=outlet)
    if article.text or article.anchors:
        yield article
    else:
        yield empty(name)


def empty(name: str) -> Problem:
    """The warning that there was nothing to read."""
    return warning(
        "empty", name, "Empty: there is no text in it", "Leave it out, or fetch it again."
    )
