"""Bytes become articles: containers, encodings, JSON lines, web pages, plain text.

`inputs` finds the files, `read_input` reads one, `read` does both. What cannot be read becomes a
problem in the same stream, so that one bad file never ends a run. Nothing here knows of posts.
"""

from collections.abc import Iterator
from pathlib import Path

from harvester.errors import MissingPartError
from harvester.reading.containers.formats import HEAD, Format, refuse_binary, tell, tell_markup
from harvester.reading.containers.inputs import SUFFIXES, Input, content_suffix, inputs, unreadable
from harvester.reading.containers.json_lines import (
    is_json_object,
    json_document,
    json_lines,
    loaded,
    utf8_blocks,
)
from harvester.reading.containers.json_objects import Fields
from harvester.reading.containers.streams import (
    LIMIT,
    PACKED_SUFFIXES,
    STANDARD_INPUT,
    is_packed,
    peek,
    raw_blocks,
    unpacked,
    whole,
)
from harvester.reading.documents import empty, html_document, text_document
from harvester.reading.encoding.decoding import decode, marked_encoding
from harvester.reading.problems import Damage, error, warning
from harvester.records import Article, Problem

__all__ = ["STANDARD_INPUT", "SUFFIXES", "Fields", "Input", "inputs", "read", "read_input"]

_FIELDS = Fields()
_PACKINGS = {"gz": "gzip", "zst": "zstd"}


def read(
    source: str | Path, *, fields: Fields = _FIELDS, outlet: str | None = None
) -> Iterator[Article | Problem]:
    """All articles of a file, a folder, a pattern, or standard input ("-"), and what went wrong.

    `outlet` names the publisher of articles that do not tell theirs.

    >>> [found.code for found in read("no/such/file.txt")]
    ['unreadable']
    """
    for found in inputs([source]):
        if isinstance(found, Problem):
            yield found
        else:
            yield from read_input(found, fields=fields, outlet=outlet)


def read_input(
    source: Input, *, fields: Fields = _FIELDS, outlet: str | None = None
) -> Iterator[Article | Problem]:
    """The articles of one input, and what went wrong; it never raises for what the input holds."""
    try:
        yield from _read(source, fields, outlet)
    except Damage as damage:
        yield damage.problem(source.name)
    except MissingPartError as missing:
        yield error("part-missing", source.name, missing.what, missing.hint)
    except OSError as failure:
        yield unreadable(source.name, failure)
    except MemoryError:
        hint = "Give each worker more memory, or cut the file."
        yield error("out-of-memory", source.name, "It does not fit into memory", hint)


def _read(source: Input, fields: Fields, outlet: str | None) -> Iterator[Article | Problem]:
    """Unpack the input, tell its format, and read it."""
    raw = raw_blocks(source.path)
    first = next(raw, b"")
    packing = Path(source.path).suffix.lower()
    if packing in PACKED_SUFFIXES and not is_packed(first):
        yield _not_packed(source.name, packing[1:], is_empty=not first)
        if not first:
            return
    head, blocks = peek(unpacked(first, raw), HEAD)
    refuse_binary(head)
    if head:
        told = tell(head, content_suffix(source.path))
        yield from _articles(told, blocks, source, fields, outlet)
        return
    whole(blocks)  # raises if it is not empty, but damaged
    yield empty(source.name)


def _articles(
    told: Format, blocks: Iterator[bytes], source: Input, fields: Fields, outlet: str | None
) -> Iterator[Article | Problem]:
    """Hand the content on to the reader of its format."""
    if told in ("json", "json lines"):
        blocks = _in_utf8(blocks)
    if told == "json":
        line, blocks = _first_line(blocks)
        told = "json lines" if is_json_object(line) else told
    if told == "json lines":
        yield from json_lines(blocks, source.name, fields, outlet)
        return
    data, damage = whole(blocks)
    value = _json_value(data, source) if told == "json" else None
    if value is not None:
        yield from json_document(value, source.name, fields, outlet)
    elif told == "html" or tell_markup(data[:HEAD], content_suffix(source.path)) == "html":
        yield from html_document(data, source.name, outlet)
    else:
        yield from text_document(data, source.name, outlet)
    if damage:
        yield damage.problem(source.name)


def _json_value(data: bytes, source: Input) -> object | None:
    """The objects in a document; None for a text that only begins with a bracket."""
    try:
        value = loaded(decode(data).text)
    except Damage:
        if content_suffix(source.path) == ".json":
            raise
        return None
    found = value if isinstance(value, list) else [value]
    is_told = content_suffix(source.path) == ".json"
    return value if is_told or any(isinstance(item, dict) for item in found) else None


def _first_line(blocks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first line that is not blank, however long, and all blocks again."""
    size = HEAD
    while True:
        head, blocks = peek(blocks, size)
        line, feed, _ = head.lstrip().partition(b"\n")
        if feed or len(head) < size or size > LIMIT:
            return line, blocks
        size *= 4


def _in_utf8(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks, decoded and encoded again if they are UTF-16 or UTF-32."""
    head, blocks = peek(blocks, HEAD)
    encoding = marked_encoding(head)
    if encoding and encoding != "utf-8":
        return utf8_blocks(blocks, encoding)
    return blocks


def _not_packed(name: str, packing: str, *, is_empty: bool) -> Problem:
    if is_empty:
        what = f"0 bytes: an empty file is not a {_PACKINGS[packing]} file (truncated?)"
        return error("empty-packed", name, what, "Fetch the file again.")
    what = f"Named .{packing}, but the content is not {_PACKINGS[packing]}; it was read as it is"
    return warning("not-packed", name, what, "Rename the file to be rid of this message.")
