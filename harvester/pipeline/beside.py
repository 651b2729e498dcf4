"""What the process that gives out work does meanwhile: it traces, and settles beforehand.

Workers have nothing to do while the last is settled. So what is stored is traced as it comes, and
when the last records are given out, all that is stored by then is settled once, step by step.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from harvester import store

TRACED = 4000  # quotes traced between two batches, at most, unless there is a large index
_LAST = 1000  # ... at least, when the last are coming
_LATE = 0.75  # share of what was given out that is stored when settling leaves little to do
_MOSTLY = 0.5  # share of a run in all quotes: what is settled whole would cost a small one more


@dataclass
class Beside:
    """What waits to be traced, and how far settling beforehand has come."""

    connection: store.Connection
    run_id: str
    untraced: int = 0
    settling: Iterator[None] | None = None
    pace: store.Pace = field(init=False)

    def __post_init__(self) -> None:
        """Trace as much at a time as is worth it in this database."""
        least = max(TRACED // 2, store.worth_tracing(self.connection))
        self.pace = store.Pace(max(TRACED, least), least=least)

    def trace(self) -> None:
        """Find who printed the same as some of the quotes."""
        self.untraced -= store.cluster_some(self.connection, self.pace) or self.untraced

    def work(self, *, is_idle: bool) -> None:
        """Trace if there is enough, or do one step of settling; that only while nobody is done."""
        if self.untraced >= self.pace.number:
            self.trace()
        elif is_idle and self.settling is not None:
            has_settled = next((True for _ in self.settling), False)
            if not has_settled and self.untraced >= _LAST:
                self.trace()

    def is_due(self, done: float) -> bool:
        """Whether it is time to settle beforehand, when so much of what was given out is done."""
        if self.settling is not None or done < _LATE:
            return False
        return store.share_of_run(self.connection, self.run_id) >= _MOSTLY

    def settle(self) -> None:
        """Settle what is stored now, from the next step on."""
        self.settling, self.untraced = store.settle_in_steps(self.connection), 0
