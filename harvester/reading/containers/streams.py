"""Bytes as they come: from a file or standard input, unpacked, block by block, line by line.

Nothing here holds more than a block and a line in memory. Damage is raised only after everything
before it was handed on, so a cut archive gives what it has. What the bytes mean is left to others.
"""

import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from harvester.errors import MissingPartError, install_command
from harvester.reading.problems import Damage

LIMIT = 64 << 20  # bytes of one line or one document, unpacked
_BLOCK = 1 << 18
_ZSTD_PIECE = 1 << 12  # 4 KiB can become 128 MiB: zstandard has no bound on its output
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
STANDARD_INPUT = "-"
PACKED_SUFFIXES = (".gz", ".zst")


class Document(NamedTuple):
    """All bytes of an input, and the harmless damage that was found at its end."""

    data: bytes
    damage: Damage | None


def raw_blocks(path: str) -> Iterator[bytes]:
    """The bytes of a file, or of standard input, in blocks."""
    if path == STANDARD_INPUT:
        yield from iter(lambda: os.read(sys.stdin.fileno(), _BLOCK), b"")
        return
    with Path(path).open("rb", buffering=0) as file:
        yield from iter(lambda: file.read(_BLOCK), b"")


def is_packed(head: bytes) -> bool:
    """Whether these first bytes open a gzip or zstandard file."""
    return head.startswith((_GZIP, _ZSTD))


def unpacked(head: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The content of a file whose first block is `head`; its first bytes tell how it is packed."""
    blocks = chain([head], blocks)
    if head.startswith(_GZIP):
        return _gunzip(blocks)
    return _unzstd(blocks) if head.startswith(_ZSTD) else blocks


def peek(blocks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and all blocks again from the beginning; damage waits for its turn."""
    held: list[bytes] = []
    damage = None
    try:
        while sum(map(len, held)) < size:
            held.append(next(blocks))
    except StopIteration:
        pass
    except Damage as found:
        damage = found
    return b"".join(held), _resume(held, damage, blocks)


def _resume(held: list[bytes], damage: Damage | None, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield from held
    if damage:
        raise damage
    yield from rest


def whole(blocks: Iterable[bytes]) -> Document:
    """A document in one piece, as long as it is within the limit and nothing of it is lost."""
    held: list[bytes] = []
    size = 0
    try:
        for block in blocks:
            held.append(block)
            size += len(block)
            if size > LIMIT:
                raise too_large("The document")
    except Damage as damage:
        if damage.severity == "error":
            raise
        return Document(b"".join(held), damage)
    return Document(b"".join(held), None)


def lines(blocks: Iterable[bytes]) -> Iterator[bytes | Damage]:
    r"""The lines, without their line feed; a line over the limit is given as its damage.

    Only the line feed ends a line: JSON strings may hold U+2028 and other marks that
    `str.splitlines` would break at.

    >>> list(lines([b"one\ntw", b"o\n", b"three"]))
    [b'one', b'two', b'three']
    """
    rest: list[bytes] = []
    size = 0
    try:
        for block in blocks:
            head, *more = block.split(b"\n")
            size += len(head)
            if size <= LIMIT:  # what exceeds it is dropped at once
                rest.append(head)
            if more:
                yield _joined(rest, size)
                *full, last = more
                yield from full
                rest, size = [last], len(last)
    except Damage as damage:
        if damage.severity == "warning" and size:
            yield _joined(rest, size)
        raise
    if size:
        yield _joined(rest, size)


def _joined(pieces: list[bytes], size: int) -> bytes | Damage:
    return b"".join(pieces) if size <= LIMIT else too_large("The line")


def too_large(what: str) -> Damage:
    """The damage of something beyond the limit."""
    hint = "Cut it into its articles, one JSON object a line."
    return Damage("too-large", f"{what} is too large: the limit is {LIMIT >> 20} MiB", hint)


def _gunzip(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The content of all members of a gzip file; zero padding after the last one is legal."""
    inflater = zlib.decompressobj(wbits=31)
    for block in blocks:
        rest = block
        while rest:
            if inflater.eof:
                rest = rest.lstrip(b"\0")
                if not _is_member(rest):
                    continue
                inflater = zlib.decompressobj(wbits=31)
            yield from _inflated(inflater, rest)
            rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    if not inflater.eof:
        yield inflater.flush()
    if not inflater.eof:
        what = "The gzip data is truncated: its end is missing"
        raise Damage("truncated-gzip", what, "Fetch the file again; what stood before was read.")


def _is_member(block: bytes) -> bool:
    """Whether another member begins here; raises for garbage, not for nothing."""
    if block and not block.startswith(_GZIP[:1]):
        what = "Something that is not gzip follows the gzip data (trailing garbage)"
        raise Damage("gzip-garbage", what, "Nothing to do if the counts are right.", "warning")
    return bool(block)


def _inflated(inflater: "zlib._Decompress", block: bytes) -> Iterator[bytes]:
    """What a block unpacks to; before damage, what can be saved of it."""
    spare = inflater.copy()  # zlib drops the output of the call that fails
    try:
        yield inflater.decompress(block, _BLOCK)
    except zlib.error as failure:
        yield from _salvaged(spare.decompress, block)
        what = f"The gzip data is damaged ({failure})"
        hint = "Fetch the file again; what stood before was read."
        raise Damage("damaged-gzip", what, hint) from failure


def _salvaged(decompress: Callable[[bytes], bytes], block: bytes) -> Iterator[bytes]:
    try:
        for byte in block:
            yield decompress(bytes((byte,)))
    except zlib.error:
        return


def _unzstd(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The content of all frames of a zstandard file."""
    try:
        import zstandard
    except ImportError as missing:
        hint = f"Install it: {install_command('fast')}"
        raise MissingPartError("Reading .zst needs zstandard", hint=hint) from missing
    unpack = zstandard.ZstdDecompressor()
    frame = unpack.decompressobj()
    pieces = (b[i : i + _ZSTD_PIECE] for b in blocks for i in range(0, len(b), _ZSTD_PIECE))
    try:
        for piece in pieces:
            rest = piece
            while rest:
                frame = unpack.decompressobj() if frame.eof else frame
                yield frame.decompress(rest)
                rest = frame.unused_data if frame.eof else b""
    except zstandard.ZstdError as failure:
        what = f"The zstd data is damaged ({failure})"
        raise Damage("damaged-zstd", what, "Fetch the file again.") from failure
    if not frame.eof:
        what = "The zstd data is truncated: its end is missing"
        raise Damage("truncated-zstd", what, "Fetch the file again; what stood before was read.")
