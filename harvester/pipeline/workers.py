"""Work in processes: batches go out, outcomes come back in the same order, nothing piles up.

A worker that dies or never ends costs the record it was at, and no other. Who is asked for the
outcomes is also told when there is none yet, so that it can do what is due meanwhile.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import connection
from typing import Any, Generic, NamedTuple, TypeVar

from harvester.pipeline.asked import size_of
from harvester.pipeline.work import Outcome, Work, place
from harvester.processes import context
from harvester.reading import Record
from harvester.records import Problem

# Batches waiting for each worker, five seconds of work: none waits while the parent settles.
_AHEAD = 48
_LEAST = 3  # ... of records that are large; two of them may be all that fits into memory
_LARGE = 1 << 24  # characters or bytes that wait for each worker
_TICK = 0.5  # seconds between two looks at what else is due
_GIVING_WAY = 5  # niceness: for the parent, which stores and traces, all wait in the end
_PATIENCE = 120.0  # seconds for a batch, and what each megabyte in it may take besides
_PER_MEGABYTE = 20.0

Step = TypeVar("Step")
_Pending = tuple["Batch[Any]", "Future[list[Outcome]]"]


class Batch(NamedTuple, Generic[Step]):
    """Records to be worked on together, and what the asker wants to know when they are done."""

    records: tuple[Record, ...]
    steps: tuple[Step, ...]

    @property
    def size(self) -> int:
        """How large its records are, in characters or bytes."""
        return sum(map(size_of, self.records))

    @property
    def patience(self) -> float:
        """How many seconds it may take, by far."""
        return _PATIENCE + _PER_MEGABYTE * self.size / 1e6


Done = tuple[Batch[Step], list[Outcome]]


def in_order(
    batches: Iterable[Batch[Step]], work: Work, workers: int, *, apart: bool = False
) -> Generator[Done[Step] | None, None, None]:
    """Each batch with the outcomes of its records; None whenever the next ones are not there yet.

    One batch alone is not worth a process, unless all are to be worked on `apart` from this one.
    """
    batches = iter(batches)
    first = tuple(islice(batches, 2 if workers > 1 else 0))
    batches = chain(first, batches)
    if apart or len(first) > 1:
        yield from _in_processes(batches, work, workers)
    else:
        for batch in batches:
            yield batch, work.outcomes(batch.records)


def _in_processes(
    batches: Iterable[Batch[Step]], work: Work, workers: int
) -> Generator[Done[Step] | None, None, None]:
    pending: deque[_Pending] = deque()
    with _Pool(workers) as pool:
        for batch in batches:
            pending.append((batch, pool.submit(work, batch)))
            while _is_enough(pending, workers):
                yield from _first(pending, pool, work)
            while pending and pending[0][1].done():
                yield from _first(pending, pool, work)
        while pending:
            yield from _first(pending, pool, work)


def _is_enough(pending: Collection[_Pending], workers: int) -> bool:
    """Whether no worker will be without work soon, or more would fill the memory."""
    if len(pending) < workers * _LEAST:
        return False
    if len(pending) >= workers * _AHEAD:
        return True
    return sum(batch.size for batch, _ in pending) > workers * _LARGE


def _first(pending: deque[_Pending], pool: "_Pool", work: Work) -> Iterator[Done[Any] | None]:
    """The outcomes of the batch that was given out first; if its worker died, of all of them."""
    batch, future = pending[0]
    waited = 0.0
    while waited < batch.patience:
        if not future.done():
            yield None
        try:
            outcomes = future.result(_TICK)
        except TimeoutError:
            waited += _TICK
        except BrokenProcessPool:
            break
        else:
            pending.popleft()
            yield batch, outcomes
            return
    pool.restart()
    while pending:
        batch, future = pending.popleft()
        yield batch, _again(batch, future, work)


def _again(batch: Batch[Any], future: "Future[list[Outcome]]", work: Work) -> list[Outcome]:
    """The outcomes of a batch that was lost, or not, when a worker died: record by record."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future.result()
    whole = _alone(batch.records, work)
    if whole is not None:
        return whole
    return [
        outcome
        for record in batch.records
        for outcome in _alone((record,), work) or [(_culprit(record),)]
    ]


def _alone(records: Sequence[Record], work: Work) -> list[Outcome] | None:
    """The outcomes of records that have a worker of their own; None if it dies of them."""
    batch: Batch[None] = Batch(tuple(records), ())
    with _Pool(1) as pool:
        try:
            return pool.submit(work, batch).result(batch.patience)
        except (BrokenProcessPool, TimeoutError):
            pool.kill()
            return None


def _culprit(record: Record) -> Problem:
    where = place(record)
    what = f"{where}: The process that worked on it was killed, ran out of memory, or never ended"
    return Problem("error", "worker-died", where, f"{what}. Leave it out, or give it more memory.")


class _Pool:
    """Processes that can be killed: an executor, and which children are its own."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __enter__(self) -> "_Pool":
        self._others = set(multiprocessing.active_children())
        self._executor = ProcessPoolExecutor(
            self._workers, mp_context=context(), initializer=_begin
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._end(is_hurried=kind is not None)

    def submit(self, work: Work, batch: Batch[Any]) -> "Future[list[Outcome]]":
        """The outcomes to come; on a broken pool, they never will."""
        try:
            return self._executor.submit(work.outcomes, batch.records)
        except BrokenProcessPool as broken:
            lost: Future[list[Outcome]] = Future()
            lost.set_exception(broken)
            return lost

    def restart(self) -> None:
        """Kill what still runs, and begin anew."""
        self._end(is_hurried=True)
        self.__enter__()

    def kill(self) -> None:
        """End the processes at once; what never ends would else be waited for."""
        for child in multiprocessing.active_children():
            if child not in self._others:
                child.kill()
        self._hang_up()

    def _hang_up(self) -> None:
        """Close this side, too, of the pipe through which outcomes come.

        For the rest of what a killed process was writing the executor would else wait for ever.
        """
        executor: Any = self._executor
        if executor._result_queue is not None:
            executor._result_queue._writer.close()

    def _end(self, *, is_hurried: bool) -> None:
        if is_hurried:
            self.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, gives way to it, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_GIVING_WAY)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int, end: Callable[[int], object] = os._exit) -> None:
    connection.wait([sentinel])
    end(1)
