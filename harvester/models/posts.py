"""Posts as such, wherever they are printed, and who posts."""

from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, Relationship

from harvester import records
from harvester.models.base import Table, strict
from harvester.records import Precision

if TYPE_CHECKING:
    from harvester.models.quotes import Quote


class Account(Table, table=True):
    """Who posts: one handle on one platform."""

    __tablename__ = "accounts"
    holds: ClassVar = (records.Account,)

    id: str = Field(primary_key=True)
    platform: str
    handle: str
    name: str | None

    posts: list["Post"] = Relationship(back_populates="account")


class Post(Table, table=True):
    """A social-media post as such, however many articles print it."""

    __tablename__ = "posts"
    __table_args__ = strict(
        Index("posts_account", "account_id"),
        Index("posts_post_id", "post_id", sqlite_where=text("post_id IS NOT NULL")),
    )
    holds: ClassVar = (records.Post,)

    id: str = Field(primary_key=True)
    platform: str
    post_id: str | None
    url: str | None
    account_id: str | None = Field(foreign_key="accounts.id")
    author_name: str | None
    handle: str | None
    text: str | None
    posted_at: str | None
    posted_precision: Precision | None

    account: Account | None = Relationship(back_populates="posts")
    quotes: list["Quote"] = Relationship(back_populates="of_post")
