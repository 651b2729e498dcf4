"""What is generated is fresh, and the scripts that check a change call each other."""

import os
import subprocess
import sys

from hypothesis import settings

from commands import ROOT


def test_everything_that_is_generated_is_fresh() -> None:
    """Else run: .venv/bin/python .ci/refresh.py."""
    told = subprocess.run(
        [sys.executable, ".ci/refresh.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout == ""
    assert told.returncode == 0, told.stderr


def test_the_checks_are_said_once() -> None:
    run, check = ((ROOT / ".ci" / name).read_text(encoding="utf-8") for name in ("run", "check"))
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert ".ci/check" in run
    assert ".ci/check" in hooks
    for tool in ("ruff", "mypy", "refresh.py"):
        assert f"/{tool} " in f"{check} ".replace("\n", " ")
        assert tool not in hooks
    assert all(os.access(ROOT / ".ci" / name, os.X_OK) for name in ("run", "check"))


def test_tests_try_the_same_examples_every_time() -> None:
    assert settings.get_profile("steady").derandomize
    assert not settings.get_profile("random").derandomize
