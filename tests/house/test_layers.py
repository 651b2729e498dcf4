"""Imports point one way: from the command line down to the pure functions on strings."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from harvester import store

ROOT = Path(__file__).parents[2] / "harvester"
# Each line may import the lines above it, and files of its own entry. The longest name that fits
# decides: `find.links` is in its room, `find.explain` in none, so that it stands with `find`.
LAYERS = (
    ("errors", "garbage", "text", "meaning", "processes"),
    ("records", "ledger", "entity", "filters"),
    ("languages",),
    ("platforms",),
    ("reading.problems", "reading.published", "reading.columns"),
    ("reading.encoding",),
    ("reading.html",),
    ("reading.documents",),
    ("reading.containers",),
    ("reading",),
    ("find.places",),
    ("find.quotations", "find.links", "find.embeds"),
    ("find.settle", "find.entities"),
    ("find.flattened.boundary",),
    ("find.deciding",),
    ("find.flattened",),
    ("find",),
    ("harvested",),
    ("normalise",),
    ("trace.clustered", "trace.consensus", "trace.matching"),
    ("trace.lineage.printings", "trace.lineage.names"),
    ("trace.lineage.times",),
    ("trace.phrase_contexts", "trace.corrections"),
    ("trace.clusters",),
    ("trace.lineage",),
    ("trace.people", "trace.posts"),
    ("trace",),
    ("models",),
    ("store.connection.failures",),
    ("store.connection.handle", "store.connection.pace"),
    ("store.connection.transactions",),
    ("store.runs",),
    ("store.schema",),
    ("store.connection",),
    ("store.schema.snapshot",),
    ("store.versions",),
    ("store.writing",),
    ("store.settling",),
    ("store.asking",),
    ("store",),
    ("views",),
    ("api",),
    ("pipeline",),
    ("spark",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# Rooms that know nothing of each other, though data meets one before the other.
STRANGERS = ({"reading", "find"},)
DATABASE = {"sqlalchemy", "sqlmodel", "sqlite3"}


def name_of(path: Path) -> str:
    """The module of a file, without the package's own name; a folder's for its `__init__`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")
MODULES = {name_of(path): path for path in FILES}


class WithoutTypes(ast.NodeTransformer):
    """Leaves out what is imported for the type checker alone."""

    def visit_If(self, node: ast.If) -> ast.AST | None:
        is_for_types = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        return None if is_for_types else node


def imports(path: Path, *, with_types: bool = True) -> set[str]:
    """Every module that a file imports, wherever in the file."""
    tree: ast.AST = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree if with_types else WithoutTypes().visit(tree)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(path: Path, *, with_types: bool = True) -> Iterator[str]:
    """The modules of ours that a file imports; a name in a module stands for the module."""
    for module in imports(path, with_types=with_types):
        if module.startswith("harvester."):
            name = module.removeprefix("harvester.")
            yield name if name in MODULES else name.rpartition(".")[0]


def layer(name: str) -> str:
    """The entry of LAYERS that a module belongs to.

    >>> layer("find.quotations.marks"), layer("find.explain")
    ('find.quotations', 'find')
    """
    parts = name.split(".")
    return next(
        (known for n in range(len(parts), 0, -1) if (known := ".".join(parts[:n])) in RANK), ""
    )


@pytest.mark.parametrize("name", MODULES)
def test_a_file_imports_only_what_lies_below_it(name: str) -> None:
    own = layer(name)
    for other in own_imports(MODULES[name]):
        below = layer(other)
        assert below == own or RANK[below] < RANK[own], f"{name} imports {other}"
        tops = {name.split(".", maxsplit=1)[0], other.split(".")[0]}
        assert tops not in STRANGERS, f"{name} imports {other}"


def test_imports_run_in_no_circle() -> None:
    graph = {
        name: set(own_imports(path, with_types=False)) - {name} for name, path in MODULES.items()
    }
    assert list(TopologicalSorter(graph).static_order())


def test_only_the_store_and_its_tables_talk_to_the_database() -> None:
    """Whoever works in Python gets a session, too."""
    for name, path in MODULES.items():
        if layer(name).split(".")[0] not in ("models", "store", "api"):
            assert not DATABASE & {module.split(".")[0] for module in imports(path)}, path


def test_every_file_has_its_layer() -> None:
    assert {layer(name).split(".")[0] for name in MODULES} == {name.split(".")[0] for name in RANK}


@pytest.mark.parametrize("room", ["find", "reading", "store", "trace"])
def test_every_room_has_its_place(room: str) -> None:
    folders = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    assert {f"{room}.{folder}" for folder in folders} <= set(RANK)


def test_only_the_room_of_spark_knows_of_it() -> None:
    for name, path in MODULES.items():
        if layer(name) != "spark":
            tops = {".".join(module.split(".")[:2]) for module in imports(path)}
            assert not any(top.startswith(("pyspark", "harvester.spark")) for top in tops), path


def test_no_file_of_the_store_hides_a_name_that_is_loaded_when_asked_for() -> None:
    files = {path.stem for path in (ROOT / "store").iterdir()}
    assert files.isdisjoint(store.__all__)
