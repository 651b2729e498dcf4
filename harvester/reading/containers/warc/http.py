"""An HTTP response as a crawler keeps it: its headers, and its body as the server meant it."""

import zlib
from typing import NamedTuple

import regex

from harvester.errors import install_command
from harvester.reading.containers.streams import LIMIT, too_large
from harvester.reading.problems import Damage

# text/html; charset="utf-8"   not: charsets=utf-8
_CHARSET = regex.compile(r"(?i)\bcharset\s*+=\s*+[\"']?\s*+([\w.:-]{2,40})")
PAGE_TYPES = ("text/html", "application/xhtml+xml")
_HINT = "The record was skipped; fetch the page again if it matters."


class Response(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is a web page, and the one that was asked for."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        return self.status == 200 and (kind in PAGE_TYPES or (not kind and self._looks_like_one))

    @property
    def _looks_like_one(self) -> bool:
        return self.body.lstrip()[:1] == b"<"

    @property
    def charset(self) -> str | None:
        """The encoding that the server named."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else None


def response_of(data: bytes) -> Response | None:
    r"""The response in a record; None for what is none.

    >>> response_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Rain.").body
    b'<p>Rain.'
    """
    end = data.find(b"\r\n\r\n")
    head, body = (data[:end], data[end + 4 :]) if end >= 0 else (data, b"")
    status, *lines = head.decode("latin-1").split("\r\n")
    parts = status.split(None, 2)
    if len(parts) < 2 or not parts[0].startswith("HTTP/") or not parts[1].isdecimal():
        return None
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Response(int(parts[1]), headers, body)


def decoded_body(response: Response) -> bytes:
    """The body without the encodings of its way; raises Damage if it cannot be decoded.

    Many crawlers store what they decoded already and leave the header as it was: a body that shows
    no sign of its encoding is taken as it is.
    """
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    for coding in reversed(response.headers.get("content-encoding", "").lower().split(",")):
        body = _without_coding(body, coding.strip())
    return body


def _joined_chunks(body: bytes) -> bytes:
    """The chunks in one piece; a body that is not in chunks, as it is."""
    pieces: list[bytes] = []
    place = 0
    while (end := body.find(b"\r\n", place, place + 64)) >= 0:
        try:
            size = int(body[place:end].partition(b";")[0], 16)
        except ValueError:
            break
        if size <= 0:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + size])
        place = end + 4 + size
    return b"".join(pieces) or body


def _without_coding(body: bytes, coding: str) -> bytes:
    if body.lstrip()[:1] == b"<" or not body:
        return body
    if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _inflated(body, 31)
    if coding == "deflate":
        return _inflated(body, 15 if body[:1] == b"\x78" else -15)
    if coding in ("br", "zstd"):
        return _with_a_part(body, coding)
    return body


def _inflated(body: bytes, bits: int) -> bytes:
    inflater = zlib.decompressobj(wbits=bits)
    try:
        text = inflater.decompress(body, LIMIT + 1)
    except zlib.error as failure:
        what = f"The body of the response is damaged ({failure})"
        raise Damage("damaged-body", what, _HINT) from failure
    if len(text) > LIMIT:
        raise too_large("The page")
    return text


def _with_a_part(body: bytes, coding: str) -> bytes:
    """The body, unpacked by an optional package."""
    try:
        if coding == "br":
            import brotli

            return bytes(brotli.decompress(body))
        import zstandard

        return zstandard.ZstdDecompressor().decompress(body, max_output_size=LIMIT)
    except ImportError:
        what = (
            f"The body of the response is packed as '{coding}', which needs a part that is missing"
        )
        hint = f"Install it: {install_command('warc')}"
        raise Damage("packed-body", what, hint) from None
    except Exception as failure:  # each of them has errors of its own
        what = f"The body of the response is damaged ({failure})"
        raise Damage("damaged-body", what, _HINT) from failure
