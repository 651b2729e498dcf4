"""What many tests ask for: a database, a folder with a harvest, and the command line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from commands import SEEDS, Command, Told, launch
from harvester.cli import main
from harvester.store import open_database
from harvester.store.connection.handle import Connection
from printings import harvest, printed

# The same examples every time, so that no test fails by chance.
# `pytest --hypothesis-profile random` looks for new ones.
settings.register_profile("steady", derandomize=True, database=None)
settings.register_profile("random", derandomize=False, max_examples=400)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take how large the largest record of a test is."""
    parser.addoption("--record-size", type=int, default=100_000_000, help="bytes")


@pytest.fixture
def record_size(request: pytest.FixtureRequest) -> int:
    """How many bytes the largest record has."""
    return int(request.config.getoption("--record-size"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "harvest.db"


@pytest.fixture
def database(path: Path) -> Iterator[Connection]:
    """A new database, opened to be written."""
    with open_database(path) as connection:
        yield connection


@pytest.fixture
def reader(path: Path) -> Iterator[Connection]:
    """A database opened to be asked; two outlets printed the same post."""
    with open_database(path) as connection:
        harvest(connection, printed("a.example", "2019-03-22"), printed("b.example", "2019-03-22"))
    with open_database(path, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds and, at the default place, the database that a run makes of them."""
    folder = tmp_path_factory.mktemp("harvested")
    shutil.copytree(SEEDS, folder / "seeds")
    assert launch("run", "seeds", cwd=folder).code == 0
    return folder


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line in this process, which is quicker than `launch`."""
    monkeypatch.delenv("HARVESTER_DB", raising=False)

    def call(*arguments: str | Path) -> Told:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        assert isinstance(ended.value.code, int)
        return Told(ended.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def inside(harvested: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with a harvest, as the current one; what is done here must only read."""
    monkeypatch.chdir(harvested)
    return harvested
