"""The command line as its users meet it: what a command prints, says, and ends with."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
START = [sys.executable, "-c", "from harvester.cli import main; main()"]


class Told(NamedTuple):
    """How a command ended, what it printed, and what it said beside."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """What it printed, as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Told]


def launch(*arguments: str | Path, cwd: Path | None = None, stdin: str | bytes = b"") -> Told:
    """Run a command in a process of its own, with nothing of this one's environment variables."""
    fed = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*START, *map(str, arguments)],
        cwd=cwd,
        input=fed,
        capture_output=True,
        check=False,
        timeout=120,
        env={name: value for name, value in os.environ.items() if name != "HARVESTER_DB"},
    )
    return Told(done.returncode, done.stdout.decode(), done.stderr.decode())
