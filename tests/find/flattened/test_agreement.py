"""The posts of a document speak for each other."""

from harvester.find.flattened.boundary.agreement import TRAITS, Choice, agree, supports, traits_of
from harvester.find.flattened.boundary.candidates import Candidate
from harvester.find.flattened.boundary.feature_descriptions import NAMES


def choice(score: float, start: int, **evidence: float) -> Choice:
    """A place of which only this evidence is not zero."""
    return Choice(score, Candidate(start, 0), traits_of([evidence.get(name, 0) for name in NAMES]))


SURE = [choice(4.0, 10, line_ends=2, kind=1), choice(-4.0, 30)]
DOUBTFUL = [choice(0.1, 70), choice(0.0, 50, line_ends=2, kind=1)]


def test_a_doubtful_post_begins_as_the_sure_ones_of_its_document_do() -> None:
    *sure, doubtful = agree([SURE, SURE, SURE, DOUBTFUL])
    assert doubtful[0].place.start == 50
    assert [choices[0].place.start for choices in sure] == [10, 10, 10]


def test_a_post_alone_is_decided_by_its_own_evidence() -> None:
    assert agree([DOUBTFUL]) == [DOUBTFUL]
    assert agree([DOUBTFUL, []]) == [DOUBTFUL, []]


def test_a_sure_post_is_not_overruled() -> None:
    other = [choice(7.0, 70), choice(-3.0, 50, line_ends=2, kind=1)]
    assert agree([SURE, SURE, SURE, other])[3][0].place.start == 70


def test_the_order_of_posts_makes_no_difference() -> None:
    forth = agree([SURE, DOUBTFUL, SURE])
    back = agree([SURE, SURE, DOUBTFUL])
    assert forth[1] == back[2]


def test_what_the_other_posts_say_is_told_by_trait() -> None:
    spoken = supports([SURE, SURE, DOUBTFUL], 2, DOUBTFUL[1])
    assert spoken.keys() == TRAITS.keys()
    assert spoken["line_ends"] > supports([SURE, SURE, DOUBTFUL], 2, DOUBTFUL[0])["line_ends"]
