"""The line of progress: as wide as the terminal, without colour, and nowhere but on a terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from commands import START
from files import write

CLEAR = "\r\033[K"
POST = "Rain again— Ada Quist (@ada_q9) March 23, 2019"


def seen(folder: Path, columns: int, **environment: str) -> str:
    """All that a run writes to a terminal of so many columns."""
    screen, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    source = write(folder / "a.txt", POST)
    words = [*START, "run", str(source), "--db", str(folder / "h.db")]
    known = {name: os.environ[name] for name in os.environ if name not in ("COLUMNS", "NO_COLOR")}
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=end, env={**known, "TERM": "xterm", **environment}
    ) as running:
        os.close(end)
        said = _all_of(screen)
        assert running.wait() == 0
    return said


def _all_of(screen: int) -> str:
    pieces = []
    try:
        while piece := os.read(screen, 4096):
            pieces.append(piece)
    except OSError:  # how Linux tells that nobody writes any more
        pass
    os.close(screen)
    return b"".join(pieces).decode()


def progress(said: str) -> list[str]:
    """The lines that were written over, without the last one, which stays."""
    *lines, _ = said.split(CLEAR)
    return [line for line in lines if line and "\n" not in line]


@pytest.mark.parametrize(
    ("columns", "environment", "widest"),
    [(12, {}, 11), (300, {}, 299), (300, {"COLUMNS": "9"}, 8), (12, {"COLUMNS": "0"}, 11)],
)
def test_the_line_is_as_wide_as_the_terminal(
    tmp_path: Path, columns: int, environment: dict[str, str], widest: int
) -> None:
    said = seen(tmp_path, columns, **environment)
    lines = progress(said)
    assert lines
    assert all(len(line) <= widest for line in lines)
    assert ("…" in "".join(lines)) == (widest < 20)
    assert "1 article, 1 post (1 article and 1 quote new)" in said


def test_without_colour_the_line_is_still_kept_up_to_date(tmp_path: Path) -> None:
    said = seen(tmp_path, 80, NO_COLOR="1")
    assert progress(said)
    assert "\033" not in said.replace(CLEAR, "")


def test_a_dumb_terminal_gets_plain_lines(tmp_path: Path) -> None:
    said = seen(tmp_path, 80, TERM="dumb")
    assert "\033" not in said
    assert [line[:9] for line in said.splitlines()] == ["1 article"]
