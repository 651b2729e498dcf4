"""Which files there are to read: paths, folders, patterns and standard input become inputs.

It lists in the same order on every machine, each file once, never what is hidden; it opens
nothing. What cannot be listed is told as a problem, and the listing goes on.
"""

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from harvester.reading.containers.compression import PACKINGS
from harvester.reading.containers.streams import STANDARD_INPUT
from harvester.reading.problems import error, note, shown, warning
from harvester.records import Problem

SUFFIXES = frozenset(
    (
        *(".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json"),
        *(".csv", ".tsv", ".tab", ".parquet", ".warc", ".xml", ".rss", ".atom"),
        *(".eml", ".mbox", ".mht", ".mhtml", ".zip", ".tar", ".tgz"),
    )
)
_ADDRESSES = ("http://", "https://", "ftp://")
_Seen = set[tuple[int, int]]
_LISTED = 5  # of the suffixes that were skipped


class Input(NamedTuple):
    """One file to read, and what a ledger must know to see that it changed."""

    path: str
    name: str
    size: int
    mtime_ns: int


def inputs(sources: Iterable[str | Path]) -> Iterator[Input | Problem]:
    """All files that the sources stand for, each once, folders in sorted order.

    A file that is named is taken whatever its suffix; in a folder, the suffix decides.
    """
    seen: _Seen = set()
    for source in sources:
        yield from _listed(os.fspath(source), seen)


def content_suffix(path: str) -> str:
    """The suffix that tells the content, without that of the packing, in lower case.

    >>> content_suffix("crawl/News.JSONL.gz"), content_suffix("notes")
    ('.jsonl', '')
    """
    name = path.lower()
    for packed in PACKINGS:
        if packed != ".tgz":
            name = name.removesuffix(packed)
    return Path(name).suffix


def _listed(source: str, seen: _Seen) -> Iterator[Input | Problem]:
    """The files of one source: standard input, a path, or a pattern."""
    if source == STANDARD_INPUT:
        yield Input(STANDARD_INPUT, "standard input", 0, 0)
    elif source.lower().startswith(_ADDRESSES) and not os.path.lexists(source):
        what = "This is an address, and harvester downloads nothing"
        hint = "Save the page, and name its file; --url tells where it was."
        yield error("not-downloaded", shown(source), what, hint)
    elif glob.has_magic(source) and not os.path.lexists(source):
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207  # may be absolute
        for match in matches:
            yield from _at(Path(match), seen)
        if not matches:
            hint = "Check the pattern, or put it in quotation marks."
            yield error("no-match", shown(source), "No file matches this pattern", hint)
    else:
        yield from _at(Path(source), seen)


def _at(path: Path, seen: _Seen) -> Iterator[Input | Problem]:
    """The file at a path, or all files of the folder there."""
    try:
        status = path.stat()
    except (OSError, ValueError) as failure:
        yield unreadable(shown(str(path)), failure)
        return
    if stat.S_ISDIR(status.st_mode):
        if (status.st_dev, status.st_ino) not in seen:  # else it was listed before
            yield from _in_folder(path, seen)
    elif _is_new(status, seen):
        yield _input(path, status)


def _in_folder(folder: Path, seen: _Seen) -> Iterator[Input | Problem]:
    """The files below a folder whose suffix is known, and one word about the others."""
    skipped: Counter[str] = Counter()
    is_empty, waiting = True, [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            is_folder = stat.S_ISDIR(status.st_mode)
            if is_folder and _is_new(status, seen):  # else a loop of symbolic links
                waiting.extend(_visible(path))
        except OSError as failure:
            is_empty = False
            yield unreadable(shown(str(path)), failure)
            continue
        if stat.S_ISREG(status.st_mode):  # opening a named pipe or a socket would wait for ever
            if not _is_wanted(path, skipped):
                continue
            is_empty = False
            if _is_new(status, seen):
                yield _input(path, status)
    if skipped or is_empty:
        yield _skipped(folder, skipped, is_empty=is_empty)


def _visible(folder: Path) -> list[Path]:
    """What is in a folder and not hidden, the last first."""
    return sorted((path for path in folder.iterdir() if path.name[0] != "."), reverse=True)


def _is_wanted(path: Path, skipped: Counter[str]) -> bool:
    suffix = content_suffix(path.name)
    if suffix in SUFFIXES:
        return True
    skipped[shown(suffix) or "no suffix"] += 1
    return False


def _is_new(status: os.stat_result, seen: _Seen) -> bool:
    """Whether this file was not listed before, under whatever name."""
    if not status.st_ino or stat.S_ISCHR(status.st_mode) or stat.S_ISFIFO(status.st_mode):
        return True
    file = (status.st_dev, status.st_ino)
    if file in seen:
        return False
    seen.add(file)
    return True


def _input(path: Path, status: os.stat_result) -> Input:
    return Input(str(path), shown(str(path)), status.st_size, status.st_mtime_ns)


def _skipped(folder: Path, skipped: Counter[str], *, is_empty: bool) -> Problem:
    """What was left out of a folder; that nothing is left of it is worth a warning."""
    total = skipped.total()
    some = ", ".join(f"{suffix} ({count})" for suffix, count in skipped.most_common(_LISTED))
    what = f"{total} {'file was' if total == 1 else 'files were'} skipped for the suffix: {some}"
    hint = "Name a file itself to have it read."
    if is_empty:
        what = f"There is no file to read in it; {what}" if total else "There is no file in it"
        return warning("empty-folder", shown(str(folder)), what, hint)
    return note("skipped-suffix", shown(str(folder)), what, hint)


def unreadable(name: str, failure: OSError | ValueError) -> Problem:
    """The problem of a path that the system does not let us read."""
    why = failure.strerror if isinstance(failure, OSError) and failure.strerror else str(failure)
    hint = "Check the path and its permissions, then run again."
    return error("unreadable", name, f"Cannot be read: {why}", hint)
