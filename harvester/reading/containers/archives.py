"""Zip and tar: the files in them, each a stream of its own. Nothing is written anywhere.

Of the members those are read whose suffix would be read in a folder; the others are counted.
"""

import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from harvester.reading.containers.inputs import SUFFIXES, content_suffix
from harvester.reading.containers.streams import BLOCK, BlockFile, Stream, seekable
from harvester.reading.problems import Damage, note, shown
from harvester.records import Problem

_DEEPEST = 3  # archives within archives
_LISTED = 5
_HINT = "The others were read; unpack the archive to see more."
_AGAIN = "Fetch it again; what stood before was read."
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
# Documents of an office are zip archives, too: the names of their first members.
_OFFICE = ("[Content_Types].xml", "mimetype")


def members(stream: Stream, kind: str) -> Iterator[Stream | Problem]:
    """The files of an archive, as streams to be read before the next one is asked for."""
    if stream.depth >= _DEEPEST:
        what = f"It lies in {stream.depth} archives"
        raise Damage("too-deep", what, "Unpack it, and give the files in it.")
    skipped: Counter[str] = Counter()
    yield from (_of_zip if kind == "zip" else _of_tar)(stream, skipped)
    if skipped:
        some = ", ".join(f"{suffix} ({count})" for suffix, count in skipped.most_common(_LISTED))
        total = skipped.total()
        files = "file in it was" if total == 1 else "files in it were"
        what = f"{total} {files} skipped for the suffix: {some}"
        yield note("skipped-suffix", stream.name, what, "Unpack one to have it read by name.")


def _of_zip(stream: Stream, skipped: Counter[str]) -> Iterator[Stream | Problem]:
    with seekable(stream) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (*_BROKEN, OSError) as failure:
            what = f"The zip archive is damaged ({failure})"
            raise Damage("damaged-zip", what, "Fetch it again.") from failure
        with archive:
            if any(name in archive.namelist()[:1] for name in _OFFICE):
                what = "Not a text: it is a document of an office program"
                raise Damage("binary", what, "Save it as text or HTML.")
            for member in archive.infolist():
                if member.filename[-1:] not in ("", "/") and _is_wanted(member.filename, skipped):
                    yield _stream(stream, member.filename, _unzipped(archive, member))


def _unzipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(member) as file:
            yield from iter(lambda: file.read(BLOCK), b"")
    except _BROKEN as failure:
        what = f"The file in the zip archive is damaged or locked ({failure})"
        raise Damage("damaged-zip", what, _HINT) from failure


def _of_tar(stream: Stream, skipped: Counter[str]) -> Iterator[Stream | Problem]:
    data = _Ending(stream.blocks)
    try:
        with tarfile.open(fileobj=BlockFile(iter(data)), mode="r|") as archive:
            for member in archive:
                if member.isfile() and _is_wanted(member.name, skipped):
                    file = archive.extractfile(member)
                    if file is not None:
                        yield _stream(stream, member.name, _untarred(file, member.size))
    except (tarfile.TarError, EOFError, ValueError) as failure:
        what = f"The tar archive is damaged or truncated ({failure})"
        raise Damage("damaged-tar", what, _AGAIN) from failure
    if data.tail.strip(b"\0"):  # tarfile takes a bad header for the end
        what = "The tar archive ends without a mark of its end: it is damaged or truncated"
        raise Damage("damaged-tar", what, _AGAIN)


class _Ending:
    """Blocks, and the last bytes of those that were taken: an archive ends with zeros."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self.tail = blocks, b""

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks:
            for start in range(0, len(block), tarfile.RECORDSIZE):
                piece = block[start : start + tarfile.RECORDSIZE]
                self.tail = (self.tail + piece)[-tarfile.BLOCKSIZE :]
                yield piece


def _untarred(file: IO[bytes], size: int) -> Iterator[bytes]:
    try:
        for block in iter(lambda: file.read(BLOCK), b""):
            size -= len(block)
            yield block
    except (tarfile.TarError, EOFError) as failure:
        what = f"The file in the tar archive is damaged ({failure})"
        raise Damage("damaged-tar", what, _HINT) from failure
    if size > 0:
        what = f"The file in the tar archive is truncated: {size:,} bytes are missing"
        raise Damage("damaged-tar", what, _HINT)


def _is_wanted(name: str, skipped: Counter[str]) -> bool:
    """Whether a member would be read in a folder: not hidden, and of a suffix that is known."""
    parts = PurePosixPath(name).parts
    if any(part.startswith(".") and part not in ("..", ".") for part in parts):
        return False
    if "__MACOSX" in parts:
        return False
    suffix = content_suffix(name)
    if suffix in SUFFIXES:
        return True
    skipped[shown(suffix) or "no suffix"] += 1
    return False


def _stream(archive: Stream, name: str, blocks: Iterator[bytes]) -> Stream:
    place = f"{archive.name}/{shown(name)}"
    return Stream(place, content_suffix(name), blocks, depth=archive.depth + 1)
