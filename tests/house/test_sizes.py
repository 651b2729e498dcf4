"""Whoever opens a file, a folder or a function can take it in at once."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [path for top in ("harvester", "tests") for path in sorted((ROOT / top).rglob("*.py"))]
# Folders of data: a file for each platform, language, question or table of cases.
DATA = (
    *("harvester/platforms", "harvester/languages", "db/queries"),
    *("tests/cases", "tests/bench/material"),
)
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
FULLEST_FOLDER = 14
LONGEST_DOCSTRING = 8


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its length in lines; its decorators are not its own."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_file_is_short_and_so_are_its_functions(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert [(name, length) for name, length in functions(path) if length > LONGEST_FUNCTION] == []


def test_no_folder_holds_more_files_than_one_can_look_through() -> None:
    tops = ("harvester", "tests", "schemas", "db")
    paths = [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]
    counted = Counter(short(p.parent) for p in paths if not {"__pycache__"} & set(p.parts))
    assert {
        folder: n for folder, n in counted.items() if n > FULLEST_FOLDER and folder not in DATA
    } == {}


@pytest.mark.parametrize("path", sorted((ROOT / "harvester").rglob("__init__.py")), ids=short)
def test_a_package_says_briefly_what_lies_in_it(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said
    assert len(said.splitlines()) <= LONGEST_DOCSTRING
