"""What holds of the package for Spark where there is neither PySpark nor Java."""

import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harvester.trace.people.resolving import Mention, families, is_at_home, people

_NAMES = st.sampled_from(
    (
        *("Ada Quist", "Ada J. Quist", "Ada K. Quist", "Mr. Quist", "Quist", "Ada", "Bo Quist Jr"),
        *("Mayor Bo Quist", "Bo Ada", "Mayor Quist", "Lira Tamm", "a mayor"),
    )
)
_MENTIONS = st.builds(
    Mention,
    st.sampled_from(["a1", "a2", "a3", "a4"]),
    _NAMES,
    st.sampled_from([None, None, "twitter:adaquist", "twitter:tide"]),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a machine that others use, too
@given(st.lists(_MENTIONS, max_size=9))
def test_a_family_tells_of_its_own_as_all_mentions_do(mentions: list[Mention]) -> None:
    of_all = dict(people(mentions, {}))
    for family in {name for mention in mentions for name in families(mention)}:
        related = [mention for mention in mentions if family in families(mention)]
        for mention, who in people(related, {}):
            if is_at_home(mention, family):
                assert who == of_all[mention]


def _says(code: str) -> subprocess.CompletedProcess[str]:
    # None in place of a module makes its import fail.
    hidden = f"import sys; sys.modules['pyspark'] = None; {code}"
    return subprocess.run(
        [sys.executable, "-c", hidden], capture_output=True, text=True, check=False
    )


def test_help_needs_no_spark() -> None:
    told = _says("from harvester.spark.__main__ import start; start(['run', '--help'])")
    assert told.returncode == 0
    assert "harvester import" in told.stdout


def test_what_is_missing_is_named() -> None:
    told = _says("from harvester.spark.__main__ import start; start(['run', 'a', 'b'])")
    assert told.returncode == 5
    assert "pip install 'quote-harvester[spark]'" in told.stderr


def test_nothing_else_needs_spark() -> None:
    # It is this that lets pytest pass over doctests of modules that cannot be imported.
    told = _says(
        "import harvester, pkgutil\n"
        "for each in pkgutil.walk_packages(harvester.__path__, 'harvester.'):\n"
        "    if '.spark.' not in each.name and not each.name.endswith('.__main__'):\n"
        "        __import__(each.name)"
    )
    assert told.returncode == 0, told.stderr


def test_nothing_else_loads_spark() -> None:
    code = "import harvester.cli, harvester.api, harvester.pipeline, harvester.store"
    assert _says(f"{code}; import harvester.views.files.writing").returncode == 0
