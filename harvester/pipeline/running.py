"""One run into the database: what is found is written every few seconds, with how far it has come.

Whatever ends a run, the next one goes on behind the last transaction.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from harvester import store
from harvester.harvested import Harvested
from harvester.pipeline.asked import VERSION, Reading, records_of
from harvester.pipeline.batches import in_batches
from harvester.pipeline.beside import Beside
from harvester.pipeline.clashing import clashing
from harvester.pipeline.report import Progress, Report
from harvester.pipeline.work import Outcome, Work
from harvester.pipeline.workers import Done, in_order
from harvester.reading import STANDARD_INPUT, Input, Record, inputs
from harvester.reading.dating import changed_at
from harvester.records import Problem

MOST = 1000  # articles a transaction; more gains nothing
SECONDS = 1.0  # between two transactions: what a kill can cost of what was found


class Step(NamedTuple):
    """One thing that a reader gave: a record, a problem, or None for the end of an input."""

    entry: store.Input | None
    found: Record | Problem | None


def run(
    sources: Iterable[str | Path],
    database: Path,
    reading: Reading,
    *,
    keep_text: bool = False,
    fresh: bool = False,
    names: Iterable[tuple[str, str | None]] | None = None,
    workers: int = 1,
    progress: Progress = lambda _: None,
    on_problem: Callable[[Problem], None] = lambda _: None,
) -> Report:
    """Harvest everything into the database, and take a user's own `names`; nothing twice.

    With several workers a script must say `if __name__ == "__main__":`, as with every process pool.
    """
    named = [str(source) for source in sources]
    arguments = _arguments(named, reading, keep_text=keep_text, fresh=fresh)
    with (
        closing(store.open_database(database)) as connection,
        store.recorded_run(connection, version=VERSION, arguments=arguments) as run_id,
    ):
        beside = Beside(connection, run_id) if workers > 1 else None
        harvest = _Harvest(connection, run_id, reading, fresh, progress, on_problem, beside)
        harvest.start(named)
        work = Work(reading.only, keep_text)
        batches = in_batches(harvest.steps(named), _record)
        with closing(in_order(batches, work, workers)) as outcomes:
            for done in outcomes:
                harvest.take(done)
        harvest.write()
        harvest.tell(is_tracing=True)
        if names is not None:
            store.give_names(connection, names)
        store.settle(connection)
        return harvest.now()


def _record(step: Step) -> Record | None:
    return None if step.found is None or isinstance(step.found, Problem) else step.found


def _arguments(sources: list[str], reading: Reading, **flags: bool) -> Mapping[str, Any]:
    renamed = {name: value for name, value in reading.fields._asdict().items() if name != value}
    wanted = {"outlet": reading.outlet, "only": reading.only}
    return {"inputs": sources, "fields": renamed, **wanted, **flags}


@dataclass
class _Waiting:
    """What goes into the next transaction."""

    articles: list[Harvested] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    inputs: dict[str, store.Input] = field(default_factory=dict)

    def is_full(self) -> bool:
        return len(self.articles) >= MOST or len(self.problems) >= MOST


@dataclass
class _Harvest:
    """A run while it goes on: what waits to be written, and what was done so far."""

    connection: store.Connection
    run_id: str
    reading: Reading
    fresh: bool
    progress: Progress
    on_problem: Callable[[Problem], None]
    beside: Beside | None
    report: Report = field(default_factory=Report)
    waiting: _Waiting = field(default_factory=_Waiting)
    counts: dict[str, int] = field(default_factory=dict)
    read: int = 0
    given_out: int = 0
    taken: int = 0
    is_all_given_out: bool = False
    started: float = field(default_factory=time.monotonic)
    written: float = field(default_factory=time.monotonic)

    def start(self, sources: list[str]) -> None:
        """Say at once that it began, and of how much."""
        sizes = (item.size for item in inputs(sources) if isinstance(item, Input))
        self.report = replace(self.report, size=sum(sizes))
        self.tell()
        if self.beside:
            # What an earlier run left; what that takes is loaded while the workers begin.
            self.beside.trace()

    def steps(self, sources: list[str]) -> Iterator[Step]:
        """All that the readers give, behind what was stored before a run was cut off."""
        for step in self._steps(sources):
            self.given_out += 1
            yield step
        self.is_all_given_out = True

    def _steps(self, sources: list[str]) -> Iterator[Step]:
        for item in inputs(sources):
            if isinstance(item, Problem):
                yield Step(None, item)
                continue
            entry = self._entry(item)
            if entry.is_done:
                self.report = replace(self.report, skipped=self.report.skipped + 1)
                self.read += item.size
                continue
            before = self.read
            yield from self._steps_of(item, entry)
            self.read = before + item.size

    def _entry(self, item: Input) -> store.Input:
        """What the ledger holds of an input, or a new entry if it changed or is read anew."""
        version = self.reading.ledger_version
        known = store.inputs_known(self.connection, [item.path]).get(item.path)
        if known and not self.fresh and known.is_same(item.size, item.mtime_ns, version):
            return known
        return store.Input(item.path, item.size, item.mtime_ns, version)

    def _steps_of(self, item: Input, entry: store.Input) -> Iterator[Step]:
        for position, found in enumerate(records_of(item, self.reading, self._count), 1):
            if position > entry.position:
                entry = entry._replace(position=position)
                yield Step(entry, found)
        yield Step(entry._replace(is_done=True), None)

    def _count(self, size: int) -> None:
        self.read += size

    def take(self, done: Done[Step] | None) -> None:
        """Count the outcomes of a batch in, and write if it is time to."""
        if done is not None:
            outcomes = iter(done[1])
            for step in done[0].steps:
                self._take(step, next(outcomes) if _record(step) is not None else ())
        if self.waiting.is_full() or time.monotonic() - self.written > SECONDS:
            self.write()
        if self.beside:
            self._work(self.beside, is_idle=done is None)
        self.tell()

    def _work(self, beside: Beside, *, is_idle: bool) -> None:
        """Do a part of what else is to be done, while the workers work."""
        if self.is_all_given_out and beside.is_due(self.taken / self.given_out):
            self.write()
            beside.settle()
        beside.work(is_idle=is_idle)

    def _take(self, step: Step, outcome: Outcome) -> None:
        self.taken += 1
        found = (step.found,) if isinstance(step.found, Problem) else outcome
        for one in found:
            if isinstance(one, Problem):
                self.waiting.problems.append(one)
                self.on_problem(one)
            elif isinstance(one, Harvested) and step.entry is not None:
                self._keep(one, step.entry)
        if step.entry is not None and step.entry.path != STANDARD_INPUT:
            self._advance(step.entry, sum(isinstance(one, Harvested) for one in found))

    def _keep(self, found: Harvested, entry: store.Input) -> None:
        """Let an article wait, with the time at which its input was changed last."""
        seen_at = changed_at(entry.path, entry.mtime_ns)
        self.waiting.articles.append(found._replace(seen_at=seen_at))

    def _advance(self, entry: store.Input, articles: int) -> None:
        """Note how far an input is read, and how many articles it gave until there."""
        total = self.counts.pop(entry.path, entry.articles) + articles
        self.waiting.inputs[entry.path] = entry._replace(articles=total)
        if not entry.is_done:
            self.counts[entry.path] = total

    def write(self) -> None:
        """Write what waits, and how far the inputs are read, in one transaction."""
        waiting, self.waiting = self.waiting, _Waiting()
        self.written = time.monotonic()
        if waiting == _Waiting():
            return
        for problem in clashing(
            waiting.articles, *store.earlier(self.connection, waiting.articles)
        ):
            waiting.problems.append(problem)
            self.on_problem(problem)
        added = store.write(
            self.connection,
            self.run_id,
            waiting.articles,
            version=self.reading.version,
            problems=waiting.problems,
            inputs=waiting.inputs.values(),
        )
        if self.beside:
            self.beside.untraced += added.quotes
        self.report = self.report.with_batch(waiting.articles, waiting.problems, added)

    def now(self, *, is_tracing: bool = False) -> Report:
        """What was done until now."""
        seconds = time.monotonic() - self.started
        return replace(self.report, seconds=seconds, read=self.read, is_tracing=is_tracing)

    def tell(self, *, is_tracing: bool = False) -> None:
        """Show how far it has come."""
        self.progress(self.now(is_tracing=is_tracing))
