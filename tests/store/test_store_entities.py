"""Entities in the database: stored, replaced, migrated, traced and counted."""

import sqlite3
from pathlib import Path

import pytest

from harvester.harvested import Harvested
from harvester.normalise import entities
from harvester.normalise import harvest as quotes_of
from harvester.records import Article
from harvester.store import look_up, open_database, parse_question, trace_of
from harvester.store.connection.handle import Connection
from harvester.store.schema.migrate import steps
from places import contents
from places import harvest as run
from printings import harvest, rows, saved

PIC = "pic.twitter.com/Qw3rTy7UiO"
POST = f"The crane is gone #pier {PIC}— Ida (@ida_m9) March 23, 2019"
LOOSE = f"The photo, {PIC}, shows a crane. @Ida_M9 and @bo_l9 named May 3, 2019, and #Pier."


def made(text: str, outlet: str, published: str | None = None) -> Harvested:
    article = Article(text, outlet=outlet, published=published, title=f"In {outlet}")
    found = quotes_of(article)
    return Harvested.of(article, found, entities=entities(article, found))


@pytest.fixture
def two(database: Connection) -> Connection:
    """One outlet prints a post, another speaks of it two days later."""
    harvest(
        database,
        made(POST, "a.example", "2019-03-24"),
        made(LOOSE, "b.example", "2019-03-26"),
    )
    return database


def test_every_entity_is_stored_with_its_place(two: Connection) -> None:
    found = rows(two, "SELECT kind, value, printed, start, stop, quote_id IS NULL FROM entities")
    assert ("pic", "Qw3rTy7UiO", PIC, 11, 37, 1) in found
    assert ("handle", "ida_m9", "@ida_m9", 57, 64, 0) in found
    assert len(found) == 9


def test_another_version_replaces_them_and_the_same_adds_nothing(database: Connection) -> None:
    first = made(LOOSE, "b.example")
    none = Harvested.of(Article(LOOSE, outlet="b.example", title="In b.example"))
    run(database, [first])
    before = contents(database)
    run(database, [first])
    assert contents(database) == before
    run(database, [none], version="2")
    assert contents(database)["entities"] == []


def test_halves_of_characters_in_an_entity_are_replaced(database: Connection) -> None:
    text = f"#a{chr(0xD83D)} @bo_l9 {chr(0xD83D)}"
    run(database, [made(text, "b.example")])
    assert rows(database, "SELECT value FROM entities") == [("bo_l9",), ("a",)]


def test_entities_without_places_get_them_from_the_words_of_their_quotes(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as old:
        for number, sql in steps():
            if number < 7:
                old.executescript(sql)
        old.executescript(_OLD)
    old.close()
    with open_database(path) as connection:
        found = rows(connection, "SELECT kind, value, printed, start, stop FROM entities")
    assert found == [
        ("handle", "bo_l9", "@bo_l9", 14, 20),
        ("hashtag", "tide", "#tide", 40, 45),
        ("pic", "p1", "pic.x.com/p1", 46, 58),
    ]


_OLD = f"""
PRAGMA application_id = {0x48525653};
PRAGMA user_version = 6;
INSERT INTO runs (id, started_at, version, arguments, status, articles, replaced, known, quotes,
  problems) VALUES ('r', '', '1', '{{}}', 'done', 1, 0, 0, 1, 0);
INSERT INTO articles (id, length, version, first_run) VALUES ('a', 60, '1', 'r');
INSERT INTO quotes (id, article_id, kind, rule, platform, text, start, stop, body_start, body_end,
  tail_start, tail_end, confidence, prefix, suffix)
  VALUES ('q', 'a', 'signature', 'signature.twitter', 'twitter',
    'Rain @bo_l9 .' || char(10) || '#tide pic.x.com/p1', 9, 60, 9, 22, 40, 58, 1.0, '', '');
INSERT INTO entities VALUES ('q', 'mention', 'bo_l9'), ('q', 'hashtag', 'tide'), ('q', 'pic', 'p1'),
  ('q', 'hashtag', 'gone');
"""


@pytest.mark.parametrize("question", [PIC, f"https://{PIC}", "pic.x.com/Qw3rTy7UiO"])
def test_a_picture_is_traced_through_posts_and_loose_mentions(
    two: Connection, question: str
) -> None:
    [subject] = parse_question(two, question)
    story = trace_of(two, subject.key)
    assert subject.way == "entity"
    assert [(p["outlet"], p["kind"], p["lag"]) for p in story.printings] == [
        ("a.example", "signature", 0.0),
        ("b.example", "mention", 48.0),
    ]
    assert (story.facts["n_outlets"], story.facts["first_outlets"]) == (2, ["a.example"])


@pytest.mark.parametrize("question", ["@ida_m9", "@IDA_M9", "https://x.com/ida_m9"])
def test_a_handle_named_loose_and_an_account_quoted_are_one(two: Connection, question: str) -> None:
    [subject] = parse_question(two, question)
    story = trace_of(two, subject.key)
    assert [p["outlet"] for p in story.printings] == ["a.example", "b.example"]
    assert story.facts["handle"] == "ida_m9"


def test_an_account_of_another_platform_is_another(two: Connection) -> None:
    assert parse_question(two, "https://www.instagram.com/nobody_m9/") == []
    [subject] = parse_question(two, "https://www.instagram.com/ida_m9/")
    assert [p["outlet"] for p in trace_of(two, subject.key).printings] == ["b.example"]


def test_an_article_is_looked_up_with_its_entities(two: Connection) -> None:
    [[article]] = rows(two, "SELECT id FROM articles WHERE title = 'In b.example'")
    found = look_up(two, article)
    assert found is not None
    assert [each["value"] for each in found.entities] == [
        *("Qw3rTy7UiO", "Ida_M9", "bo_l9", "2019-05-03", "Pier"),
    ]


def test_saved_questions_about_entities_are_answered(two: Connection) -> None:
    named = {row["handle"]: row for row in saved(two, "accounts-named")}
    assert (named["ida_m9"]["n_articles"], named["ida_m9"]["n_loose"]) == (2, 1)
    assert [row["handle"] for row in saved(two, "named-but-not-quoted")] == ["bo_l9"]
    assert [row["day"] for row in saved(two, "days-spoken-of")] == ["2019-05-03"]
    [pic] = saved(two, "pics-in-several-outlets")
    assert (pic["pic"], pic["n_outlets"], pic["n_loose"]) == ("Qw3rTy7UiO", 2, 1)
    assert saved(two, "pics-in-several-outlets", outlets="3") == []
    [tag] = saved(two, "hashtags", since="2019-03-24")
    assert (tag["hashtag"], tag["n_articles"], tag["n_loose"]) == ("pier", 2, 1)
