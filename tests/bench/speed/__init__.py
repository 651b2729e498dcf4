"""What a benchmark of speed yields, so that `all` can print and keep the figures of each."""

from typing import NamedTuple


class Figure(NamedTuple):
    """A ratio, and the bar that it must keep: at most that, or at least if `is_floor`."""

    name: str
    value: float
    bar: float
    is_floor: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the figure keeps its bar.

        >>> Figure("pages", 2.0, 1.0).is_kept, Figure("quotes a second", 2.0, 1.0, True).is_kept
        (False, True)
        """
        return self.value >= self.bar if self.is_floor else self.value <= self.bar
