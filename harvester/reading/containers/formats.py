"""What an input holds, told from its first bytes: JSON, a page, plain text, or none of them.

A suffix is believed only where it says JSON lines or HTML; crawlers misname files often enough.
"""

from typing import Literal

import regex

from harvester.reading.encoding.decoding import decode, wide_encoding
from harvester.reading.problems import Damage

Format = Literal["json lines", "json", "html", "text"]

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
    (b"PK\x03\x04", "a zip archive (or a document made of one)", _UNPACK),
    (b"\x1f\x8b", "gzip inside gzip", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd inside a packed file", _UNPACK),
    (b"BZh", "compressed with bzip2", _UNPACK),
    (b"\xfd7zXZ\0", "compressed with xz", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!", "a rar archive", _UNPACK),
    (b"PAR1", "a Parquet file", "Export its articles as JSON lines."),
    (b"WARC/", "a WARC file", "Export its pages as JSON lines, an object with `html` a line."),
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
_WHOLE = regex.compile(r"(?i)<(?:!doctype\s++html|html|head|body)\b")


def tell(head: bytes, suffix: str) -> Format:
    """The format of an input with these first bytes and this suffix.

    >>> tell(b"<!DOCTYPE html><p>Rain.", ".txt"), tell(b"Rain.", ".xyz")
    ('html', 'text')
    """
    if suffix in _LINE_SUFFIXES:
        return "json lines"
    start = _start(head)
    if suffix == ".json" or start[:1] in ("{", "["):
        return "json"
    return _markup(start, suffix)


def tell_markup(head: bytes, suffix: str) -> Format:
    """The format of an input that is not JSON after all, although it begins like it."""
    return _markup(_start(head), suffix)


def _start(head: bytes) -> str:
    return decode(head[: _HTML_WITHIN * 4]).text[:_HTML_WITHIN].lstrip()


def _markup(start: str, suffix: str) -> Format:
    if suffix in _HTML_SUFFIXES or _WHOLE.search(start):
        return "html"
    # Markdown often opens with a <div>; its lines must stay lines
    return "html" if _MARKUP.match(start) else "text"


def refuse_binary(head: bytes) -> None:
    """Raise Damage if these bytes are no text in any encoding."""
    for magic, what, hint in _MAGIC:
        if head.startswith(magic):
            raise Damage("binary", f"Not a text: it is {what}", hint)
    if _is_noise(head):
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
