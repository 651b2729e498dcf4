"""Finding words again: exactly, with other numbers, or as somebody remembers them."""

from pathlib import Path

import pytest

from harvester.records import Quote
from harvester.store import open_database, parse_question, search, trace_of
from harvester.store.asking.search import Hit
from harvester.store.connection.handle import Connection
from printings import harvest, printed, quote

FERRY = "The ferry will not sail again before Monday, because the captain has lost the key"
BOATS = "All 15 boats of the old harbour are back tonight, says the keeper"
RAIN = "إنها تمطر من جديد والسفينة متأخرة عن موعدها"
BRIDGE = "橋は明日の朝まで閉鎖されます。"
WORDS = {"ferry": FERRY, "boats": BOATS, "rain": RAIN, "bridge": BRIDGE}


def post(name: str, words: str) -> Quote:
    """A post of an account of its own, but that the ferry is always of one."""
    handle = "ferry" if words.lower() == FERRY.lower() else name
    return quote(name, tidy=words, folded=words.lower(), handle=handle)


@pytest.fixture
def asked(path: Path) -> Connection:
    """A database opened to be asked; each text stands in one outlet, the ferry's in two."""
    printings = {**WORDS, "more": FERRY.upper()}
    with open_database(path) as connection:
        for name, words in printings.items():
            harvest(connection, printed(f"{name}.example", "2019-03-21", post(name, words)))
    return open_database(path, read_only=True)


def found(connection: Connection, text: str) -> list[tuple[str, str]]:
    """How a text is found, and whose words these are."""
    names = {words.lower(): name for name, words in WORDS.items()}
    about = parse_question(connection, text)
    return [
        (each.way, names[str(trace_of(connection, each.key).facts["words"]).lower()])
        for each in about
    ]


@pytest.mark.parametrize(
    ("text", "way", "name"),
    [
        (FERRY, "same", "ferry"),
        ("the FERRY will not sail again", "same", "ferry"),
        ("before Monday", "same", "ferry"),
        ("lost the", "same", "ferry"),  # too short for the index
        (f"Somebody said: “{FERRY}” Really?", "same", "ferry"),
        ("All 16 boats of the old harbour are back tonight", "numbers", "boats"),
        ("the ferry won't sail before Monday since the captain lost his key", "like", "ferry"),
        ("ferry will not sail before Tuesday because captain has lost a key", "like", "ferry"),
        ("والسفينه متاخره عن موعدها", "same", "rain"),
        ("橋は明日の朝まで閉鎖", "same", "bridge"),
    ],
)
def test_words_are_found(asked: Connection, text: str, way: str, name: str) -> None:
    assert found(asked, text) == [(way, name)]


@pytest.mark.parametrize(
    "text",
    ["", "…", "Nobody has ever written this sentence about a mountain", "xyzzy", "ferry Monday"],
)
def test_what_nobody_printed_is_not_found(asked: Connection, text: str) -> None:
    assert found(asked, text) == []


def test_the_words_that_are_the_same_come_before_those_that_are_like_them(path: Path) -> None:
    like = FERRY.replace("Monday", "Sunday noon").replace("captain", "pilot")
    with open_database(path) as connection:
        harvest(connection, printed("a.example", "2019-03-21", post("a", FERRY)))
        harvest(connection, printed("b.example", "2019-03-21", post("b", like)))
        hits = search(connection, FERRY)
    assert [hit.how for hit in hits] == ["same", "like"]
    assert hits[0].likeness == 1 > hits[1].likeness


def test_a_cluster_is_found_once_however_many_wordings_it_has(asked: Connection) -> None:
    assert [type(hit) for hit in search(asked, FERRY)] == [Hit]


def test_a_quote_that_stands_alone_has_a_story(path: Path) -> None:
    alone = quote("a", tidy=FERRY, kind="quotation", platform=None, handle=None, speaker="Bo Hale")
    with open_database(path) as connection:
        harvest(connection, printed("a.example", "2019-03-21", alone))
        [subject] = parse_question(connection, FERRY)
        told = trace_of(connection, subject.key)
    assert (subject.key.kind, told.facts["speaker"]) == ("quote", "Bo Hale")
    assert (told.facts["first_outlets"], told.facts["n_articles"]) == (["a.example"], 1)


def test_a_story_tells_of_words_that_look_alike(path: Path) -> None:
    with open_database(path) as connection:
        for number in (15, 16):
            words = BOATS.replace("15", str(number))
            harvest(
                connection, printed(f"{number}.example", "2019-03-21", post(str(number), words))
            )
        told = trace_of(connection, parse_question(connection, BOATS)[0].key)
    [other] = told.look_alikes
    assert (other["differs_in"], other["words"]) == ("numbers", BOATS.replace("15", "16"))


def test_of_an_article_is_told_what_others_have_too(path: Path) -> None:
    with open_database(path) as connection:
        both = printed("a.example", "2019-03-21", post("a", FERRY), post("b", BOATS))
        harvest(connection, both, printed("c.example", "2019-03-22", post("c", FERRY)))
        [subject] = parse_question(connection, both.key)
        assert trace_of(connection, subject.key).facts["words"] == FERRY
