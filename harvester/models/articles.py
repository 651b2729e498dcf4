"""Who published what."""

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Relationship

from harvester import records
from harvester.models.base import Table, meaning_of, strict
from harvester.models.runs import Run

if TYPE_CHECKING:
    from harvester.models.quotes import Entity, Quote


class Outlet(Table, table=True):
    """Who published: a registered domain, or a name that an input gave."""

    __tablename__ = "outlets"
    __table_args__ = strict(UniqueConstraint("name"))
    holds: ClassVar = (records.Outlet,)

    id: str = Field(primary_key=True)
    name: str

    articles: list["Article"] = Relationship(back_populates="outlet")


class Article(Table, table=True):
    """One document as published; its text only if the run was asked to keep it."""

    __tablename__ = "articles"
    __table_args__ = strict(Index("articles_outlet", "outlet_id"))
    holds: ClassVar = (records.Article,)

    id: str = Field(
        primary_key=True,
        description="Made from the article's content; the same on every machine.",
    )
    given_id: str | None
    url: str | None
    outlet_id: str | None = Field(
        foreign_key="outlets.id", description=meaning_of(records.Article, "outlet")
    )
    title: str | None
    author: str | None
    published: str | None
    lang: str | None
    source: str | None
    length: int = Field(description="The length of its text, in code points.")
    version: str = Field(description="The version of the program that harvested it.")
    first_run: str = Field(foreign_key="runs.id", description="The run that saw it first.")
    text: str | None = Field(
        description="The text all offsets refer to, if it was asked to keep it."
    )
    sketch: bytes | None = Field(description="By what copies of it are known: up to 24 hashes.")

    outlet: Outlet | None = Relationship(back_populates="articles")
    quotes: list["Quote"] = Relationship(
        back_populates="article", sa_relationship_kwargs={"order_by": "Quote.start"}
    )
    entities: list["Entity"] = Relationship(
        back_populates="article", sa_relationship_kwargs={"order_by": "Entity.start"}
    )
    run: Run = Relationship()
