"""Imports point one way: from the command line down to the pure functions on strings."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "harvester"
LAYERS = (
    ("errors", "text"),
    ("records",),
    ("languages",),
    ("platforms",),
    ("reading", "find"),
    ("normalise",),
    ("trace",),
    ("store",),
    ("views",),
    ("pipeline",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
STORE_ONLY = {"sqlalchemy", "sqlmodel", "sqlite3"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots"
            found.add(node.module or "")
    return found


def layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


FILES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_lies_below_it(path: Path) -> None:
    own = layer(path)
    for module in imports(path):
        if module.startswith("harvester."):
            other = module.split(".")[1]
            assert other == own or RANK[other] < RANK[own], f"{path} imports {module}"


def test_only_the_store_talks_to_the_database() -> None:
    for path in FILES:
        if layer(path) != "store":
            assert not STORE_ONLY & {module.split(".")[0] for module in imports(path)}, path


def test_every_file_has_its_layer() -> None:
    assert {layer(path) for path in FILES} <= set(RANK)
