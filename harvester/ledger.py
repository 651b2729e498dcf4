"""What is written down of a run: who asked for what, how far it read, what it added."""

from dataclasses import astuple, dataclass
from typing import Annotated, Literal, NamedTuple

from harvester.meaning import Meaning

# The quotes that wait for their post, as SQL says it.
UNSETTLED = "post IS NULL AND kind <> 'quotation' AND platform IS NOT NULL"

Status = Literal["running", "done", "failed", "interrupted"]


@dataclass(frozen=True)
class Added:
    """What a batch, or a whole run, changed in the database.

    >>> Added(articles=1, quotes=2) + Added(articles=1)
    Added(articles=2, replaced=0, known=0, quotes=2, problems=0)
    """

    articles: Annotated[int, Meaning("Articles that were new.")] = 0
    replaced: Annotated[
        int,
        Meaning("Articles that were there with another text or date, or by another program."),
    ] = 0
    known: Annotated[int, Meaning("Articles that were there already, as they are.")] = 0
    quotes: Annotated[int, Meaning("Quotes written.")] = 0
    problems: Annotated[int, Meaning("Problems that were new.")] = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


class Run(NamedTuple):
    """One harvest and how it was asked for; the table holds what it `Added`, too."""

    id: Annotated[str, Meaning("Made when the run starts; no two runs share it.")]
    version: Annotated[str, Meaning("The version of the program.")]
    arguments: Annotated[str, Meaning("What was asked for, as a JSON object.")]
    started_at: Annotated[str, Meaning("When it started, UTC.")]
    finished_at: Annotated[str | None, Meaning("When it ended, UTC; null if it was killed.")]
    status: Annotated[Status, Meaning("running, done, failed or interrupted.")]


class Input(NamedTuple):
    """How far an input has been read; the next run goes on from there."""

    path: Annotated[str, Meaning("The file, as the run names it.")]
    size: Annotated[int, Meaning("Its size in bytes when it was read.")]
    mtime_ns: Annotated[int, Meaning("When it was changed last, in nanoseconds.")]
    version: Annotated[str, Meaning("The version of the program that read it.")]
    articles: Annotated[int, Meaning("Articles read from it so far.")] = 0
    position: Annotated[int, Meaning("Where to read on, in whatever the reader counts.")] = 0
    is_done: Annotated[bool, Meaning("Whether it was read to its end.")] = False

    def is_same(self, size: int, mtime_ns: int, version: str) -> bool:
        """Whether what was read is still what lies there, for this version of the program."""
        return (self.size, self.mtime_ns, self.version) == (size, mtime_ns, version)
