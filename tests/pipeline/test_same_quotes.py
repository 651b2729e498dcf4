"""A corpus gives the same quotes in whatever container it comes."""

import sys
from pathlib import Path

from made_containers import articles

sys.path.insert(0, str(Path(__file__).parents[1] / "bench" / "corpora"))
from same_quotes import compared


def test_the_quotes_are_those_of_json_lines(tmp_path: Path) -> None:
    found = list(compared(tmp_path, articles(12)))
    assert len(found) > 10
    assert {count for _, count, _ in found} == {found[0][1]}
    assert [container for container, _, is_same in found if not is_same] == []
