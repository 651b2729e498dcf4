"""Every command has help, an example that runs, and a line in README; help loads nothing heavy."""

import gzip
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands import ROOT, SEEDS, START, Command, launch
from harvester.cli import COMMANDS

STORY = "Rain again— Ada Quist (@ada_q9) March 23, 2019"


def example(help_text: str) -> list[str]:
    """The words of the command that a help text gives as its example."""
    _, _, printed = help_text.partition("Example:  ")
    return shlex.split(printed)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_a_command_does_and_gives_an_example(command: Command, name: str) -> None:
    told = command(name, "--help")
    assert told.code == 0
    assert told.err == ""
    assert example(told.out)[:2] == ["harvester", name]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_a_command_runs(
    command: Command, name: str, harvested: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(harvested / "db", "db")
    shutil.copy(SEEDS / "html-embeds" / "article.html", "article.html")
    for place in ("article.txt", "crawl/one.txt"):
        Path(place).parent.mkdir(exist_ok=True)
        Path(place).write_text(STORY, encoding="utf-8")
    Path("more").mkdir()
    Path("more/two.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": STORY}).encode()))
    assert command("export", "harvest", "-o", "harvest.jsonl").code == 0
    told = command(*example(command(name, "--help").out)[1:])
    assert told.code == 0, told.err


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_every_command(name: str) -> None:
    assert f"harvester {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_list_of_commands_is_not_cut_off(command: Command) -> None:
    told = command("--help")
    assert told.code == 0
    assert "\nHanding over commands:\n" in told.out
    assert "..." not in told.out.partition(" commands:")[2]
    assert all(f"\n  {name} " in told.out for name in COMMANDS)


def test_help_loads_click_and_nothing_heavy() -> None:
    code = """
import sys
from harvester.cli import main
try:
    main(["--version"])
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
    heavy = {"lxml", "selectolax", "sqlmodel", "sqlalchemy", "sqlite3", "pydantic", "regex", "rich"}
    for flag in ("--version", "--help"):
        asked = [sys.executable, "-c", code.replace("--version", flag)]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        assert heavy.isdisjoint(done.stdout.splitlines()[-1].split())


def test_a_question_loads_no_tables_and_nothing_of_tracing(inside: Path) -> None:
    code = """
import sys
from harvester.cli import main
try:
    main(["query", "SELECT count(*) FROM quotes", "--nl"])
finally:
    print(*sorted(sys.modules))
"""
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = {"sqlmodel", "sqlalchemy", "pydantic", "numpy", "rich", "lxml"}
    assert heavy.isdisjoint(loaded)
    assert not any(name.startswith(("harvester.models", "harvester.trace.li")) for name in loaded)


def test_a_run_loads_no_classes_of_tables(tmp_path: Path) -> None:
    code = """
import sys
from harvester.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sorted(sys.modules))
"""
    words = ["run", str(SEEDS / "html-embeds"), "--db", str(tmp_path / "h.db")]
    asked = [sys.executable, "-c", code, *words]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert {"sqlmodel", "sqlalchemy", "pydantic"}.isdisjoint(done.stdout.split())


def test_help_of_the_group_imports_no_part_of_the_program_but_the_command_line() -> None:
    code = """
import sys
from harvester.cli import main
try:
    main([])
finally:
    print(*sorted(name for name in sys.modules if name.startswith("harvester.")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    loaded = set(done.stdout.splitlines()[-1].split())
    rooms = {f"harvester.cli.{room}" for room in COMMANDS.values()}
    commands = rooms | {f"harvester.cli.{room}.{name}" for name, room in COMMANDS.items()}
    own = {f"harvester.cli.{name}" for name in ("options", "grouping", "completion")}
    light = {"harvester.cli", *own, "harvester.errors", "harvester.filters"}
    assert loaded - commands <= light


def test_the_version_is_told() -> None:
    told = launch("--version")
    assert (told.code, told.out.split()[0]) == (0, "harvester,")


def test_a_nearly_right_command_is_understood_but_not_run(command: Command) -> None:
    told = command("sacn")
    assert (told.code, told.out) == (2, "")
    assert "Did you mean 'scan'?" in told.err


def test_help_can_be_asked_for_like_a_command(command: Command) -> None:
    assert command("help", "search").out == command("search", "--help").out
    assert command("help").out == command("--help").out


def test_help_groups_what_belongs_together(command: Command) -> None:
    filters = command("search", "--help").out.partition("\nFilters:\n")[2]
    assert "--since" in filters.partition("\nOutput:\n")[0]
    assert "--csv" in filters.partition("\nOutput:\n")[2]
    assert "--text-field" in command("run", "--help").out.partition("\nNames of fields:\n")[2]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("harvester sea", "search"),
        ("harvester query most-quoted-p", "most-quoted-people"),
        ("harvester query most-quoted-people -p ou", "outlet"),
        ("harvester search --min", "--min-confidence"),
    ],
)
def test_the_shell_completes_what_is_begun(words: str, offered: str) -> None:
    environment = os.environ | {
        "_HARVESTER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(START, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.split() == [f"plain,{offered}"]
