"""For the program alone: what quotes are compared by, and what is still to be done.

Nothing here is shown to people; rows come and go while a run settles what belongs together.
"""

from sqlalchemy import Index
from sqlmodel import Field

from harvester.models.base import Table, strict


class PostKey(Table, table=True):
    """What quotes of one post share."""

    __tablename__ = "post_keys"
    __table_args__ = strict(Index("post_keys_quote", "quote_id"), has_rowid=False)

    key: str = Field(
        primary_key=True,
        description="Words of an account on a day, even if cut, or a picture: quotes that share "
        "one meet.",
    )
    quote_id: str = Field(
        primary_key=True,
        foreign_key="quotes.id",
        ondelete="CASCADE",
        description="The quote that has it.",
    )


class PostingSegment(Table, table=True):
    """A part of the index by which wordings that may match are found."""

    __tablename__ = "posting_segments"

    id: int = Field(primary_key=True, description="A number.")
    size: int = Field(description="How many postings it has: a wording and a piece of its text.")
    wordings: bytes = Field(description="Its wordings in order, eight bytes each.")


class PostingPage(Table, table=True):
    """The postings of a segment whose fingerprints begin with one byte."""

    __tablename__ = "posting_pages"

    page: int = Field(primary_key=True, description="That byte.")
    segment: int = Field(
        primary_key=True,
        foreign_key="posting_segments.id",
        ondelete="CASCADE",
        description="The segment.",
    )
    postings: bytes = Field(
        description="The fingerprints in order, then where in the segment the wording of each is."
    )


class UnindexedWording(Table, table=True):
    """What an older version compared, and is to be entered in the index."""

    __tablename__ = "unindexed_wordings"

    wording: int = Field(primary_key=True, description="The wording.")


class UntracedQuote(Table, table=True):
    """What is to be compared."""

    __tablename__ = "untraced_quotes"
    __table_args__ = strict(has_rowid=False)

    quote_id: str = Field(
        primary_key=True,
        foreign_key="quotes.id",
        ondelete="CASCADE",
        description="A quote whose words were not compared with others yet.",
    )


class StalePost(Table, table=True):
    """Posts to be told anew."""

    __tablename__ = "stale_posts"
    __table_args__ = strict(has_rowid=False)

    post: str = Field(
        primary_key=True, description="A post that lost a quote since posts were settled last."
    )


class StaleReading(Table, table=True):
    """Posts whose corrections are to be told anew."""

    __tablename__ = "stale_readings"
    __table_args__ = strict(has_rowid=False)

    post: str = Field(primary_key=True, description="A post of which a printing came or went.")


class StaleWording(Table, table=True):
    """Wordings that may have become needless."""

    __tablename__ = "stale_wordings"
    __table_args__ = strict(has_rowid=False)

    wording: int = Field(primary_key=True, description="A wording that lost a quote.")


class StaleMatches(Table, table=True):
    """Wordings whose matches may have become needless."""

    __tablename__ = "stale_matches"
    __table_args__ = strict(has_rowid=False)

    wording: int = Field(
        primary_key=True, description="A wording that no longer stands for a fingerprint."
    )


class StaleCluster(Table, table=True):
    """Clusters to be told anew."""

    __tablename__ = "stale_clusters"
    __table_args__ = strict(has_rowid=False)

    cluster: str = Field(
        primary_key=True,
        description="A cluster that gained or lost a quote, or of which a post changed.",
    )


class StaleMeeting(Table, table=True):
    """Clusters whose posts are to be merged anew."""

    __tablename__ = "stale_meetings"
    __table_args__ = strict(has_rowid=False)

    cluster: str = Field(
        primary_key=True, description="A cluster of which a quote came, went or moved."
    )


class StaleIdentity(Table, table=True):
    """Articles of which the newest version is to be found."""

    __tablename__ = "stale_identities"
    __table_args__ = strict(has_rowid=False)

    identity: str = Field(
        primary_key=True, description="An article of which a version came or went."
    )


class StalePeople(Table, table=True):
    """Has a row if people are to be told anew."""

    __tablename__ = "stale_people"
    __table_args__ = strict(has_rowid=False)

    is_stale: int = Field(
        primary_key=True,
        description="1 if quotes came or went since, another number while people are settled.",
    )
