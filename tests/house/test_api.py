"""The door for those who work in Python: short names that do what they say."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy.exc

import harvester
from harvester import (
    Article,
    HarvesterError,
    Problem,
    ProblemWarning,
    harvest,
    harvest_html,
    open_database,
    read,
)
from harvester.errors import InputError, UsageError

TEXT = "Rain again, and the ferry is late.— Ada Quist (@ada_q9) March 23, 2019"
PAGE = f"<html><body><p>{TEXT}</p></body></html>"


def test_the_public_names_are_listed_and_all_there() -> None:
    assert dir(harvester) == sorted(harvester.__all__)
    assert all(getattr(harvester, name) for name in dir(harvester))


def test_a_text_is_harvested_as_it_is() -> None:
    assert harvest(TEXT) == harvest(Article(TEXT))
    assert [quote.handle for quote in harvest(TEXT)] == ["ada_q9"]


def test_a_page_is_harvested_with_its_address() -> None:
    (quote,) = harvest_html(PAGE, url="https://tide.example/1")
    assert quote.text == "Rain again, and the ferry is late."
    assert harvest_html(PAGE.encode("utf-16"), url="https://tide.example/1") == [quote]
    assert harvest_html(PAGE) != harvest_html(PAGE, url="https://tide.example/1")  # other articles


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with an article, one whose encoding is guessed, and one that cannot be read."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("Le café est fermé, et l'été aussi.".encode("cp1252"))
    (tmp_path / "c.jsonl").write_text('{not json}\n{"text": "Rain."}\n', encoding="utf-8")
    return tmp_path


def test_reading_yields_articles_and_warns_of_the_rest(mixed: Path) -> None:
    with pytest.warns(ProblemWarning) as warned:
        articles = list(read(mixed))
    assert all(isinstance(article, Article) for article in articles)
    assert len(articles) == 3
    assert any("c.jsonl" in str(one.message) for one in warned)


@pytest.mark.filterwarnings("error")
def test_problems_go_where_they_are_sent(mixed: Path) -> None:
    met: list[Problem] = []
    assert len(list(read(mixed, on_problem=met.append))) == 3
    assert {problem.severity for problem in met} == {"error", "warning"}
    assert len(list(read(mixed, on_problem="skip"))) == 3


@pytest.mark.filterwarnings("ignore::harvester.ProblemWarning")
def test_an_error_is_raised_if_that_is_wanted(mixed: Path) -> None:
    with pytest.raises(InputError, match=r"c\.jsonl"):
        list(read(mixed, on_problem="raise"))


def test_a_database_is_asked_and_closed(inside: Path) -> None:
    with open_database("db/harvest.db") as db:
        (answer, *_) = db.trace("nobody may enter the lighthouse, the stairs are gone")
        assert answer["handle"] == "brinewick_h_x9"
        assert db.trace("words that nobody has ever printed in any article") == []
        assert len(db.query("reused-across-outlets", {"outlets": 3})) >= 1
        assert db.query("SELECT :n + 1 AS sum", {"n": 2}) == [{"sum": 3}]
        with pytest.raises(UsageError, match="No such table"):
            db.query("SELECT * FROM boats")
    with pytest.raises(HarvesterError, match="harvester run"):
        open_database("no/such/harvest.db")


def test_a_session_reads_and_cannot_write(inside: Path) -> None:
    from sqlmodel import select

    from harvester.models import Outlet

    with open_database("db/harvest.db") as db, db.session() as session:
        assert session.exec(select(Outlet)).first()
        session.add(Outlet(id="x", name="x.example"))
        with pytest.raises(sqlalchemy.exc.DatabaseError, match="not authorized"):
            session.commit()


def test_records_become_dictionaries(tmp_path: Path) -> None:
    (quote,) = harvest(TEXT)
    assert quote.to_dict()["handle"] == "ada_q9"
    assert Article(TEXT, given_id="a1").to_dict()["id"] == "a1"
    assert Problem("error", "code", "a.txt", "What.").to_dict()["source"] == "a.txt"


def test_the_package_runs_as_a_module() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "harvester", "scan", "-"],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
    )
    assert b"ada_q9" in told.stdout
