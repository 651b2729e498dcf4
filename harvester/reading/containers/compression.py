"""Packed bytes are unpacked as they stream: gzip, bzip2, xz, zstandard, told by their first bytes.

What unpacks before a damage is handed on before the damage is raised. No block is larger than a
bound, whatever a bomb would become.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from harvester.errors import MissingPartError, install_command
from harvester.reading.containers.streams import BLOCK
from harvester.reading.problems import Damage

if TYPE_CHECKING:
    from bz2 import BZ2Decompressor
    from lzma import LZMADecompressor

_GZIP, _ZSTD, _BZIP2, _XZ = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ\0"
_ZSTD_PIECE = 1 << 12  # 4 KiB can become 128 MiB: zstandard has no bound on its output
# The suffixes of packed files, and what they promise.
PACKINGS = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd", ".tgz": "gzip"}
_XZ_MEMORY = 1 << 28  # bytes: four times what the strongest setting of xz needs
_AGAIN = "Fetch the file again; what stood before was read."


def is_packed(head: bytes) -> bool:
    """Whether these first bytes open a packed file.

    >>> is_packed(b"BZh91AY&SY"), is_packed(b"BZh, said the bee")
    (True, False)
    """
    return packing_of(head) is not None


def packing_of(head: bytes) -> str | None:
    """How a file with these first bytes is packed; None for one that is not."""
    if head.startswith(_BZIP2) and head[4:10] not in (b"1AY&SY", b"\x17rE8P\x90"):
        return None
    kinds = ((_GZIP, "gzip"), (_ZSTD, "zstd"), (_BZIP2, "bzip2"), (_XZ, "xz"))
    return next((kind for magic, kind in kinds if head.startswith(magic)), None)


def unpacked(head: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The content of a file whose first block is `head`; its first bytes tell how it is packed."""
    unpack = {"gzip": _gunzip, "zstd": _unzstd, "bzip2": _bunzip, "xz": _unxz}
    packing = packing_of(head)
    blocks = chain([head], blocks)
    return unpack[packing](blocks) if packing else blocks


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
        yield inflater.decompress(block, BLOCK)
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


def _bunzip(blocks: Iterable[bytes]) -> Iterator[bytes]:
    import bz2

    return _in_members(blocks, bz2.BZ2Decompressor, "bzip2", OSError)


def _unxz(blocks: Iterable[bytes]) -> Iterator[bytes]:
    import lzma

    def begin() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    return _in_members(blocks, begin, "xz", lzma.LZMAError)


def _in_members(
    blocks: Iterable[bytes],
    begin: "Callable[[], BZ2Decompressor | LZMADecompressor]",
    kind: str,
    failure_type: type[Exception],
) -> Iterator[bytes]:
    """The content of all members of a bzip2 or xz file; zero padding behind them is legal."""
    member = begin()
    for block in blocks:
        rest = block
        while rest := rest.lstrip(b"\0") if member.eof else rest:
            member = begin() if member.eof else member
            try:
                yield member.decompress(rest, BLOCK)
                while not member.eof and not member.needs_input:
                    yield member.decompress(b"", BLOCK)
            except failure_type as failure:
                what = f"The {kind} data is damaged ({failure})"
                raise Damage(f"damaged-{kind}", what, _AGAIN) from failure
            rest = member.unused_data if member.eof else b""
    if not member.eof:
        what = f"The {kind} data is truncated: its end is missing"
        raise Damage(f"truncated-{kind}", what, _AGAIN)
