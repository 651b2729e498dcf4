"""Search finds whole words of any script and length, the same with an index and without."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harvester.errors import UsageError
from harvester.filters import Filters
from harvester.harvested import Harvested
from harvester.records import Article
from harvester.store import (
    ARTICLES,
    QUOTES,
    build_index,
    counts,
    has_index,
    open_database,
    search_words,
)
from harvester.store.connection.handle import Connection
from harvester.text.fold import fold
from printings import harvest, quote

TEXTS = {
    "tax": "A tax on taxis, and no other tax, was agreed.",
    "ferry": "The old ferry is late; Élodie waits for the ferry of noon.",
    "arabic": "المنارة القديمة مُغلَقة منذ ١٢ يوما",
    "hindi": "हिन्दी में लिखा हुआ",
    "japanese": "今日は雨が降るので船は出ません",
    "russian": "Маяк закрыт уже ёлки-палки 12 дней",
    "elided": "L’État n'a rien dit des clés d'Ada.",
    "numbers": "It cost 1,000 crowns and 1.5 boats, tax-free.",
}


def _quoting(name: str, **changes: Any) -> Harvested:
    words = TEXTS[name]
    known = {"tidy": words, "text": words, "folded": fold(words), **changes}
    article = Article(f"Of {name}: {words}", outlet=f"{name}.example", published="2019-03-22")
    return Harvested.of(article, [quote(name, **known)])


@pytest.fixture(params=["read one by one", "with an index"])
def asked(path: Path, request: pytest.FixtureRequest) -> Iterator[Connection]:
    """The texts as quotes, open to be asked."""
    with open_database(path) as connection:
        harvest(connection, *map(_quoting, TEXTS))
        if request.param == "with an index":
            build_index(connection, QUOTES)
    with open_database(path, read_only=True) as connection:
        yield connection


def found(connection: Connection, words: str, **filters: Any) -> list[str]:
    """Which texts are found, by name, the best first."""
    places = search_words(connection, words, filters=Filters(**filters), limit=9)
    return [str(place.row["outlet"]).removesuffix(".example") for place in places]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tax", ["numbers", "tax"]),
        ("TAXIS", ["tax"]),
        ("taxi", []),
        ("taxi*", ["tax"]),
        ('"old ferry"', ["ferry"]),
        ('"ferry old"', []),
        ("ferry old", ["ferry"]),
        ("«the ferry of»", ["ferry"]),
        ("elodie", ["ferry"]),
        ("is", ["ferry"]),
        ("A", ["elided", "tax"]),
        ("مغلقة", ["arabic"]),
        ("منارة", ["arabic"]),
        ("المناره قديمه", ["arabic"]),
        ("للمنارة", ["arabic"]),
        ("نارة", []),
        ("المغلقة", []),
        ("12", ["arabic", "russian"]),
        ("हिन्दी", ["hindi"]),
        ("हिन", []),
        ("雨", ["japanese"]),
        ("雨が降る", ["japanese"]),
        ("降雨", []),
        ("маяк елки", ["russian"]),
        ("1000", ["numbers"]),
        ("1.5 boats", ["numbers"]),
        ("tax-free", ["numbers"]),
        ("etat ada", ["elided"]),
        ("l'état", ["elided"]),
        ('"n’a rien"', ["elided"]),
        ("tax ferry", []),
        ('ferry" OR tax NEAR(', []),
    ],
)
def test_words_are_whole_and_folded(asked: Connection, words: str, expected: list[str]) -> None:
    assert sorted(found(asked, words)) == expected


def test_what_has_the_word_more_often_comes_first(asked: Connection) -> None:
    assert found(asked, "tax") == ["tax", "numbers"]


def test_the_places_of_the_words_are_told(asked: Connection) -> None:
    (place,) = search_words(asked, '"the ferry" late', filters=Filters(), limit=9)
    words = TEXTS["ferry"]
    assert [words[span.start : span.end] for span in place.matches] == ["late", "the ferry"]


def test_filters_choose_among_what_is_found(asked: Connection) -> None:
    assert found(asked, "tax", outlet=("tax.example",)) == ["tax"]
    assert found(asked, "tax", since="2020") == []
    assert found(asked, "12", handle=("lira",), platform=("twitter",), until="2019-03") != []


def test_without_a_word_there_is_nothing_to_search_for(asked: Connection) -> None:
    with pytest.raises(UsageError, match="no word"):
        found(asked, "… ?!")


def test_an_index_is_kept_by_later_runs_and_shown_nowhere(database: Connection) -> None:
    harvest(database, _quoting("tax"))
    assert not has_index(database, QUOTES)
    assert build_index(database, QUOTES).texts == 1
    harvest(database, _quoting("ferry"))
    assert found(database, "ferry") == ["ferry"]
    database.exec_driver_sql("DELETE FROM quotes WHERE tidy LIKE '%taxis%'")
    assert found(database, "tax") == []
    assert not [name for name in counts(database) if name.startswith("search")]


def test_articles_are_searched_where_their_texts_are_kept(database: Connection) -> None:
    kept = [_quoting(name)._replace(text=f"Of {name}: {words}") for name, words in TEXTS.items()]
    harvest(database, *kept)

    def articles(words: str, **filters: Any) -> list[object]:
        given = Filters(**filters)
        places = search_words(database, words, filters=given, limit=9, corpus=ARTICLES)
        return [place.row["outlet"] for place in places]

    assert articles('"of tax"') == ["tax.example"]
    build_index(database, ARTICLES)
    assert articles('"of tax"', outlet=("tax.example",)) == ["tax.example"]
    assert articles("雨", since="2020") == []
    with pytest.raises(UsageError, match="chooses among quotes"):
        articles("tax", handle=("lira",))
