"""Damaged containers, packed or not, end in articles and problems, whatever the damage."""

import random
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_containers import COMPRESSIONS, CONTAINERS, articles

sys.path.insert(0, str(Path(__file__).parents[1] / "bench" / "corpora"))
from fuzz import damaged, fault

WHOLE = {suffix: made(articles(4)) for suffix, made in CONTAINERS.items()}


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from(list(WHOLE)),
    packing=st.sampled_from(list(COMPRESSIONS)),
    is_packed_first=st.booleans(),
    seed=st.integers(0, 1 << 32),
)
def test_no_damage_is_a_fault_of_ours(
    tmp_path: Path, suffix: str, packing: str, is_packed_first: bool, seed: int
) -> None:
    chance, pack = random.Random(seed), COMPRESSIONS[packing]
    whole = WHOLE[suffix]
    data = damaged(pack(whole), chance) if is_packed_first else pack(damaged(whole, chance))
    path = tmp_path / f"news{suffix}{packing}"
    path.write_bytes(data)
    assert fault(path) is None
