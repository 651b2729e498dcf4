"""A command, with its output and what it cost: seconds, processor time, and memory at its peak."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

_MB = 1 << 20


class Ended(NamedTuple):
    """How a command ended; `peak` is megabytes of its largest process, `cpu` seconds of all."""

    code: int
    out: str
    err: str
    seconds: float
    cpu: float
    peak: float


def measured(words: Sequence[str], *, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a command to its end."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.monotonic()
        running = subprocess.Popen(words, stdout=out, stderr=err, env=environment)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - started
        said = [_read(file) for file in (out, err)]
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / _MB
    return Ended(running.returncode, said[0], said[1], seconds, cpu, peak)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def resident(pid: int) -> float:
    """Megabytes that a process holds in memory now; 0 if it is gone. Linux alone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB
