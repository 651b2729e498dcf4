"""How worker processes begin: from a server that has loaded all they need, where there is one.

It imports nothing of the program, so that the server may be started before all else.
"""

import multiprocessing
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

_LOADED = ["harvester.pipeline.warming"]
_WORTH_IT = 1_000_000  # bytes of inputs that surely want several workers


def context() -> Any:
    """What a pool of processes begins with."""
    if "forkserver" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_LOADED)
    return found


def get_ready(sources: Iterable[str]) -> None:
    """Let the server load while this process does, if there is enough to do for workers."""
    read = 0
    for size in _sizes(sources):
        read += size
        if read > _WORTH_IT:
            if context().get_start_method() == "forkserver":
                forkserver.ensure_running()
            return


def _sizes(sources: Iterable[str]) -> Iterator[int]:
    """How large the files are that are named, or lie in a folder that is."""
    for source in sources:
        yield from _size(source)
        for folder, _, names in os.walk(source):
            for name in names:
                yield from _size(f"{folder}{os.sep}{name}")


def _size(path: str) -> Iterator[int]:
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return
    if stat.S_ISREG(found.st_mode):
        yield found.st_size
