"""Words as they are compared, and how two of them compare."""

from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlmodel import Field, Relationship

from harvester.models.base import Table, strict

if TYPE_CHECKING:
    from harvester.models.quotes import Quote


class Wording(Table, table=True):
    """The words of quotes as they are compared: letters and digits alone."""

    __tablename__ = "wordings"
    __table_args__ = strict(Index("wordings_cluster", "cluster"))

    id: int = Field(
        primary_key=True,
        description="Made of the match key and the account; its last byte counts the pieces.",
    )
    skeleton: str = Field(description="Letters and digits, folded; … where words are left out.")
    account: str | None = Field(description="The handle the words are ascribed to, in lower case.")
    cluster: str = Field(description="The cluster of all wordings that carry the same words.")

    quotes: list["Quote"] = Relationship(back_populates="of_wording")


class Match(Table, table=True):
    """Two wordings held against each other: why they are one cluster or not."""

    __tablename__ = "matches"
    __table_args__ = strict(Index("matches_longer", "longer"), has_rowid=False)

    shorter: int = Field(primary_key=True, description="The shorter one of two wordings.")
    longer: int = Field(primary_key=True, description="The longer one.")
    verdict: str = Field(
        description="same; maybe (words are exchanged); numbers (the same but for numbers); near "
        "(not the same, but like it)."
    )
    likeness: float = Field(
        description="The share of the shorter one's letters found in the longer one."
    )
    start: int = Field(description="Where in the longer match key the shorter one begins.")
    stop: int = Field(description="Where it ends there.")
    changes: str | None = Field(
        description="What differs, as JSON: places in both, and what stands there."
    )
    is_joined: bool = Field(description="Whether the shorter one joins the longer one's cluster.")
