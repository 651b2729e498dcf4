"""A command, with its output and what it cost: seconds, processor time, and memory at its peak.

The peak that the kernel tells of a process counts what its parent held when it began. So a small
process, this file, stands between a large one and the command.
"""

import json
import os
import subprocess
import sys
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
    with (
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
        tempfile.NamedTemporaryFile() as cost,
    ):
        between = [sys.executable, "-S", __file__, cost.name, *words]
        subprocess.run(between, stdout=out, stderr=err, env=environment, check=True)
        code, seconds, cpu, peak = json.loads(cost.read())
        return Ended(code, _read(out), _read(err), seconds, cpu, peak)


def _cost(words: Sequence[str]) -> tuple[int, float, float, float]:
    """How a command ended, and its seconds, processor time and peak, as `Ended` has them."""
    started = time.monotonic()
    running = subprocess.Popen(words)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / _MB
    return running.returncode, time.monotonic() - started, cpu, peak


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


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(_cost(sys.argv[2:])), encoding="ascii")
