"""WARC, the archive of crawls: the pages in it, with their address and the time of the visit.

The frame of a record is a few headers and a length, so it is read here: a reader that finds the
next record behind a damaged one loses one page, where others lose the rest of the crawl. Whatever
is no page (requests, images, redirects, revisits of a page seen before) is skipped and counted.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from harvester.reading.containers.streams import LIMIT, Stream
from harvester.reading.containers.warc.http import PAGE_TYPES, Response, decoded_body, response_of
from harvester.reading.documents import Page, Record
from harvester.reading.encoding.decoding import REPLACEMENT
from harvester.reading.problems import Damage, note, warning
from harvester.records import Article, Problem
from harvester.text.domains import registered_domain

_MOST_HEAD = 1 << 17  # bytes of the headers of one record
_NEXT = b"WARC/"
_ALONE = ("resource", "conversion")  # pages and texts without what the server said around them
_HINT = "It was skipped; the other records were read."
_LISTED = 6


class Visit(NamedTuple):
    """One record: where it stands, its headers in lower case, and its content."""

    number: int
    headers: dict[str, str]
    content: bytes


class _Bytes:
    """A stream of blocks as bytes to take: so many, or up to a mark."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._held = blocks, bytearray()
        self.damage: Damage | None = None  # of the packing: the end of what can be read

    def _more(self) -> bool:
        try:
            block = next(self._blocks, None)
        except Damage as damage:
            self.damage, block = damage, None
        self._held += block or b""
        return block is not None

    def take(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        while len(self._held) < size and self._more():
            pass
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def skip(self, size: int) -> int:
        """Leave so many bytes out; how many there were."""
        left = size
        while left > 0:
            part = min(left, len(self._held))
            del self._held[:part]
            left -= part
            if left and not self._more():
                break
        return size - left

    def until(self, mark: bytes, most: int) -> bytes | None:
        """The bytes up to a mark and with it; None if it does not come within so many."""
        seen = 0
        while (found := self._held.find(mark, max(0, seen - len(mark)))) < 0:
            seen = len(self._held)
            if seen > most or not self._more():
                return None
        return self.take(found + len(mark))

    def seek(self, mark: bytes) -> int | None:
        """How many bytes, white space aside, were dropped to come to a mark; None if none comes."""
        dropped = 0
        while (found := self._held.find(mark)) < 0:
            gone = self._held[: max(0, len(self._held) - len(mark))]
            dropped += len(gone.strip())
            del self._held[: len(gone)]
            if not self._more():
                return None
        dropped += len(self._held[:found].strip())
        del self._held[:found]
        return dropped


def warc_records(stream: Stream, outlet: str | None) -> Iterator[Record | Problem]:
    """The pages of an archive, not yet laid out; each bad record is a problem."""
    skipped: Counter[str] = Counter()
    for visit in _visits(_Bytes(stream.blocks), stream.name):
        if isinstance(visit, Problem):
            yield visit
        else:
            yield from _records(visit, stream.name, outlet, skipped)
    yield from _told(stream.name, skipped)


def _visits(data: _Bytes, name: str) -> Iterator[Visit | Problem]:
    """Every record; what stands between two of them and is none is told."""
    number = 0
    while True:
        dropped = data.seek(_NEXT)
        if dropped:
            what = f"{dropped:,} bytes that are no record were skipped"
            yield warning("garbage", f"{name}:{number}", f"Behind this record {what}", _HINT)
        if dropped is None:
            break
        number += 1
        try:
            yield _visit(data, number)
        except Damage as damage:
            if not data.damage:
                yield damage.problem(f"{name}:{number}")
    if data.damage:
        yield data.damage.problem(f"{name}:{number}")


def _visit(data: _Bytes, number: int) -> Visit:
    head = data.until(b"\r\n\r\n", _MOST_HEAD)
    if head is None:
        data.skip(len(_NEXT))
        what = "The headers of the record are truncated, or longer than any"
        raise Damage("damaged-record", what, _HINT)
    pairs = (line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n")[1:])
    headers = {field.strip().lower(): value.strip() for field, _, value in pairs}
    size = _length(headers)
    if headers.get("warc-type") not in ("response", *_ALONE) or size > LIMIT:
        return Visit(number, headers, _passed_over(data, size))
    content = data.take(size)
    if len(content) < size:
        raise _truncated(len(content), size)
    return Visit(number, headers, content)


def _length(headers: dict[str, str]) -> int:
    given = headers.get("content-length", "")
    if not given.isdecimal():
        what = f"The record has no Content-Length that is a number, but {given[:40]!r}"
        raise Damage("damaged-record", what, _HINT)
    return int(given)


def _passed_over(data: _Bytes, size: int) -> bytes:
    """Nothing, once the content of a record is left behind."""
    passed = data.skip(size)
    if passed < size:
        raise _truncated(passed, size)
    if size > LIMIT:
        what = f"The record is too large: {size >> 20} MiB, and the limit is {LIMIT >> 20} MiB"
        raise Damage("too-large", what, _HINT)
    return b""


def _truncated(found: int, size: int) -> Damage:
    what = f"The record is truncated: its Content-Length is {size:,}, but {found:,} bytes are there"
    return Damage("truncated-record", what, "Fetch the archive again; the others were read.")


def _records(
    visit: Visit, name: str, outlet: str | None, skipped: Counter[str]
) -> Iterator[Record | Problem]:
    """The page or the text that a record is; at most one."""
    source = f"{name}:{visit.number}"
    url = visit.headers.get("warc-target-uri", "").strip("<>") or None
    known = Article("", url=url, source=source)
    kind = visit.headers.get("warc-type", "no type")
    content_type = visit.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "response":
        yield from _page(visit.content, known, outlet, skipped)
    elif kind in _ALONE and content_type in PAGE_TYPES:
        yield Page(visit.content, known, outlet)
    elif kind in _ALONE and content_type == "text/plain":
        text = visit.content.decode("utf-8", "replace").replace("\0", REPLACEMENT)
        domain = registered_domain(url) if url else None
        yield known._replace(text=text, outlet=domain or outlet)
    else:
        skipped[kind] += 1


def _page(
    content: bytes, known: Article, outlet: str | None, skipped: Counter[str]
) -> Iterator[Record | Problem]:
    response = response_of(content)
    if response is None or not response.is_page:
        skipped[_why(response)] += 1
        return
    try:
        yield Page(decoded_body(response), known, outlet, response.charset)
    except Damage as damage:
        yield damage.problem(known.source or "")


def _why(response: Response | None) -> str:
    if response is None:
        return "response without HTTP"
    if response.status != 200:
        return f"status {response.status}"
    return response.headers.get("content-type", "no type").partition(";")[0].strip()


def _told(name: str, skipped: Counter[str]) -> Iterator[Problem]:
    if skipped:
        some = ", ".join(f"{kind} ({count})" for kind, count in skipped.most_common(_LISTED))
        what = f"{skipped.total()} records that are no pages were skipped: {some}"
        yield note("skipped-records", name, what, "Nothing to do.")
