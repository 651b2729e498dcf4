"""Where the words of a post begin by what other articles print: said beside, never in the quote."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import Command
from harvester import store
from harvester.harvested import Harvested
from harvester.records import Article, Quote
from harvester.store import start_run, write
from harvester.store.connection.handle import Connection
from harvester.text.digest import digest
from harvester.text.fold import fold
from harvester.trace.corrections import Correction, Printed, corrections
from quotes import bare_quote

POST = "Sea calm, sky grey. No boats today."
HERE, THERE = "The harbour was empty. ", "Nobody waited on the quay. "
ARABIC = "البحر هادئ والسماء رمادية ولا قوارب اليوم"
AT = 500  # where the words were taken to begin


def printed(
    name: str,
    before: str,
    words: str = POST,
    *,
    taken: str = "",
    second: str | None = None,
    sure: float = 0.6,
) -> Printed:
    """A printing that took the words to begin with `taken`, and if not there, with `second`."""
    text = before + words
    start = text.index(taken or words)
    runner_up = None if second is None else AT + text.index(second) - start
    return Printed(name, f"article of {name}", text, start, AT, sure, runner_up)


def told(*printings: Printed, embedded: tuple[str, ...] = ()) -> dict[str, Correction]:
    found = corrections(printings, {words: ["a9"] for words in embedded})
    return {each.quote_id: each for each in found}


def test_an_embed_tells_where_the_words_begin() -> None:
    early, late = printed("q1", HERE, taken=HERE), printed("q2", HERE, taken="No boats")
    found = told(early, late, printed("q3", THERE), embedded=(POST,))
    assert found == {
        "q1": Correction("q1", AT, AT + len(HERE), POST, "embed", 1, 0.99),
        "q2": Correction("q2", AT, AT - len("Sea calm, sky grey. "), POST, "embed", 1, 0.99),
    }


@pytest.mark.parametrize(
    ("flattened", "embedded"),
    [
        (POST.upper(), POST),
        (f"{POST} pic.twitter.com/AbCdEfGhIj", f"{POST} https://t.co/abcdefghij"),
        ("Sea calm,\nsky  grey — No boats today", POST),
        (f"“{POST}”", f"“{POST}”"),
        (f"https://t.co/abcdefghij\n> {POST}", f"https://t.co/abcdefghij {POST}"),
        (f"#sea @bo_q9 {POST}", f"#sea @bo_q9 {POST}"),
        (ARABIC, f"{ARABIC}!"),
    ],
)
def test_it_does_so_whatever_marks_spaces_and_links_are(flattened: str, embedded: str) -> None:
    one = printed("q1", HERE, flattened, taken=HERE)
    assert told(one, embedded=(embedded,))["q1"].start == AT + len(HERE)


NOT_TOLD = {
    "other words at the end": (printed("q1", HERE, taken=HERE), "Sea calm, sky grey. No boats."),
    "marks alone": (printed("q1", HERE, f"“{POST}”", taken="Sea"), f"“{POST}”"),
    "the same beginning": (printed("q1", HERE), POST),
    "no letters": (printed("q1", HERE, "🙂", taken=HERE), "🙂"),
}


@pytest.mark.parametrize(("one", "words"), NOT_TOLD.values(), ids=NOT_TOLD)
def test_an_embed_tells_nothing_where_it_must_not(one: Printed, words: str) -> None:
    assert told(one, embedded=(words,)) == {}


def test_of_two_embeds_the_one_with_more_of_the_words_tells() -> None:
    one = printed("q1", HERE, taken=HERE)
    assert told(one, embedded=("No boats today.", POST))["q1"].words == POST


def test_articles_of_their_own_decide_together() -> None:
    found = told(
        printed("q1", HERE, taken=HERE, second=POST),
        printed("q2", THERE, sure=0.97, second="No boats"),
    )
    assert list(found) == ["q1"]
    assert found["q1"][:6] == ("q1", AT, AT + len(HERE), POST, "consensus", 2)
    assert found["q1"].confidence > 0.9


def test_a_beginning_that_only_a_runner_up_knew_is_found() -> None:
    found = told(
        printed("q1", HERE, taken="No boats", second=POST, sure=0.6),
        printed("q2", THERE, taken=THERE, second=POST, sure=0.6),
    )
    assert {name: each.words for name, each in found.items()} == {"q1": POST, "q2": POST}


SILENT = {
    "one article": [printed("q1", HERE, taken=HERE, second=POST)] * 2,
    "copies of one article": [
        printed("q1", HERE, taken=HERE, second=POST, sure=0.4),
        printed("q2", HERE, taken=HERE, second=POST, sure=0.4),
    ],
    "different posts": [
        printed("q1", HERE, taken=HERE, second=POST),
        printed("q2", THERE, "Fog again, and no boats at all.", sure=0.97),
    ],
    "tags alone": [
        printed("q1", HERE, "#HarbourGate2019 #Elmport", taken=HERE, second="#Harbour"),
        printed("q2", THERE, "#HarbourGate2019 #Elmport", sure=0.97),
    ],
    "no letters": [printed("q1", HERE, "🙂", sure=0.9), printed("q2", HERE, "🙂", taken=HERE)],
}


@pytest.mark.parametrize("printings", SILENT.values(), ids=SILENT)
def test_articles_tell_each_other_nothing(printings: list[Printed]) -> None:
    assert told(*printings) == {}


PRINTINGS = st.lists(
    st.builds(
        printed,
        name=st.uuids().map(str),
        before=st.sampled_from([HERE, THERE, "", f"{HERE}{THERE}"]),
        words=st.sampled_from([POST, POST.upper(), "No boats today.", "Fog.", ARABIC]),
        sure=st.sampled_from([0.4, 0.6, 0.97]),
    ),
    max_size=6,
)
EMBEDDED = st.dictionaries(st.sampled_from([POST, "Fog.", ARABIC]), st.just(["a9"]))


@given(PRINTINGS, EMBEDDED, st.randoms(use_true_random=False))
def test_corrections_are_the_same_in_any_order(
    printings: list[Printed], embedded: dict[str, list[str]], random: Any
) -> None:
    shuffled = random.sample(printings, len(printings))
    assert set(corrections(printings, embedded)) == set(corrections(shuffled, embedded))


@given(PRINTINGS, EMBEDDED)
def test_corrected_words_stand_in_the_text_from_the_new_start_on(
    printings: list[Printed], embedded: dict[str, list[str]]
) -> None:
    texts = {one.quote_id: one for one in printings}
    for each in corrections(printings, embedded):
        one = texts[each.quote_id]
        assert one.text[one.start + each.start - AT :] == each.words
        assert each.start != each.start_before == AT


def quote(name: str, before: str = "", words: str = POST, **known: Any) -> Quote:
    """A flattened post whose words were taken to begin with the sentence before."""
    text = before + words
    usual: dict[str, Any] = {"handle": "lira_q9", "posted_at": "2019-03-20"}
    usual |= {"posted_precision": "day", "text": text, "tidy": text, "folded": fold(text)}
    usual |= {"start": AT, "body_start": AT, "end": AT + len(text), "prefix": "It was late. "}
    return bare_quote(name, **(usual | known))


def harvest(connection: Connection, *quotes: Quote) -> None:
    run = start_run(connection, version="1", arguments={})
    places = [Harvested.of(Article(one.id, outlet=f"{one.id}.example"), [one]) for one in quotes]
    write(connection, run, places, version="1")
    store.settle(connection)


def test_a_card_shows_what_it_was_what_it_is_and_why(path: Path, command: Command) -> None:
    with store.open_database(path) as database:
        harvest(database, quote("a", HERE), EMBED)
    told = command("show", digest("a"), "--db", path)
    assert told.out.splitlines()[2:7] == [
        "  … was late. The harbour was empty.",
        f"│ {POST}",
        "  corrected: an embed of the post in 1 article has these words (confidence",
        "  0.99); they begin at 523, not at 500. Harvested as:",
        f"  {HERE}{POST}",
    ]
    assert "corrected" not in command("show", EMBED.id, "--db", path).out


def flat(connection: Connection, name: str) -> tuple[Any, ...]:
    """What people read of a quote."""
    sql = "SELECT words, is_corrected, start FROM quotes_flat WHERE quote_id = ?"
    return tuple(connection.exec_driver_sql(sql, (digest(name),)).one())


EMBED = quote("e", kind="embed", post_id="1108", posted_at="2019-03-20T09:00:00Z")


def test_the_quote_stays_as_harvested_and_the_view_is_corrected(database: Connection) -> None:
    harvest(database, quote("a", HERE), EMBED)
    assert flat(database, "a") == (POST, 1, AT)
    assert flat(database, "e") == (POST, 0, AT)
    stored = database.exec_driver_sql(
        "SELECT text, tidy, body_start FROM quotes WHERE id = ?", (digest("a"),)
    ).one()
    assert tuple(stored) == (HERE + POST, HERE + POST, AT)


def test_a_correction_goes_with_its_reason(database: Connection) -> None:
    harvest(database, quote("a", HERE), EMBED)
    database.exec_driver_sql("DELETE FROM quotes WHERE id = ?", (EMBED.id,))
    store.settle(database)
    assert flat(database, "a") == (HERE + POST, 0, AT)
    assert post_texts(database) == [HERE + POST]


def test_the_words_of_a_post_are_the_corrected_ones(database: Connection) -> None:
    begun_early = quote("a", HERE, confidence=0.7, runner_up=AT + len(HERE))
    harvest(database, begun_early)
    assert post_texts(database) == [HERE + POST]
    harvest(database, quote("b", runner_up=AT + 20, confidence=0.69, prefix=THERE))
    assert post_texts(database) == [POST]


def post_texts(connection: Connection) -> list[str]:
    return [text for (text,) in connection.exec_driver_sql("SELECT text FROM posts")]


@pytest.mark.parametrize("kind", ["unsigned", "quotation"])
def test_other_kinds_of_quotes_are_never_corrected(database: Connection, kind: str) -> None:
    harvest(database, quote("a", HERE, kind=kind, post_id="1108"), EMBED)
    assert flat(database, "a") == (HERE + POST, 0, AT)


def test_a_second_run_changes_nothing(database: Connection) -> None:
    harvest(database, quote("a", HERE), EMBED)
    before = database.exec_driver_sql("SELECT * FROM corrections").all()
    harvest(database, quote("a", HERE), EMBED)
    assert database.exec_driver_sql("SELECT * FROM corrections").all() == before != []
