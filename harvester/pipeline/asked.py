"""What is asked of a harvest: how inputs are to be read, and what of them is wanted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version as installed_version

from harvester.errors import DISTRIBUTION
from harvester.reading import Fields, Input, Page, Record, input_records
from harvester.reading.containers.streams import OnBytes
from harvester.reading.sidecar import Known, completed
from harvester.records import Only, Problem
from harvester.text.digest import digest

VERSION = installed_version(DISTRIBUTION)


@dataclass(frozen=True)
class Reading:
    """How inputs are to be read, and what of them is wanted.

    `known` tells of articles what their files do not say, by the name of the file; under the empty
    name, what holds for all of them.
    """

    fields: Fields = field(default_factory=Fields)
    outlet: str | None = None
    only: Only | None = None
    with_entities: bool = False
    known: Mapping[str, Known] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """What the outcome of an article depends on: the program, and what is left out."""
        return f"{VERSION}+{self.only}" if self.only else VERSION

    @property
    def ledger_version(self) -> str:
        """What the outcome of an input depends on: also how its fields were understood."""
        asked = (repr(self.fields), self.outlet or "", repr(sorted(self.known.items())))
        usual = (repr(Fields()), "", "[]")
        return self.version if asked == usual else f"{self.version}+{digest(*asked)[:8]}"


def records_of(
    item: Input, reading: Reading, on_bytes: OnBytes | None = None
) -> Iterator[Record | Problem]:
    """The records of an input, with all that is known of them beside it."""
    records = input_records(item, reading.fields, reading.outlet, on_bytes)
    if not reading.known:
        return records
    return (
        record if isinstance(record, Problem) else completed(record, reading.known)
        for record in records
    )


def size_of(record: Record) -> int:
    """How large a record is, in characters or bytes."""
    return record.size if isinstance(record, Page) else len(record.text)
