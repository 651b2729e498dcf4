"""Work that pauses where it needs a decision, so that those of many articles are made together.

What looks at an article is a generator: it yields a question, is sent the answer, and returns what
it found. Who has one article answers at once (`alone`); who has a batch collects the questions of
all, and answers them together (`together`), at a fraction of the cost.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from harvester.find.flattened.boundary import Beginning, Question, begin, begin_all

Found = TypeVar("Found")
Deciding = Generator[Question, list[Beginning], Found]
_Step = Callable[[], Question]


def alone(work: Deciding[Found]) -> Found:
    """What one piece of work finds."""
    (found,) = together([work])
    return found


def together(works: Sequence[Deciding[Found]]) -> list[Found]:
    """What each piece of work finds; what one of them raises is raised.

    >>> def raining():
    ...     decided = yield Question("Rain", [], None)
    ...     return len(decided)
    >>> together([raining(), raining()])
    [0, 0]
    """
    found: dict[int, Found] = {}
    steps: Mapping[int, _Step] = {number: partial(next, work) for number, work in enumerate(works)}
    while steps:
        questions: dict[int, Question] = {}
        for number, step in steps.items():
            try:
                questions[number] = step()
            except StopIteration as stopped:
                found[number] = stopped.value
        steps = _steps(works, questions)
    return [found[number] for number in range(len(works))]


def _steps(works: Sequence[Deciding[Found]], questions: Mapping[int, Question]) -> dict[int, _Step]:
    """How each piece of work goes on: with its answer, or with what failed because of it."""
    try:
        answers = begin_all([*questions.values()])
    except Exception:  # noqa: BLE001, whose question it was is found out below
        return {number: _apart(works[number], asked) for number, asked in questions.items()}
    return {
        number: partial(works[number].send, answer)
        for number, answer in zip(questions, answers, strict=True)
    }


def _apart(work: Deciding[Found], question: Question) -> _Step:
    try:
        return partial(work.send, begin(question))
    except Exception as error:  # noqa: BLE001, it ends that work alone
        return partial(work.throw, error)
