"""One input becomes its records: it is unpacked, its format told, and its reader called.

A record is an article, or a page that is not laid out yet. Archives hold further inputs, so this
calls itself.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from harvester.errors import MissingPartError
from harvester.reading.columns import Fields
from harvester.reading.containers import archives
from harvester.reading.containers.compression import PACKINGS, is_packed, unpacked
from harvester.reading.containers.feeds import feed_records
from harvester.reading.containers.formats import HEAD, Format, refuse_binary, tell, tell_markup
from harvester.reading.containers.inputs import Input, content_suffix, unreadable
from harvester.reading.containers.json_lines import (
    is_json_object,
    json_document,
    json_lines,
    loaded,
    utf8_blocks,
)
from harvester.reading.containers.mail import mail_records, mailbox_records
from harvester.reading.containers.parquet import parquet_records
from harvester.reading.containers.streams import (
    LIMIT,
    STANDARD_INPUT,
    OnBytes,
    Stream,
    peek,
    raw_blocks,
    whole,
)
from harvester.reading.containers.tables import table_records
from harvester.reading.containers.warc.records import warc_records
from harvester.reading.documents import Page, Record, empty, text_document
from harvester.reading.encoding.decoding import decode, marked_encoding
from harvester.reading.problems import Damage, error, warning
from harvester.records import Article, Problem

Found = Iterator[Record | Problem]


def input_records(
    source: Input, fields: Fields, outlet: str | None, on_bytes: OnBytes | None = None
) -> Found:
    """The records of one input, and what went wrong; it never raises for what the input holds."""
    path = None if source.path == STANDARD_INPUT else source.path
    stream = Stream(
        source.name, content_suffix(source.path), raw_blocks(source.path, on_bytes), path
    )
    return stream_records(stream, source.path, fields, outlet)


def stream_records(stream: Stream, path: str, fields: Fields, outlet: str | None) -> Found:
    """The records of the bytes of an input, wherever they come from; its path names the format."""
    try:
        yield from _read(stream, path, fields, outlet)
    except Damage as damage:
        yield damage.problem(stream.name)
    except MissingPartError as missing:
        yield error("part-missing", stream.name, missing.what, missing.hint)
    except OSError as failure:
        yield unreadable(stream.name, failure)
    except MemoryError:
        hint = "Give each worker more memory, or cut the file."
        yield error("out-of-memory", stream.name, "It does not fit into memory", hint)


def _read(stream: Stream, path: str, fields: Fields, outlet: str | None) -> Found:
    """Unpack the input, tell its format, and read it."""
    first = next(stream.blocks, b"")
    packing = Path(path).suffix.lower()
    if packing in PACKINGS and not is_packed(first):
        yield _not_packed(stream.name, packing, is_empty=not first)
        if not first:
            return
    head, blocks = peek(unpacked(first, stream.blocks), HEAD)
    stream = stream._replace(blocks=blocks, path=None if is_packed(first) else stream.path)
    if not head:
        whole(blocks)  # raises if it is not empty, but damaged
        yield empty(stream.name)
        return
    refuse_binary(head, stream.suffix)
    told = tell(head, stream.suffix)
    yield from _records(told, stream, fields, outlet)


def _records(told: Format, stream: Stream, fields: Fields, outlet: str | None) -> Found:
    """Hand the content on to the reader of its format."""
    if told in _OF_OBJECTS:
        return _OF_OBJECTS[told](stream, fields, outlet)
    if told in _OF_MESSAGES:
        return _OF_MESSAGES[told](stream, outlet)
    if told in ("zip", "tar"):
        return _archive(told, stream, fields, outlet)
    return _document(told, stream, outlet)


def _archive(told: Format, stream: Stream, fields: Fields, outlet: str | None) -> Found:
    for member in archives.members(stream, told):
        if isinstance(member, Problem):
            yield member
        else:
            yield from stream_records(member, member.name, fields, outlet)


def _json_lines(stream: Stream, fields: Fields, outlet: str | None) -> Found:
    return json_lines(_in_utf8(stream.blocks), stream.name, fields, outlet)


def _json(stream: Stream, fields: Fields, outlet: str | None) -> Found:
    """Objects a line, or one document; a text that only begins with a bracket is a text."""
    line, blocks = _first_line(_in_utf8(stream.blocks))
    if is_json_object(line):
        yield from json_lines(blocks, stream.name, fields, outlet)
        return
    data, damage = whole(blocks)
    value = _json_value(data, stream.suffix)
    if value is None:
        told = tell_markup(data[:HEAD], stream.suffix)
        yield from _of_bytes(told, data, stream.name, outlet)
    else:
        yield from json_document(value, stream.name, fields, outlet)
    if damage:
        yield damage.problem(stream.name)


def _document(told: Format, stream: Stream, outlet: str | None) -> Found:
    data, damage = whole(stream.blocks)
    yield from _of_bytes(told, data, stream.name, outlet)
    if damage:
        yield damage.problem(stream.name)


def _of_bytes(told: Format, data: bytes, name: str, outlet: str | None) -> Found:
    if told == "html":
        yield Page(data, Article("", source=name), outlet)
    else:
        yield from text_document(data, name, outlet)


def _json_value(data: bytes, suffix: str) -> object | None:
    """The objects in a document; None for a text that only begins with a bracket."""
    try:
        value = loaded(decode(data).text)
    except Damage:
        if suffix == ".json":
            raise
        return None
    found = value if isinstance(value, list) else [value]
    is_told = suffix == ".json"
    return value if is_told or any(isinstance(item, dict) for item in found) else None


def _first_line(blocks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first line that is not blank, if it is within the limit, and all blocks again."""
    size = HEAD
    while size <= LIMIT:
        head, blocks = peek(blocks, size)
        line, feed, _ = head.lstrip().partition(b"\n")
        if feed or len(head) < size:
            return line, blocks
        size *= 4
    return b"", blocks


def _in_utf8(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks, decoded and encoded again if they are UTF-16 or UTF-32."""
    head, blocks = peek(blocks, HEAD)
    encoding = marked_encoding(head)
    if encoding and encoding != "utf-8":
        return utf8_blocks(blocks, encoding)
    return blocks


def _not_packed(name: str, packing: str, *, is_empty: bool) -> Problem:
    if is_empty:
        what = f"0 bytes: an empty file is not a {PACKINGS[packing]} file (truncated?)"
        return error("empty-packed", name, what, "Fetch the file again.")
    what = f"Named {packing}, but the content is not {PACKINGS[packing]}; it was read as it is"
    return warning("not-packed", name, what, "Rename the file to be rid of this message.")


_OF_OBJECTS: dict[Format, Callable[[Stream, Fields, str | None], Found]] = {
    "json": _json,
    "json lines": _json_lines,
    "table": table_records,
    "parquet": parquet_records,
}
_OF_MESSAGES: dict[Format, Callable[[Stream, str | None], Found]] = {
    "warc": warc_records,
    "feed": feed_records,
    "mail": mail_records,
    "mailbox": mailbox_records,
}
