"""What is odd about a cluster: a date, a speaker or words that the post does not bear out."""

from typing import Any

import pytest

from harvester.trace.lineage.lineages import lineage
from harvester.trace.lineage.printings import Printing
from lineages import OTHER_WORDS, WORDS, findings, printing


@pytest.mark.parametrize(
    ("published", "posted_at", "precision", "is_later"),
    [
        ("2019-03-20", "2019-03-23T09:00:00Z", "second", True),
        ("2019-03-23T08:00:00Z", "2019-03-23T09:00:00Z", "second", True),
        ("2019-03-23T08:00:00", "2019-03-23T09:00:00Z", "second", False),  # in which time zone?
        ("2019-03-23T08:59:30Z", "2019-03-23T09:00:00Z", "second", False),
        ("2019-03-23", "2019-03-24", "day", False),
        ("2019-03-23", "2019-03-25", "day", True),
        ("2019-03-23", "2019-03-25", "days", False),
        (None, "2019-03-25", "day", None),
    ],
)
def test_an_article_older_than_the_post_is_found_if_that_is_sure(
    published: str | None, posted_at: str, precision: Any, is_later: bool | None
) -> None:
    given_time = printing("a", published, posted_at=posted_at, posted_precision=precision)
    told = lineage([given_time])
    assert told.is_post_later is is_later
    expected = [("printed-before-posted", "a", None)] if is_later else []
    assert findings(given_time) == expected


def spoken(place: str, speaker: str | None, **known: Any) -> Printing:
    return printing(place, speaker=speaker, kind="quotation", **known)


def test_another_speaker_of_the_same_words_is_found() -> None:
    quotes = [spoken("a", "Ada Quist"), spoken("b", "Quist"), spoken("c", "Bo Lund")]
    quotes.append(spoken("d", "Ada Quist"))
    assert findings(*quotes) == [("misattribution", "c", "a")]
    assert lineage(quotes).findings[0].detail == "Bo Lund ≠ Ada Quist"


def test_the_author_of_the_post_outweighs_what_most_say() -> None:
    post = printing("p", kind="embed", author_name="Ada Quist", handle="ada_q9")
    told = findings(post, spoken("a", "Bo Lund"), spoken("b", "Bo Lund"), spoken("c", "Ms Quist"))
    assert told == [("misattribution", "a", "p"), ("misattribution", "b", "p")]


@pytest.mark.parametrize("speaker", ["he", "a spokesman", None, "علي البحري", "Ada"])
def test_who_names_nobody_else_is_no_finding(speaker: str | None) -> None:
    post = printing("p", kind="embed", author_name="Harbour Office", handle="ada_q9")
    assert findings(post, spoken("a", speaker)) == []


@pytest.mark.parametrize(
    "speaker",
    ["the Bo Lund", "Lund officials", "LUND", "Bo Lund shut the bridge", "Ein Sprecher Lund"],
)
def test_descriptions_and_what_is_no_name_accuse_nobody(speaker: str) -> None:
    assert findings(spoken("a", "Ada Quist"), spoken("b", "Ada Quist"), spoken("c", speaker)) == []


def test_a_speaker_that_was_inferred_is_accused_of_nothing() -> None:
    inferred = spoken("c", "Bo Lund", is_speaker_inferred=True)
    assert findings(spoken("a", "Ada Quist"), spoken("b", "Ada Quist"), inferred) == []


def test_two_speakers_in_one_article_are_no_finding() -> None:
    other = spoken("b", "Bo Lund", article_id="article-a")
    assert findings(spoken("a", "Ada Quist"), other, spoken("c", "Ada Quist")) == []


def test_a_first_and_a_last_name_may_be_of_one_person() -> None:
    assert findings(spoken("a", "Quist"), spoken("b", "Ada"), spoken("c", "Quist")) == []
    full = spoken("d", "Ada Quist")
    assert findings(spoken("a", "Quist"), spoken("b", "Ada"), spoken("c", "Quist"), full) == []
    lund = spoken("e", "Lund")
    assert findings(spoken("a", "Quist"), full, lund) == [("misattribution", "e", "a")]


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "« {} »", "„{}“", "“{}"])
def test_who_stands_in_marks_in_a_post_may_be_quoted_there(marks: str) -> None:
    post = printing("p", kind="embed", author_name="Ada Quist", words=f"So: {marks.format(WORDS)}")
    assert findings(post, spoken("a", "Bo Lund")) == []
    scare = post._replace(words=f"{WORDS}, the “old” way")
    assert findings(scare, spoken("a", "Bo Lund")) == [("misattribution", "a", "p")]


def test_who_is_named_in_the_words_may_be_quoted_there() -> None:
    words = f"Bo Lund just now: “{WORDS}”"
    post = printing("p", kind="embed", author_name="Ada Quist", handle="ada_q9", words=words)
    assert findings(post, spoken("a", "Bo Lund")) == []


def test_an_altered_quote_is_held_against_the_embedded_post() -> None:
    post = printing("p", kind="embed", handle="ada_q9")
    quote = spoken("a", None, words=WORDS.replace("not ", ""))
    assert findings(post, quote) == [("alteration", "a", "p")]
    assert lineage([post, quote]).findings[0].detail.startswith("The ferry will [-not-] sail")


def test_an_altered_quote_is_held_against_a_flattened_post_that_its_article_prints() -> None:
    post = printing("p", handle="ada_q9", words=f"Sad: {WORDS}, says the harbour", confidence=0.9)
    quote = spoken("a", None, words=WORDS.replace("not ", ""), article_id=post.article_id)
    assert findings(post, quote) == [("alteration", "a", "p")]
    assert findings(post, quote._replace(article_id="other", platform="twitter")) != []
    assert findings(post, quote._replace(article_id="other")) == []
    assert findings(post._replace(confidence=0.8), quote) == []
    assert findings(post._replace(words=f"The harbour: “{WORDS}”"), quote) == []
    assert findings(post._replace(words=f"“Sad”: {WORDS}"), quote) != []


def test_two_flattened_posts_are_not_held_against_each_other() -> None:
    other = printing("o", words=OTHER_WORDS, article_id="article-p")
    assert findings(printing("p"), other) == []


def test_an_edited_post_has_two_texts_and_a_quote_may_be_true_to_either() -> None:
    edited = printing("o", kind="embed", words=OTHER_WORDS)
    assert findings(printing("p", kind="embed"), edited, printing("a", words=OTHER_WORDS)) == []


def test_a_post_of_another_account_is_not_held_against_a_quote() -> None:
    post = printing("p", kind="embed", handle="ada_q9")
    assert findings(post, printing("a", words=OTHER_WORDS, handle="bo_q9")) == []
