"""The pictures of README are what the program shows of the seeds today."""

import subprocess
import sys
from pathlib import Path

import pytest

from browser import CHROMIUM
from commands import ROOT

PICTURES = ROOT / "db" / "pictures"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pictures taken anew."""
    folder = tmp_path_factory.mktemp("pictures")
    subprocess.run([sys.executable, ".ci/pictures.py", str(folder)], cwd=ROOT, check=True)
    return folder


def test_the_card_is_as_it_is_printed(taken: Path) -> None:
    """Else run: .venv/bin/python .ci/pictures.py."""
    assert (taken / "card.svg").read_bytes() == (PICTURES / "card.svg").read_bytes()


def test_the_report_is_a_picture_where_there_is_a_browser(taken: Path) -> None:
    """Not compared dot by dot: each machine has other fonts."""
    for picture in (PICTURES / "report.png", *([taken / "report.png"] if CHROMIUM else [])):
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 300_000
