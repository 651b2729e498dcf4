"""Who published what."""

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, Relationship

from harvester import records
from harvester.models.base import Table, meaning_of, strict
from harvester.models.runs import Run

if TYPE_CHECKING:
    from harvester.models.quotes import Entity, Quote


_IDENTITY = "The same in all its versions: its address in one form, else its own id."
_SEEN_AT = "When the file it was read from was changed last, UTC."


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
    __table_args__ = strict(
        Index("articles_outlet", "outlet_id"),
        Index("articles_identity", "identity", sqlite_where=text("identity IS NOT NULL")),
        Index("articles_given_id", "given_id", sqlite_where=text("given_id IS NOT NULL")),
    )
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
    identity: str | None = Field(description=_IDENTITY)
    seen_at: str | None = Field(description=_SEEN_AT)

    outlet: Outlet | None = Relationship(back_populates="articles")
    quotes: list["Quote"] = Relationship(
        back_populates="article", sa_relationship_kwargs={"order_by": "Quote.start"}
    )
    entities: list["Entity"] = Relationship(
        back_populates="article", sa_relationship_kwargs={"order_by": "Entity.start"}
    )
    run: Run = Relationship()


class ArticleVersion(Table, table=True):
    """An older text of an article, with what was found in it; it counts nowhere."""

    __tablename__ = "article_versions"
    __table_args__ = strict(Index("article_versions_identity", "identity"))

    id: str = Field(primary_key=True, description="Made from the version's content.")
    given_id: str | None = Field(description=meaning_of(records.Article, "given_id"))
    url: str | None = Field(description=meaning_of(records.Article, "url"))
    outlet: str | None = Field(description=meaning_of(records.Article, "outlet"))
    title: str | None = Field(description=meaning_of(records.Article, "title"))
    author: str | None = Field(description=meaning_of(records.Article, "author"))
    published: str | None = Field(description=meaning_of(records.Article, "published"))
    lang: str | None = Field(description=meaning_of(records.Article, "lang"))
    source: str | None = Field(description=meaning_of(records.Article, "source"))
    length: int = Field(description="The length of its text, in code points.")
    version: str = Field(description="The version of the program that harvested it.")
    first_run: str = Field(foreign_key="runs.id", description="The run that saw it first.")
    text: str | None = Field(description="The text, if the run was asked to keep it.")
    sketch: bytes | None = Field(description="By what copies of it are known: up to 24 hashes.")
    identity: str | None = Field(description=_IDENTITY)
    seen_at: str | None = Field(description=_SEEN_AT)
    quotes: str = Field(description="What was found in it: a JSON array of rows of `quotes`.")
    entities: str = Field(description="What it names: a JSON array of rows of `entities`.")


class Sighting(Table, table=True):
    """A record of a file that has an article, or an older version of it."""

    __tablename__ = "sightings"
    __table_args__ = strict(Index("sightings_source", "source"), has_rowid=False)

    article_id: str = Field(primary_key=True, description="The article, or the older version.")
    source: str = Field(primary_key=True, description=meaning_of(records.Article, "source"))
    seen_at: str | None = Field(description=_SEEN_AT)
