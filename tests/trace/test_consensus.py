"""What articles that print the same post tell each other about where it begins."""

from hypothesis import given
from hypothesis import strategies as st

from harvester.trace.consensus import Reading, consensus

POST = "Sea calm, sky grey. No boats today."
HERE = "The harbour was empty. "
THERE = "Nobody waited on the quay. "


def reading(before: str, words: str = POST, **likely: float) -> Reading:
    """A text that ends with the words, and how likely it holds beginnings that are named."""
    text = before + words
    places = {
        "early": 0,
        "right": len(before),
        "late": len(before) + len(words) - len("No boats today."),
    }
    return Reading(text, {places[name]: share for name, share in likely.items()})


def starts(*texts: Reading) -> list[int] | None:
    """Where the articles agree that the words begin."""
    agreed = consensus(texts)
    return agreed.starts if agreed else None


def test_no_beginning_lies_before_the_words_that_all_articles_share() -> None:
    texts = [reading(HERE, early=0.9, right=0.1), reading(THERE, early=0.8, right=0.2)]
    assert starts(*texts) == [len(HERE), len(THERE)]


def test_the_article_that_is_sure_tells_the_one_that_is_not() -> None:
    texts = [reading(HERE, late=0.6, right=0.4), reading(THERE, right=0.97, late=0.03)]
    assert starts(*texts) == [len(HERE), len(THERE)]


def test_words_meet_whatever_their_case_spaces_marks_and_links_are() -> None:
    printed = "SEA CALM —  sky grey.\nNo boats today http://t.co/abcdefghij"
    texts = [
        reading(HERE, POST + " https://t.co/abcdefghij", early=0.6, right=0.4),
        reading(THERE, printed, early=0.6, right=0.4),
    ]
    assert starts(*texts) == [len(HERE), len(THERE)]


def test_the_marks_before_the_first_letter_belong_to_the_post() -> None:
    texts = [
        reading(HERE, ".@bo_q9 No boats", right=1),
        reading(THERE, "#@bo_q9 No boats", early=1),
    ]
    assert starts(*texts) == [len(HERE), len(THERE)]


def test_copies_of_one_article_decide_as_one_of_them_alone() -> None:
    alone = reading(HERE, late=0.6, right=0.4)
    assert starts(alone, alone) == [next(iter(alone.starts))] * 2


def test_one_article_alone_and_different_words_tell_nothing() -> None:
    assert consensus([reading(HERE, right=1)]) is None
    assert consensus([reading(HERE, right=1), reading(THERE, "Fog.", right=1)]) is None


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_all_texts_have_the_same_letters_from_the_beginning_on(
    here: str, there: str, words: str
) -> None:
    texts = [Reading(here + words, {len(here): 0.5, 0: 0.5}), Reading(there + words, {0: 1.0})]
    agreed = consensus(texts)
    if agreed is not None:
        tails = {
            "".join(filter(str.isalnum, each.text[start:])).casefold()
            for each, start in zip(texts, agreed.starts, strict=True)
        }
        assert len(tails) == 1
