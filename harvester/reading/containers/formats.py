"""What an input holds, told from its first bytes: records, pages, a text, or nothing to read.

A suffix is believed only where the content could be what it says; crawlers misname files often
enough.
"""

from typing import Literal

import regex

from harvester.reading.columns import is_known
from harvester.reading.encoding.decoding import decode, wide_encoding
from harvester.reading.problems import Damage

Format = Literal[
    "json lines",
    "json",
    "html",
    "text",
    "table",
    "feed",
    "mail",
    "mailbox",
    "warc",
    "parquet",
    "zip",
    "tar",
]

HEAD = 1 << 16
_HTML_WITHIN = 4096
_LINE_SUFFIXES = (".jsonl", ".ndjson")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_UNPACK = "Unpack it first."
_NO_TEXT = "Leave it out, or take its text out first."
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", _NO_TEXT),
    (b"\x89PNG", "an image", _NO_TEXT),
    (b"\xff\xd8\xff", "an image", _NO_TEXT),
    (b"GIF87a", "an image", _NO_TEXT),
    (b"GIF89a", "an image", _NO_TEXT),
    (b"RIFF", "media", _NO_TEXT),
    (b"SQLite format 3\0", "an SQLite database", "Export its articles as JSON lines."),
    (b"\x1f\x8b", "gzip inside gzip", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd inside a packed file", _UNPACK),
    (b"\xfd7zXZ\0", "compressed with xz", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!", "a rar archive", _UNPACK),
    (b"\x7fELF", "a program", _NO_TEXT),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MOST_CONTROLS = 0.3  # of valid UTF-8: short texts with a few stray controls exist
_MOST_IN_LEGACY = 0.03
# <!DOCTYPE html>   <?xml version="1.0"?>   <p class="x">…</p>   not: <3 this, <http://paper.example>
_MARKUP = regex.compile(
    r"(?i)(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
    r"<(?:!doctype|\?xml|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table|ul|ol"
    r"|span|a|b|i|em|strong|blockquote|figure|iframe|script|style|link)\b[^<>]{0,2000}+>",
    regex.DOTALL,
)
# <?xml version="1.0"?><rss version="2.0">   <feed xmlns="…">   not: <html>, <rsskit>
_FEED = regex.compile(
    r"(?:<\?xml\b[^>]{0,200}+>\s*+|<!--(?:(?!-->).){0,2000}+-->\s*+|<\?[^>]{0,300}+>\s*+)*+"
    r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    regex.DOTALL | regex.IGNORECASE,
)
# From ada@quist.example Sat Mar 23 09:05:00 2019   not: From the harbour came a sound.
_MAILBOX = regex.compile(r"From \S{1,200} [^\n]{0,80}\d{4}\r?\n[\w-]{1,40}:")
_SUFFIXED: dict[str, Format] = {
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".mbox": "mailbox",
}
_ARCHIVED: dict[str, Format] = {
    ".warc": "warc",
    ".parquet": "parquet",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
}
_DELIMITERS = "\t,;|"
_WHOLE = regex.compile(r"(?i)<(?:!doctype\s++html|html|head|body)\b")


def tell(head: bytes, suffix: str) -> Format:
    """The format of an input with these first bytes and this suffix.

    >>> tell(b"<!DOCTYPE html><p>Rain.", ".txt"), tell(b"Rain.", ".xyz")
    ('html', 'text')
    """
    if suffix in _LINE_SUFFIXES:
        return "json lines"
    start = _start(head)
    told = _archive(head) or _structure(start, suffix) or _markup(start, suffix)
    if told == "text" and delimiter_of(start.partition("\n")[0]):
        return "table"
    if suffix in _ARCHIVED and told == "text":
        raise _not(suffix)
    return told


def _structure(start: str, suffix: str) -> Format | None:
    """What holds records, told by how it begins."""
    if suffix == ".json" or start[:1] in ("{", "["):
        return "json"
    if _FEED.match(start):
        return "feed"
    return _SUFFIXED.get(suffix) or ("mailbox" if _MAILBOX.match(start) else None)


def _archive(head: bytes) -> Format | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    return "tar" if head[257:262] == b"ustar" else None


def _not(suffix: str) -> Damage:
    name = suffix[1:].upper() if suffix == ".warc" else suffix[1:]
    what = f"Named {suffix}, but this is no {name} file"
    return Damage("wrong-suffix", what, "Rename it to what it is, or fetch it again.")


def delimiter_of(header: str) -> str | None:
    r"""What stands between the names of columns in the first line of a table; None for a text.

    >>> delimiter_of("id;url;text"), delimiter_of("Rain, text and wind, at last.")
    (';', None)
    """
    for mark in _DELIMITERS:
        cells = [cell.strip().strip('"') for cell in header.split(mark)]
        known = sum(map(is_known, cells))
        if known >= 2 and len(cells) == len(set(cells)):
            return mark
    return None


def tell_markup(head: bytes, suffix: str) -> Format:
    """The format of an input that is not JSON after all, although it begins like it."""
    return _markup(_start(head), suffix)


def is_markup(text: str) -> bool:
    """Whether a text begins as a page or a part of one does.

    >>> is_markup("<p>Rain.</p>"), is_markup("<3 this")
    (True, False)
    """
    start = text[:_HTML_WITHIN].lstrip()
    return start.startswith("<") and _MARKUP.match(start) is not None


def _start(head: bytes) -> str:
    return decode(head[: _HTML_WITHIN * 4]).text[:_HTML_WITHIN].lstrip()


def _markup(start: str, suffix: str) -> Format:
    if suffix in _HTML_SUFFIXES or _WHOLE.search(start):
        return "html"
    # Markdown often opens with a <div>; its lines must stay lines
    return "html" if _MARKUP.match(start) else "text"


def refuse_binary(head: bytes, suffix: str = "") -> None:
    """Raise Damage if these bytes are neither records nor a text in any encoding."""
    if _archive(head):
        return
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            raise Damage("binary", f"Not a text: it is {what}", hint)
    if _is_noise(head):
        if suffix in _ARCHIVED:
            raise _not(suffix)
        raise Damage("binary", "Not a text: it holds binary data", _NO_TEXT)


def _is_noise(head: bytes) -> bool:
    """Whether there are more control characters than any text has."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if not controls or wide_encoding(head) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        head[:-4].decode()
        allowed = _MOST_CONTROLS
    except UnicodeDecodeError as failure:
        is_near_end = failure.start >= len(head) - 8
        allowed = _MOST_CONTROLS if is_near_end else _MOST_IN_LEGACY
    return controls > allowed * len(head)
