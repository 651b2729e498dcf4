"""README is true: its commands run, what it shows is what they print, its lists are complete."""

import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
import regex

from commands import ROOT, SEEDS, Command, Told
from harvester.languages import CODES
from harvester.views.platforms import markdown

README = (ROOT / "README.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "seeds" / "TUTORIAL.md").read_text(encoding="utf-8")


class Shown(NamedTuple):
    """A command line of README, and the output that README shows below it."""

    line: str
    output: str


def blocks(kind: str, page: str = README) -> list[str]:
    """The fenced blocks of one kind, in order."""
    return [part.split("```")[0].strip("\n") for part in page.split(f"```{kind}\n")[1:]]


def shown(page: str = README) -> list[Shown]:
    """Every line after a `$`, with what stands below it up to the next one."""
    parts = [part for block in blocks("console", page) for part in f"\n{block}".split("\n$ ")[1:]]
    return [Shown(*map(str.rstrip, part.partition("\n")[::2])) for part in parts]


def first_command() -> str:
    """What the first command of README calls when all is installed."""
    return blocks("console")[0].rpartition("&& .venv/bin/")[2]


def transcript() -> str:
    """What README says that the first command prints."""
    return blocks("text")[1]


def without_seconds(text: str) -> str:
    return regex.sub(r" in \d+\.\d s ", " in … s ", text)


def call(command: Command, line: str) -> Told:
    return command(*shlex.split(line)[1:])


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the commands of README need of a fresh clone."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_transcript_is_what_the_first_command_prints(command: Command, clone: Path) -> None:
    told = call(command, first_command())
    assert told.code == 0
    assert without_seconds(transcript()) == without_seconds((told.out + told.err).strip())


def test_every_command_runs_and_prints_what_is_shown(command: Command, clone: Path) -> None:
    assert call(command, first_command()).code == 0
    assert len(shown()) >= 8
    for line, output in shown():
        told = call(command, line)
        assert told.code == 0, line
        assert told.out, line
        if output:
            assert told.out.rstrip() == output, line


def test_the_tutorial_runs_and_prints_what_it_shows(command: Command, clone: Path) -> None:
    lines = shown(TUTORIAL)
    assert len(lines) >= 8
    for line, output in lines:
        told = call(command, line)
        assert told.code == 0, line
        if output:
            assert told.out.rstrip() == output, line
    assert (clone / "story.html").stat().st_size > 5000


def test_the_notebook_runs_on_the_seeds(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = ROOT / "db" / "notebook.py"
    exec(compile(notebook.read_text(encoding="utf-8"), str(notebook), "exec"), {})
    assert "la-rada.example" in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore::harvester.ProblemWarning")
@pytest.mark.parametrize("example", blocks("python"), ids=lambda block: block.splitlines()[0])
def test_every_python_example_runs_on_the_seeds(
    example: str, inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(example, "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) > 2


def test_the_two_commands_set_up_an_environment_of_their_own() -> None:
    set_up, pass_tests = blocks("console")[:2]
    assert set_up.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert set_up.endswith("harvester run seeds/")
    assert pass_tests.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert pass_tests.endswith("pytest")


def test_the_platforms_are_all_there() -> None:
    """Else run: .venv/bin/python .ci/refresh.py."""
    assert f" -->\n{markdown()}\n<!-- end -->" in README


def test_the_number_of_languages_is_true() -> None:
    assert f"in {len(CODES)} languages" in README
    assert set(regex.findall(r"(\d+) languages", README)) == {str(len(CODES))}


def test_links_lead_somewhere() -> None:
    for place, page in ((ROOT, README), (ROOT / "seeds", TUTORIAL)):
        for path in regex.findall(r"\]\(([^)#:]+)\)", page):
            assert (place / path).exists(), path


def test_no_placeholder_is_left() -> None:
    assert not regex.findall(r"\b(?:TRANSCRIPT|PLATFORMS\n|LANGUAGES|TABLE|TODO)\b", README)


@pytest.mark.parametrize("name", ["db/README.md", "seeds/README.md"])
def test_the_commands_of_the_other_readmes_run(command: Command, clone: Path, name: str) -> None:
    assert call(command, first_command()).code == 0
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = regex.findall(r"(?m)^ *(harvester [a-z]+ [^>\n]*)", text)
    assert lines
    for line in lines:
        assert call(command, line).code == 0, line


def test_every_seed_is_named_in_its_readme() -> None:
    text = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{path.name}` |" in text for path in SEEDS.iterdir() if path.is_dir())
