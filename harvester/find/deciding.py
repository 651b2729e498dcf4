"""Work that pauses where it needs a decision, so that those of many articles are made together.

What looks at an article is a generator: it yields a question, is sent the answer, and returns what
it found. Who has one article answers at once (`alone`); who has a batch collects the questions of
all, and answers them together (`together`), at a fraction of the cost.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from harvester.find.flattened.boundary import Beginning, Question, begin, begin_all

Found = TypeVar("Found")
Deciding = Generator[Question, list[Beginning], Found]
# Work by its number, and what takes it to its next question, or to its end
_Step = tuple[int, Deciding[Found], Callable[[], Question]]


class _Asking(NamedTuple, Generic[Found]):
    """Work that waits for an answer."""

    number: int
    work: Deciding[Found]
    question: Question


def alone(work: Deciding[Found]) -> Found:
    """What one piece of work finds."""
    try:
        question = next(work)
        while True:
            question = work.send(begin(question))
    except StopIteration as ended:
        found: Found = ended.value
        return found


def together(works: Iterable[Deciding[Found]]) -> list[Found]:
    """What each piece of work finds; what one of them raises is raised.

    >>> def raining():
    ...     decided = yield Question("Rain", [], None)
    ...     return len(decided)
    >>> together([raining(), raining()])
    [0, 0]
    """
    found: dict[int, Found] = {}
    begun = ((number, work, work.__next__) for number, work in enumerate(works))
    asking = [*_asking(begun, found)]
    while asking:
        asking = [*_asking(_answered(asking), found)]
    return [found[number] for number in range(len(found))]


def _asking(steps: Iterable[_Step[Found]], found: dict[int, Found]) -> Iterator[_Asking[Found]]:
    """The work that asks when it goes on; of the other one it is noted what was `found`."""
    for number, work, go_on in steps:
        try:
            question = go_on()
        except StopIteration as stopped:
            found[number] = stopped.value
        else:
            yield _Asking(number, work, question)


def _answered(asking: Sequence[_Asking[Found]]) -> list[_Step[Found]]:
    """How each goes on: with its answer, or with what failed because of its question."""
    try:
        answers = begin_all([each.question for each in asking])
    except Exception:  # noqa: BLE001, whose question it was is found out below
        return [_answered_alone(*each) for each in asking]
    return [
        (number, work, partial(work.send, answer))
        for (number, work, _), answer in zip(asking, answers, strict=True)
    ]


def _answered_alone(number: int, work: Deciding[Found], question: Question) -> _Step[Found]:
    try:
        return number, work, partial(work.send, begin(question))
    except Exception as error:  # noqa: BLE001, it ends that work alone
        return number, work, partial(work.throw, error)
