"""The saved questions: each can be asked, and answers what it says."""

from pathlib import Path
from typing import Any

from harvester.records import Problem, Quote
from harvester.store import (
    ask,
    open_database,
    questions,
)
from harvester.store.asking.queries import folder
from harvester.store.connection.handle import Connection
from printings import harvest, printed, quote, saved


def test_each_saved_question_says_what_it_answers_and_can_be_asked(path: Path) -> None:
    with open_database(path) as connection:
        harvest(connection, printed("a.example", "2019-03-22"))
    with open_database(path, read_only=True) as reader:
        for asked in questions():
            assert asked.answers.endswith(".")
            assert all(parameter.meaning for parameter in asked.parameters)
            answer = ask(reader, asked.sql, asked.values({}))
            assert answer.columns
            assert len(list(answer.rows)) <= 2


def test_the_saved_questions_are_the_promised_ones() -> None:
    assert [asked.name for asked in questions()] == [
        "accounts-named",
        "altered-quotes",
        "articles-that-changed",
        "dates-against-ids",
        "days-spoken-of",
        "first-to-print",
        "hashtags",
        "known-from-one-outlet-only",
        "most-quoted-accounts",
        "most-quoted-people",
        "most-quoted-speakers",
        "most-travelled",
        "named-but-not-quoted",
        "names-of-people",
        "outlets-that-share-most",
        "pics-in-several-outlets",
        "posts-per-day",
        "printed-before-posted",
        "problems",
        "quotations-of-a-post",
        "reused-across-outlets",
        "said-by",
        "same-post-other-words",
        "same-words-different-speaker",
        "same-words-other-numbers",
    ]


def test_a_parameter_has_a_default_and_can_be_given(database: Connection) -> None:
    harvest(database, printed("a.example", "2019-03-22"), printed("b.example", "2019-03-21"))
    assert [row["n_outlets"] for row in saved(database, "reused-across-outlets")] == [2]
    assert saved(database, "reused-across-outlets", outlets="3") == []


def test_accounts_are_counted_over_posts_articles_and_outlets(database: Connection) -> None:
    other = quote("o", handle="bo", platform="bluesky", author_name="Bo")
    harvest(database, printed("a.example", "2019-03-22"), printed("b.example", "2019-03-21", other))
    harvest(database, printed("c.example", "2019-03-22"))
    found = saved(database, "most-quoted-accounts")
    assert [(row["name"], row["n_posts"], row["n_articles"]) for row in found] == [
        ("Lira", 1, 2),
        ("Bo", 1, 1),
    ]
    assert [
        row["handle"] for row in saved(database, "most-quoted-accounts", platform="bluesky")
    ] == ["bo"]


def test_posts_are_counted_by_their_day(database: Connection) -> None:
    later = quote("l", posted_at="2019-03-24T01:00:00Z")
    harvest(database, printed("a.example", "2019-03-25", quote("e"), later))
    assert [row["day"] for row in saved(database, "posts-per-day")] == ["2019-03-20", "2019-03-24"]
    assert [row["day"] for row in saved(database, "posts-per-day", since="2019-03-21")] == [
        "2019-03-24"
    ]


def test_posts_are_found_that_one_outlet_prints_and_nobody_links_to(database: Connection) -> None:
    linked = quote("k", post_id="7", handle="bo", url="https://x.example/7")
    of_two = {"handle": "cleo", "tidy": "The bridge is shut again, as ever"}
    harvest(database, printed("a.example", "2019-03-25", quote("e"), linked, quote("1", **of_two)))
    harvest(database, printed("b.example", "2019-03-25", said("2", None, tidy=of_two["tidy"])))
    found = saved(database, "known-from-one-outlet-only")
    assert [(row["handle"], row["outlet"]) for row in found] == [("lira", "a.example")]
    found = saved(database, "known-from-one-outlet-only", outlets="2")
    assert [(row["handle"], row["n_outlets"]) for row in found] == [("cleo", 2), ("lira", 1)]


def test_outlets_are_counted_by_how_often_they_were_first(database: Connection) -> None:
    harvest(database, printed("late.example", "2019-03-22"), printed("early.example", "2019-03-21"))
    found = saved(database, "first-to-print")
    assert [(row["outlet"], row["n_first"]) for row in found] == [("early.example", 1)]
    assert saved(database, "first-to-print", outlets="3") == []


def test_dates_that_contradict_their_ids_are_found(database: Connection) -> None:
    wrong = quote("w", post_id="7", printed_date="March 19, 2019", is_date_confirmed=False)
    right = quote("r", post_id="8", printed_date="March 20, 2019", is_date_confirmed=True)
    harvest(database, printed("a.example", "2019-03-25", wrong, right))
    assert [row["printed_date"] for row in saved(database, "dates-against-ids")] == [
        "March 19, 2019"
    ]


def test_problems_are_listed_by_kind(database: Connection) -> None:
    met = (
        Problem("warning", "encoding-guessed", "a.txt", "Read as cp1252."),
        Problem("error", "cut-off", "b.gz", "It ends too early."),
    )
    harvest(database, problems=met)
    assert [row["source"] for row in saved(database, "problems")] == ["b.gz", "a.txt"]
    assert [row["code"] for row in saved(database, "problems", severity="error")] == ["cut-off"]


def test_printings_with_other_words_are_found(database: Connection) -> None:
    whole, cut = quote("w", pics=("p",)), quote("c", pics=("p",), folded="thetide")
    harvest(database, printed("a.example", "2019-03-25", whole), printed("b.example", None, cut))
    assert [row["n_wordings"] for row in saved(database, "same-post-other-words")] == [2]


def test_the_questions_are_found_in_a_checkout_and_in_a_wheel(tmp_path: Path) -> None:
    package = tmp_path / "harvester" / "store"
    package.mkdir(parents=True)
    assert folder(package) == tmp_path / "db" / "queries"
    (package / "saved").mkdir()
    assert folder(package) == package / "saved"


def test_the_questions_of_the_readme_can_be_asked(reader: Connection) -> None:
    readme = (Path(__file__).parents[2] / "db" / "README.md").read_text(encoding="utf-8")
    pasted = [part.split("```")[0] for part in readme.split("```sql\n")[1:]]
    assert len(pasted) == 5
    for sql in pasted:
        list(ask(reader, sql).rows)


def said(name: str, speaker: str | None, **known: Any) -> Quote:
    """A quotation, by default of no post."""
    usual: dict[str, Any] = {"kind": "quotation", "platform": None, "handle": None}
    usual |= {"rule": "quotation.followed", "author_name": None, "posted_at": None}
    usual |= {"speaker": speaker, "speaker_name": speaker, "is_speaker_inferred": False}
    return quote(name, **(usual | known))


def test_speakers_are_counted_over_articles(database: Connection) -> None:
    harvest(database, printed("a.example", "2019-03-22", said("1", "Ada"), said("2", "Ada")))
    harvest(database, printed("b.example", "2019-03-23", said("3", "Ada"), said("4", "Bo")))
    inferred = said("5", "Bo", is_speaker_inferred=True)
    harvest(database, printed("c.example", "2019-03-24", inferred, said("6", None)))
    found = saved(database, "most-quoted-speakers")
    assert [(row["speaker"], row["n_articles"], row["n_quotations"]) for row in found] == [
        ("Ada", 2, 3),
        ("Bo", 2, 2),
    ]
    named = saved(database, "most-quoted-speakers", inferred="0")
    assert [(row["speaker"], row["n_articles"]) for row in named] == [("Ada", 2), ("Bo", 1)]


def test_what_somebody_said_is_found_by_a_part_of_the_name(database: Connection) -> None:
    her = said("1", "she", speaker_name="Ada Quist", tidy="The tide is in.")
    harvest(database, printed("a.example", "2019-03-22", her, said("2", "Bo Hale")))
    found = saved(database, "said-by", speaker="quist")
    assert [(row["speaker"], row["words"]) for row in found] == [("Ada Quist", "The tide is in.")]


def test_the_quotations_of_a_post_are_found_by_its_id(database: Connection) -> None:
    post = quote("p", post_id="7", url="https://x.example/7")
    known = {"platform": "twitter", "post_id": "7", "post_quote_id": post.id}
    of_it, other = said("1", "Lira", **known), said("2", "Bo", platform="twitter")
    harvest(database, printed("a.example", "2019-03-22", post, of_it, other, said("3", "Cleo")))
    assert [row["speaker"] for row in saved(database, "quotations-of-a-post")] == ["Lira", "Bo"]
    (row,) = saved(database, "quotations-of-a-post", post="7")
    assert (row["speaker"], row["words_of_the_post"]) == ("Lira", "The tide is in.")


def test_quotations_are_no_posts(database: Connection) -> None:
    words = said("1", "Lira", platform="twitter", handle="lira", posted_at="2019-03-20")
    harvest(database, printed("a.example", "2019-03-22", words))
    for name in ("most-quoted-accounts", "posts-per-day", "known-from-one-outlet-only"):
        assert saved(database, name) == []


def test_words_with_two_speakers_are_found(database: Connection) -> None:
    words = "The ferry will not sail again before Monday"
    for outlet, speaker in (("a", "Ada Quist"), ("b", "Ms Quist"), ("c", "Bo Hale")):
        harvest(
            database, printed(f"{outlet}.example", "2019-03-22", said(outlet, speaker, tidy=words))
        )
    [row] = saved(database, "same-words-different-speaker")
    assert (row["speakers"], row["outlet"]) == ("Bo Hale ≠ Ada Quist", "c.example")


def test_quotes_that_alter_a_post_are_found_by_what_they_alter(database: Connection) -> None:
    words = "All {} boats are back, and the ferry will {}sail again before Monday, says the harbour"
    post = quote("p", kind="embed", tidy=words.format(15, "not "))
    harvest(database, printed("a.example", "2019-03-22", post))
    harvest(
        database, printed("b.example", "2019-03-23", said("1", None, tidy=words.format(15, "")))
    )
    [row] = saved(database, "altered-quotes")
    assert (row["kind"], row["outlet"], row["handle"]) == ("alteration", "b.example", "lira")
    assert "[-not-]" in row["difference"]
    assert saved(database, "altered-quotes", kind="number-changed") == []


def test_pairs_of_outlets_are_listed_by_what_they_share(database: Connection) -> None:
    harvest(database, printed("a.example", "2019-03-22"), printed("b.example", "2019-03-23"))
    [row] = saved(database, "outlets-that-share-most")
    assert (row["outlet"], row["other_outlet"], row["n_earlier"]) == ("a.example", "b.example", 1)
    assert saved(database, "outlets-that-share-most", independent="2") == []


def test_words_that_went_around_with_other_numbers_are_found(database: Connection) -> None:
    for number in (15, 16):
        words = f"All {number} boats are back in the harbour tonight"
        harvest(database, printed(f"{number}.example", "2019-03-22", said(words, None, tidy=words)))
    [row] = saved(database, "same-words-other-numbers")
    assert row["differs_in"] == "numbers"
    assert sorted(text[4:6] for text in (row["words"], row["other_words"])) == ["15", "16"]
    assert saved(database, "same-words-other-numbers", differs_in="account") == []


def test_the_words_of_most_outlets_come_with_their_timeline(database: Connection) -> None:
    for outlet in "abc":
        harvest(database, printed(f"{outlet}.example", "2019-03-22", said(outlet, "Ada")))
    words = "The ferry will not sail again before Monday"
    for outlet, day in (("d", "2019-03-24"), ("e", "2019-03-22")):
        harvest(database, printed(f"{outlet}.example", day, said(outlet, None, tidy=words)))
    harvest(database, printed("d.example", "2019-03-29", said("late", None, tidy=words)))
    found = saved(database, "most-travelled", clusters="1")
    assert [(row["outlet"], row["lag"]) for row in found] == [
        ("e.example", 0.0),
        ("d.example", 48.0),
        ("d.example", 168.0),
    ]
