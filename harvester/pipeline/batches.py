"""Records become batches: as much work as is worth a message to a worker, and no more."""

from collections.abc import Callable, Iterable, Iterator

from harvester.pipeline.asked import size_of
from harvester.pipeline.workers import Batch, Step
from harvester.reading import Page, Record

_SIZE = 1 << 16  # characters of text: a tenth of a second of work
_MARKUP = 8  # A page takes an eighth of what as much text does: most of it is markup.
MOST = 400  # records, however short


def in_batches(
    steps: Iterable[Step], record_of: Callable[[Step], Record | None]
) -> Iterator[Batch[Step]]:
    """Steps with their records, in batches."""
    records: list[Record] = []
    held: list[Step] = []
    size = 0
    for step in steps:
        held.append(step)
        if (record := record_of(step)) is not None:
            records.append(record)
            size += _work_in(record)
        if size >= _SIZE or len(held) >= MOST:
            yield Batch(tuple(records), tuple(held))
            records, held, size = [], [], 0
    if held:
        yield Batch(tuple(records), tuple(held))


def _work_in(record: Record) -> int:
    """How much there is to do for a record, in characters of text."""
    size = size_of(record)
    return size // _MARKUP if isinstance(record, Page) else size
