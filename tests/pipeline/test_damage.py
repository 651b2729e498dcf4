"""Containers and packings, damaged, through the command: the message and the exit code of each."""

from pathlib import Path

import pytest

from commands import Command
from files import cases, write
from made_containers import COMPRESSIONS, CONTAINERS, DAMAGES, articles

CASES = cases("containers")
TOLD = articles()
PACKINGS = [packing for packing in COMPRESSIONS if packing]


def codes(command: Command, database: Path) -> list[str]:
    return [row["code"] for row in command("query", "problems", "--db", database).lines]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("suffix", CONTAINERS)
def test_a_damaged_container_ends_with_its_message(
    command: Command, tmp_path: Path, suffix: str, damage: str
) -> None:
    case = CASES.get(damage, {}).get(suffix) or CASES.get(damage, {}).get("any")
    name = "news.txt" if damage == "wrong suffix" else f"news{suffix}"
    path = write(tmp_path / name, DAMAGES[damage](CONTAINERS[suffix](TOLD)))
    told = command("run", path, "--db", tmp_path / "h.db", "-j", "1")
    assert "Traceback" not in told.err
    if damage == "wrong suffix":
        assert told.code == 0
    elif case is None:  # what lies in a text cannot be told from a text
        assert told.code == (3 if f"Error: {path}" in told.err else 0)
    else:
        assert told.code == case.get("exit", 3)
        assert f": {path}" in told.err
        assert case["code"] in codes(command, tmp_path / "h.db")


@pytest.mark.parametrize("damage", ["truncated", "garbage inside", "empty"])
@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("suffix", CONTAINERS)
def test_a_damaged_packing_ends_with_3(
    command: Command, tmp_path: Path, suffix: str, packing: str, damage: str
) -> None:
    data = DAMAGES[damage](COMPRESSIONS[packing](CONTAINERS[suffix](TOLD)))
    path = write(tmp_path / f"news{suffix}{packing}", data)
    told = command("run", path, "--db", tmp_path / "h.db", "-j", "1")
    assert told.code == 3
    assert f"Error: {path}" in told.err
