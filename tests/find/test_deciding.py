"""Articles of a batch wait for each other where posts begin; none suffers for another."""

from collections.abc import Iterator
from itertools import count, islice

import pytest

from harvester.find import deciding
from harvester.find.deciding import Deciding, alone, together
from harvester.find.flattened.boundary import Beginning, Question
from harvester.normalise import harvest, harvest_all, harvesting
from harvester.records import Article, Span

POST = "The ferry stays in port. {} — Ada Quist (@ada_q9) March 2{}, 2019"


def test_a_batch_gives_what_each_article_gives_alone() -> None:
    texts = ["Nothing here.", *(POST.format("Rain again! " * n, n) for n in range(1, 4)), ""]
    expected = [harvest(text) for text in texts]
    assert together([harvesting(Article(text)) for text in texts]) == expected
    assert [*harvest_all(texts)] == expected


def test_many_articles_are_harvested_as_they_come() -> None:
    given: list[int] = []

    def endless() -> Iterator[Article]:
        for number in count():
            given.append(number)
            yield Article(POST.format("Rain. ", number % 10), source=str(number))

    found = [*islice(harvest_all(endless(), only="posts"), 300)]
    assert [len(quotes) for quotes in found] == [1] * 300
    assert len(given) < 1000


def _asks(name: str, rounds: int) -> Deciding[list[str]]:
    heard = []
    for _ in range(rounds):
        try:
            heard += [f"{name}{len((yield Question(name, [], None)))}"]  # type: ignore[arg-type]
        except ValueError as error:
            heard.append(f"{name}: {error}")
    return heard


def test_each_asks_as_often_as_it_needs() -> None:
    assert together([_asks("a", 0), _asks("b", 2), _asks("c", 1)]) == [[], ["b0", "b0"], ["c0"]]
    assert alone(_asks("a", 3)) == ["a0"] * 3


def test_what_cannot_be_decided_is_told_to_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def decided(questions: list[Question]) -> list[list[Beginning]]:
        if any(question.text == "bad" for question in questions):
            raise ValueError("no beginning")
        return [[Beginning(Span(0, 0), 1.0, None)] for _ in questions]

    monkeypatch.setattr(deciding, "begin_all", decided)
    monkeypatch.setattr(deciding, "begin", lambda question: decided([question])[0])
    found = together([_asks("good", 1), _asks("bad", 1), _asks("fine", 2)])
    assert found == [["good1"], ["bad: no beginning"], ["fine1", "fine1"]]


def test_what_a_work_raises_is_raised() -> None:
    def falls() -> Deciding[None]:
        yield Question("", [], None)  # type: ignore[arg-type]
        raise KeyError("fell")

    with pytest.raises(KeyError, match="fell"):
        alone(falls())
