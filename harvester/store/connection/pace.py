"""How much one transaction takes: as much as the machine does in a moment, measured as it goes.

On a machine that has much else to do the same rows take ten times as long; what a kill undoes must
not grow with that.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SECONDS = 0.75  # that a transaction should take
# Also the least: where the size of a cluster costs more than what is new in it, less at a time only
# takes longer in all.
_FIRST = 500
_GROWTH = 4.0


@dataclass
class Pace:
    """How many things the next transaction takes; never more than `most`, which bounds memory.

    Nor fewer than `least`: each transaction costs something, however few things it takes.

    >>> pace = Pace(most=10_000)
    >>> pace.number
    500
    >>> pace.took(0.1)
    >>> pace.number
    2000
    >>> pace.took(7.5)
    >>> pace.number
    500
    >>> pace = Pace(most=10_000, least=5_000)
    >>> pace.took(7.5)
    >>> pace.number
    5000
    """

    most: int
    least: int = _FIRST
    number: int = field(init=False)

    def __post_init__(self) -> None:
        """Begin with little: nobody knows yet how fast it goes."""
        self.number = min(self.least, self.most)

    def took(self, seconds: float) -> None:
        """Learn from a transaction that took so many seconds."""
        change = min(SECONDS / max(seconds, 1e-6), _GROWTH)
        self.number = min(max(round(self.number * change), self.least), self.most)

    @contextmanager
    def measured(self) -> Iterator[int]:
        """What happens inside is one transaction, of so many things."""
        started = time.monotonic()
        yield self.number
        self.took(time.monotonic() - started)
