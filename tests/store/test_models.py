"""The tables as people import them: typed, described, related, and what the records say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlmodel import Session, create_engine, select

from harvester.meaning import fields
from harvester.models import Article, Cluster, Outlet, Post, Problem, Quote, Run
from harvester.models.base import plain
from harvester.store.connection.handle import Connection
from harvester.store.schema import tables

MODELS = tables.models()
RENAMED = {"end": "stop", "outlet": "outlet_id"}
# A list has no column of its type, an article's text is kept where it was asked for.
LEFT_OUT = {("quotes", name) for name in tables.LISTS}
LEFT_OUT |= {("articles", "text"), ("clusters", "first_outlets")}


@pytest.fixture
def session(harvested: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{harvested}/db/harvest.db")
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def test_a_notebook_asks_for_quotes_by_their_columns(session: Session) -> None:
    quotes = session.exec(select(Quote).where(Quote.handle == "aliqaradaghi")).all()
    assert quotes
    assert {quote.posted_at for quote in quotes} == {"2019-03-20"}
    assert {quote.article.source for quote in quotes} == {"seeds/baghuz-2019-03-23/article.txt"}


def test_rows_lead_to_what_belongs_to_them(session: Session) -> None:
    cluster = session.exec(select(Cluster).where(Cluster.n_outlets > 2)).first()
    assert cluster
    outlets = [member.quote.article.outlet for member in cluster.members]
    assert len({outlet.name for outlet in outlets if outlet}) == cluster.n_outlets
    post = session.exec(select(Post).where(Post.post_id == "1227289230407086080")).one()
    assert post.account
    assert post.account.handle == "brinewick_h_x9"
    assert all(quote.of_post is post for quote in post.quotes)
    assert session.exec(select(Outlet)).first()
    problem = session.exec(select(Problem)).first()
    assert problem
    assert problem.run is session.exec(select(Run)).first()


@pytest.mark.parametrize("name", MODELS)
def test_every_relationship_can_be_followed(name: str, session: Session) -> None:
    relationships = inspect(MODELS[name]).relationships.keys()
    for row in session.exec(select(MODELS[name]).limit(50)):
        for relationship in relationships:
            getattr(row, relationship)


def test_claims_are_true_or_false(session: Session) -> None:
    claims = set(session.exec(select(Quote.is_date_confirmed)))
    assert claims == {True, False, None}
    assert {type(claim) for claim in claims} == {bool, type(None)}


@pytest.mark.parametrize("name", MODELS)
def test_a_table_has_the_fields_of_its_records_in_their_order(name: str) -> None:
    """The writer takes the values of a record as they come."""
    model = MODELS[name]
    columns = model.model_fields
    said = {
        RENAMED.get(field.name, field.name): field.type
        for record in model.holds
        for field in fields(record)
        if (name, field.name) not in LEFT_OUT
    }
    assert [column for column in columns if column in said] == list(said)
    assert {column: columns[column].annotation for column in said} == said


def test_the_database_refuses_a_claim_that_is_neither(database: Connection) -> None:
    for name, model in MODELS.items():
        sql = f"SELECT sql FROM sqlite_master WHERE name = '{name}'"
        declared = database.exec_driver_sql(sql).scalar_one()
        for column, field in model.model_fields.items():
            if plain(field.annotation) is bool:
                assert f"CHECK ({column} IN (0, 1))" in declared


def test_the_quotes_of_an_article_stand_in_its_order(session: Session) -> None:
    for article in session.exec(select(Article)):
        assert [quote.start for quote in article.quotes] == sorted(q.start for q in article.quotes)
