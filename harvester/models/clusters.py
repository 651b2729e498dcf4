"""Words that stand in two places or more: who printed them, how they changed, and what is odd."""

from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, Relationship

from harvester.models.base import Table, strict
from harvester.models.quotes import Quote
from harvester.models.wordings import Wording
from harvester.records import Precision
from harvester.trace.clustered import RELATIONS, Relation
from harvester.trace.lineage import printings
from harvester.trace.lineage.printings import FindingKind, LagPrecision

_CLUSTER = "The cluster."


class Cluster(Table, table=True):
    """Words that stand in two quotes or more, who printed them first, and in how many places."""

    __tablename__ = "clusters"
    __table_args__ = strict(Index("clusters_post", "post", sqlite_where=text("post IS NOT NULL")))
    holds: ClassVar = (printings.Lineage,)

    id: str = Field(
        primary_key=True,
        description="Made of the smallest of its wordings; the same on every machine.",
    )
    quote_id: str = Field(
        description="The quote that shows its words best: an embed, if there is one."
    )
    words: str = Field(description="The words of that quote.")
    first_outlets: str | None
    first_published: str | None
    posted_at: str | None
    posted_precision: Precision | None
    is_post_later: bool | None
    n_quotes: int
    n_articles: int
    n_independent: int
    n_outlets: int
    n_wordings: int
    median_lag: float | None
    post: str | None = Field(
        description="The post whose words they are: the one most of its quotes reproduce."
    )
    person: str | None = Field(description="Whose words they are; null where that is not plain.")
    is_corrected: bool | None = Field(
        description="Whether other articles told where its words begin."
    )

    members: list["ClusterMember"] = Relationship(back_populates="of_cluster")
    variants: list["Variant"] = Relationship(back_populates="of_cluster")
    findings: list["Finding"] = Relationship(back_populates="of_cluster")


class Variant(Table, table=True):
    """A wording of a cluster, and the one it is most like: together they are a tree."""

    __tablename__ = "variants"
    __table_args__ = strict(Index("variants_cluster", "cluster"))

    wording: int = Field(
        primary_key=True, foreign_key="wordings.id", ondelete="CASCADE", description="The wording."
    )
    cluster: str = Field(foreign_key="clusters.id", ondelete="CASCADE", description=_CLUSTER)
    parent: int | None = Field(
        description="The wording it is most like; null for the cluster's own."
    )
    relation: Relation = Field(description=f"What it is to that one: {', '.join(RELATIONS)}.")
    likeness: float = Field(description="The share of the shorter one's letters that both have.")
    quote_id: str = Field(description="The quote that shows it best.")
    words: str = Field(description="The words of that quote.")
    difference: str | None = Field(description="What is changed, as [-before-]{+after+}.")
    n_quotes: int = Field(description="How many quotes have this wording.")
    n_articles: int = Field(description="How many articles.")

    of_cluster: Cluster = Relationship(back_populates="variants")
    of_wording: Wording = Relationship()


class ClusterMember(Table, table=True):
    """A quote's part in a cluster."""

    __tablename__ = "cluster_members"
    __table_args__ = strict(Index("cluster_members_cluster", "cluster"), has_rowid=False)
    holds: ClassVar = (printings.Member,)

    quote_id: str = Field(primary_key=True, foreign_key="quotes.id", ondelete="CASCADE")
    cluster: str = Field(foreign_key="clusters.id", ondelete="CASCADE", description=_CLUSTER)
    relation: Relation = Field(
        description="What its words are to those of the cluster, or their variant."
    )
    is_first: bool
    lag: float | None
    lag_precision: LagPrecision | None
    copy_of: str | None
    likely_source: str | None
    wording: int | None = Field(description="The wording it has, corrections taken.")

    quote: Quote = Relationship(back_populates="memberships")
    of_cluster: Cluster = Relationship(back_populates="members")


class Finding(Table, table=True):
    """Something in a cluster that a person should look at."""

    __tablename__ = "findings"
    __table_args__ = strict(Index("findings_quote", "quote_id"), has_rowid=False)
    holds: ClassVar = (printings.Finding,)

    cluster: str = Field(
        primary_key=True, foreign_key="clusters.id", ondelete="CASCADE", description=_CLUSTER
    )
    kind: FindingKind = Field(primary_key=True)
    quote_id: str = Field(primary_key=True, foreign_key="quotes.id", ondelete="CASCADE")
    other_quote_id: str | None
    detail: str

    quote: Quote = Relationship(back_populates="findings")
    of_cluster: Cluster = Relationship(back_populates="findings")
