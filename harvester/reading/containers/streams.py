"""Bytes as they come: from a file or standard input, block by block, line by line.

Nothing here holds more than a block and a line in memory. Damage is raised only after everything
before it was handed on, so a cut archive gives what it has. Unpacking is left to `compression`,
what the bytes mean to the readers.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from harvester.reading.problems import Damage

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LIMIT = 64 << 20  # bytes of one line or one document, unpacked
BLOCK = 1 << 18
STANDARD_INPUT = "-"
_MOST_SPOOLED = 8 << 30  # bytes on the disk of what comes in a pipe and cannot be read as it comes


OnBytes = Callable[[int], None]  # is told how many bytes were read


class Stream(NamedTuple):
    """Unpacked bytes of an input, or of a member of an archive, and how to call it."""

    name: str
    suffix: str
    blocks: Iterator[bytes]
    path: str | None = None  # of the same bytes, for a reader that jumps to and fro
    depth: int = 0  # how many archives it lies in


class Document(NamedTuple):
    """All bytes of an input, and the harmless damage that was found at its end."""

    data: bytes
    damage: Damage | None


def raw_blocks(path: str, on_bytes: OnBytes | None = None) -> Iterator[bytes]:
    """The bytes of a file, or of standard input, in blocks; somebody may count them."""
    if path == STANDARD_INPUT:
        yield from iter(lambda: os.read(sys.stdin.fileno(), BLOCK), b"")
        return
    with Path(path).open("rb", buffering=0) as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            if on_bytes:
                on_bytes(len(block))
            yield block


def peek(blocks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and all blocks again from the beginning; damage waits for its turn."""
    held: list[bytes] = []
    length, damage = 0, None
    try:
        while length < size:  # blocks of damaged bytes may have one byte each
            held.append(next(blocks))
            length += len(held[-1])
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


class BlockFile(io.RawIOBase):
    """Blocks as a file that can be read once, from its beginning to its end."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        """Take the blocks over; nobody else may read them from now on."""
        self._blocks, self._rest = blocks, b""

    def readable(self) -> bool:
        """Yes, and nothing else."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """How many bytes the buffer got; 0 at the end."""
        place = memoryview(buffer)
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = block
        size = min(len(place), len(self._rest))
        place[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def seekable(stream: Stream) -> BinaryIO:
    """The bytes of a stream as a file to jump about in; what comes in a pipe goes to the disk."""
    if stream.path:
        return Path(stream.path).open("rb")
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the reader closes it
    size = 0
    for block in stream.blocks:
        size += len(block)
        if size > _MOST_SPOOLED:
            file.close()
            hint = "Unpack it to a file of its own, and give that."
            raise Damage("too-large", f"It unpacks to more than {_MOST_SPOOLED >> 30} GiB", hint)
        file.write(block)
    file.seek(0)
    return cast("BinaryIO", file)
