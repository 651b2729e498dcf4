"""What this process and all that it started use: seconds of a processor, and memory at its peak."""

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MIB = 1 << 20
_INTERVAL = 0.5  # seconds between two looks at the memory


class _Process(NamedTuple):
    """What /proc/PID/stat says: seconds include those of ended children that were waited for."""

    name: str
    parent: int
    seconds: float
    resident: float  # MiB


def _processes() -> dict[int, _Process]:
    """This process and all its descendants."""
    found: dict[int, _Process] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            told, _, rest = place.read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue  # it has just ended
        each = rest.split()
        seconds = sum(map(int, each[11:15])) / _TICKS
        name = told.partition("(")[2]
        size = int(each[21]) * _PAGE / _MIB
        found[int(place.parent.name)] = _Process(name, int(each[1]), seconds, size)
    ours: dict[int, _Process] = {}
    wanted = {os.getpid()}
    while wanted:
        ours |= {one: found[one] for one in wanted if one in found}
        wanted = {one for one, each in found.items() if each.parent in wanted}
    return ours


def cpu_of_tree() -> float:
    """CPU seconds of this process and of all its children, living and ended."""
    return sum(each.seconds for each in _processes().values())


class Peaks(defaultdict[str, float]):
    """The most MiB of the largest process of each kind, and, as `all`, of all of them together.

    Memory that forked processes share counts in `all` for each of them.
    """

    def look(self) -> None:
        """Take in what is used now."""
        found = _processes()
        del found[os.getpid()]
        for each in found.values():
            kind = "java" if each.name == "java" else "worker"
            self[kind] = max(self[kind], each.resident)
        self["all"] = max(self["all"], sum(each.resident for each in found.values()))


@contextmanager
def peaks() -> Iterator[Peaks]:
    """The peaks of memory while something is done."""
    found, ended = Peaks(float), threading.Event()

    def watch() -> None:
        while not ended.wait(_INTERVAL):
            found.look()

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield found
    finally:
        ended.set()
        watching.join()
