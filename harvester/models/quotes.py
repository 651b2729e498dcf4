"""Where words stand: the quotes of articles, what is in their words, and where others correct them.

A relationship whose column has its name already is called `of_…`: `quote.post` is the id of the
post, `quote.of_post` the post.
"""

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, Relationship

from harvester import entity, records
from harvester.entity import EntityKind
from harvester.ledger import UNSETTLED
from harvester.models.articles import Article
from harvester.models.base import Table, meaning_of, strict
from harvester.models.people import Person
from harvester.models.posts import Post
from harvester.models.wordings import Wording
from harvester.records import Kind, Precision
from harvester.trace import corrections
from harvester.trace.corrections import Reason

if TYPE_CHECKING:
    from harvester.models.clusters import ClusterMember, Finding


class Quote(Table, table=True):
    """One place in one article where somebody's words are reproduced or pointed to."""

    __tablename__ = "quotes"
    __table_args__ = strict(
        Index("quotes_article", "article_id"),
        Index("quotes_post", "post", "article_id", sqlite_where=text("post IS NOT NULL")),
        Index("quotes_speaker", "speaker_name", sqlite_where=text("speaker_name IS NOT NULL")),
        Index("quotes_from_post", "post_quote_id", sqlite_where=text("post_quote_id IS NOT NULL")),
        Index("quotes_unsettled", "platform", sqlite_where=text(UNSETTLED)),
        Index("quotes_person", "person", sqlite_where=text("person IS NOT NULL")),
        Index("quotes_wording", "wording", sqlite_where=text("wording IS NOT NULL")),
    )
    holds: ClassVar = (records.Quote,)

    id: str = Field(primary_key=True)
    article_id: str = Field(
        foreign_key="articles.id",
        ondelete="CASCADE",
        description="The article it stands in, by content.",
    )
    post: str | None = Field(
        foreign_key="posts.id", description="The post it reproduces; null for a quotation."
    )
    kind: Kind
    rule: str
    platform: str | None
    post_id: str | None
    url: str | None
    author_name: str | None
    handle: str | None
    speaker: str | None
    text: str | None
    tidy: str | None
    folded: str | None
    start: int
    stop: int = Field(description=meaning_of(records.Quote, "end"))
    body_start: int | None
    body_end: int | None
    tail_start: int | None
    tail_end: int | None
    attribution_start: int | None
    attribution_end: int | None
    speaker_start: int | None
    speaker_end: int | None
    cue_start: int | None
    cue_end: int | None
    printed_date: str | None
    posted_at: str | None
    posted_precision: Precision | None
    is_date_confirmed: bool | None
    lang: str | None
    confidence: float
    prefix: str
    suffix: str
    runner_up: int | None
    speaker_name: str | None
    is_speaker_inferred: bool | None
    post_quote_id: str | None
    wording: int | None = Field(
        foreign_key="wordings.id",
        description="What its words are compared by; null if there are too few.",
    )
    person: str | None = Field(
        foreign_key="people.id", description="Whose words they are; null where that is not plain."
    )
    speaker_confidence: float | None

    article: Article = Relationship(back_populates="quotes")
    of_post: Post | None = Relationship(back_populates="quotes")
    of_wording: Wording | None = Relationship(back_populates="quotes")
    of_person: Person | None = Relationship()
    entities: list["Entity"] = Relationship(back_populates="quote")
    memberships: list["ClusterMember"] = Relationship(back_populates="quote")
    findings: list["Finding"] = Relationship(back_populates="quote")
    corrections: list["Correction"] = Relationship(back_populates="quote")


class Entity(Table, table=True):
    """A handle, hashtag, cashtag, picture, link, account or date, in a quote or loose."""

    __tablename__ = "entities"
    __table_args__ = strict(
        Index("entities_quote", "quote_id", sqlite_where=text("quote_id IS NOT NULL")),
        Index("entities_value", "kind", "value"),
        has_rowid=False,
    )
    holds: ClassVar = (entity.Entity,)

    article_id: str = Field(
        primary_key=True,
        foreign_key="articles.id",
        ondelete="CASCADE",
        description="The article it stands in, by content.",
    )
    quote_id: str | None = Field(foreign_key="quotes.id", ondelete="CASCADE")
    kind: EntityKind = Field(primary_key=True)
    value: str | None
    printed: str
    start: int = Field(primary_key=True)
    stop: int = Field(primary_key=True, description=meaning_of(entity.Entity, "end"))
    platform: str | None
    rule: str
    confidence: float
    is_inferred: bool

    article: Article = Relationship(back_populates="entities")
    quote: Quote | None = Relationship(back_populates="entities")


class Correction(Table, table=True):
    """Where the words of a quote begin, as other printings of the post tell."""

    __tablename__ = "corrections"
    __table_args__ = strict(has_rowid=False)
    holds: ClassVar = (corrections.Correction,)

    quote_id: str = Field(primary_key=True, foreign_key="quotes.id", ondelete="CASCADE")
    start_before: int
    start: int
    words: str
    reason: Reason
    n_articles: int
    confidence: float

    quote: Quote = Relationship(back_populates="corrections")
