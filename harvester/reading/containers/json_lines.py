"""JSON becomes articles: an object a line, read as it streams, or one document in one piece.

This is the way of the large corpora, so a good line costs little more than `orjson.loads`; what is
odd costs only where it occurs. What the fields mean is left to `json_objects`.
"""

import codecs
import json
from collections.abc import Iterable, Iterator

import orjson

from harvester.reading.columns import Fields
from harvester.reading.containers.json_objects import (
    Doubts,
    Object,
    clean,
    doubt,
    objects_to_records,
)
from harvester.reading.containers.streams import lines
from harvester.reading.documents import Record
from harvester.reading.encoding.decoding import decode
from harvester.reading.problems import Damage
from harvester.records import Problem

_NUL = rb"\u0000"  # comes only from such escapes: raw, it is not JSON
_MOST_HELD = 200  # lines of one object
# Takes raw control characters, and numbers beyond Python's limit for digits.
_lenient = json.JSONDecoder(parse_int=str, strict=False).decode
_Held = tuple[str, bytes, Object | Damage | None]
_HINT = "Mend or drop the line; the others were read."


def json_lines(
    blocks: Iterable[bytes], name: str, fields: Fields, outlet: str | None
) -> Iterator[Record | Problem]:
    """The records of a stream of lines; each bad line is a problem, and the others are read."""
    doubts: Doubts = {}
    return objects_to_records(_objects(blocks, name, doubts), name, fields, outlet, doubts)


def json_document(
    value: object, name: str, fields: Fields, outlet: str | None
) -> Iterator[Record | Problem]:
    """The records of one JSON document, an object or an array of objects."""
    doubts: Doubts = {}
    objects = _objects_in(value, name, doubts)
    return objects_to_records(objects, name, fields, outlet, doubts)


def _objects_in(value: object, name: str, doubts: Doubts) -> Iterator[tuple[str, Object | Damage]]:
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, 1):
        source = f"{name}:{number}" if isinstance(value, list) else name
        try:
            found = _expect_object(record)
            clean(found, source, doubts)
            yield source, found
        except Damage as damage:
            yield source, damage


def is_json_object(line: bytes) -> bool:
    """Whether a line is one whole JSON object.

    >>> is_json_object(b'{"text": "Rain."}'), is_json_object(b"{")
    (True, False)
    """
    try:
        return isinstance(loaded(decode(line).text), dict)
    except Damage:
        return False


def loaded(text: str) -> object:
    """What a JSON text says; raises Damage if it is not JSON."""
    try:
        return _lenient(text)
    except RecursionError as failure:
        raise Damage("too-deep", "The JSON is nested too deep", _HINT) from failure
    except ValueError as failure:
        raise Damage("bad-json", f"Not JSON: {failure}", _HINT) from failure


def utf8_blocks(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The same text in UTF-8: some shells write UTF-16 into every file."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _objects(
    blocks: Iterable[bytes], name: str, doubts: Doubts
) -> Iterator[tuple[str, Object | Damage]]:
    """The object of each line, or what is wrong with the line, and where it is."""
    held: list[_Held] = []  # lines of an object with raw line feeds in its strings
    for number, line in enumerate(lines(blocks), 1):
        source = f"{name}:{number}"
        record: Object | Damage | None
        try:
            record = _record(line, source, doubts)
        except Damage as damage:
            record = damage
        if isinstance(line, bytes) and (held or isinstance(record, Damage)):
            if not _goes_on(held, line, record):
                yield from _failed(held)
            if _goes_on(held, line, record):
                held.append((source, line, record))
                yield from _rejoined(held, doubts)
                continue
        if record is not None:
            yield source, record
    yield from _failed(held)


def _goes_on(held: list[_Held], line: bytes, record: Object | Damage | None) -> bool:
    """Whether a line is part of an object that some exporter broke at the line feeds of a text."""
    if isinstance(record, dict):
        return False
    if held:
        return len(held) < _MOST_HELD and not line.startswith(b"{")
    return isinstance(record, Damage) and "Unterminated string" in record.what


def _rejoined(held: list[_Held], doubts: Doubts) -> Iterator[tuple[str, Object | Damage]]:
    """The object that the held lines make together, if they do."""
    source = held[0][0]
    try:
        record = _odd_record(b"\n".join(line for _, line, _ in held), source, doubts)
    except Damage:
        return
    held.clear()
    if record is not None:
        yield source, record


def _failed(held: list[_Held]) -> Iterator[tuple[str, Object | Damage]]:
    """What is wrong with each of the held lines, which make no object together."""
    for source, _, damage in held:
        if isinstance(damage, Damage):
            yield source, damage
    held.clear()


def _record(line: bytes | Damage, source: str, doubts: Doubts) -> Object | None:
    """The object on a line; None for a blank line."""
    if isinstance(line, Damage):
        raise line
    try:
        record = orjson.loads(line)
        if record.__class__ is not dict:
            _expect_object(record)
        if float in map(type, record.values()):  # a number beyond 64 bits, or as it is printed
            record = json.loads(line)
        if b"\\" in line and _NUL in line:
            clean(record, source, doubts)
    except (ValueError, RecursionError):
        return _odd_record(line, source, doubts)
    return record  # type: ignore[no-any-return]  # checked above


def _odd_record(line: bytes, source: str, doubts: Doubts) -> Object | None:
    """The object on a line that is blank, not quite JSON, or not UTF-8."""
    if not line.strip():
        return None
    decoded = decode(line)
    if decoded.is_guess or decoded.replaced:
        doubt(doubts, "not-utf8", source)
    record = _expect_object(loaded(decoded.text))
    clean(record, source, doubts)
    return record


def _expect_object(value: object) -> Object:
    """The value if it is an object, else the damage that tells what it is."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        what = "A JSON array (list), not an object with 'text' or 'html'"
        hint = "Put each of its objects on its own line: jq -c '.[]'"
        raise Damage("not-an-object", what, hint)
    raise Damage("not-an-object", "Not a JSON object with a field 'text' or 'html'", _HINT)
