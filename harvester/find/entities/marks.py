"""What the finders of entities yield, before it is known in which quote it stands."""

from typing import NamedTuple

from harvester.entity import EntityKind

# What may be code, a price or a colour counts in the words of a post only, where it can be none.
DOUBTFUL = 0.3


class Mark(NamedTuple):
    """An entity at its place: its kind, its value if it has a certain one, and the evidence."""

    kind: EntityKind
    value: str | None
    start: int
    end: int
    rule: str
    platform: str | None = None
    confidence: float = 1.0
    is_inferred: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end
