"""On PyPI `harvester` is another project: nobody is ever told to install that."""

import tomllib
from pathlib import Path

import pytest
import regex

from commands import ROOT
from harvester.errors import DISTRIBUTION, install_command

TOPS = ("harvester", "tests", "schemas", "db", "seeds", ".ci")
KINDS = {".py", ".md", ".toml", ".sql", ".json", ".yaml", ""}
FILES = sorted(
    path
    for top in TOPS
    for path in (ROOT / top).rglob("*")
    if path.is_file() and path.suffix in KINDS and path != Path(__file__)
)
# matches "pip install -U 'harvester'" and "harvester[fast]", not "pip install 'quote-harvester'"
WRONG = regex.compile(r"\binstall\b[^\n`&;]*[ '\"]harvester\b|(?<![-\w])harvester\[[a-z{]")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("text", ["pip install harvester", "pip install -U 'harvester[fast]'"])
def test_the_other_project_would_be_noticed(text: str) -> None:
    assert WRONG.search(text)
    assert not WRONG.search(text.replace("harvester", DISTRIBUTION))


def test_the_distribution_has_its_own_name_and_the_command_the_short_one() -> None:
    assert PROJECT["name"] == DISTRIBUTION
    assert PROJECT["scripts"] == {"harvester": "harvester.cli:main"}


@pytest.mark.parametrize("extra", PROJECT["optional-dependencies"])
def test_each_extra_is_installed_by_that_name(extra: str) -> None:
    assert install_command(extra) == f"pip install 'quote-harvester[{extra}]'"


def test_no_file_tells_to_install_the_other_project() -> None:
    for path in (*FILES, ROOT / "README.md", ROOT / "pyproject.toml"):
        if found := WRONG.search(path.read_text(encoding="utf-8", errors="replace")):
            pytest.fail(f"{path.relative_to(ROOT)}: {found[0]}")
