"""Whose words quotes have, over all articles, and what says so."""

from typing import ClassVar

from sqlmodel import Field

from harvester.models.base import Table, strict
from harvester.trace.people import resolving
from harvester.trace.people.resolving import Evidence


class Person(Table, table=True):
    """Somebody who is quoted, in posts or in quotation marks."""

    __tablename__ = "people"
    holds: ClassVar = (resolving.Person,)

    id: str = Field(primary_key=True)
    name: str


class PersonName(Table, table=True):
    """A name or an account that is a person's, and what says so."""

    __tablename__ = "person_names"
    __table_args__ = strict(has_rowid=False)
    holds: ClassVar = (resolving.PersonNameUse,)

    person: str = Field(primary_key=True, foreign_key="people.id", ondelete="CASCADE")
    name: str = Field(primary_key=True)
    evidence: Evidence = Field(primary_key=True)
    n_quotes: int


class GivenName(Table, table=True):
    """What a user's own file says of a name."""

    __tablename__ = "given_names"
    __table_args__ = strict(has_rowid=False)

    name: str = Field(primary_key=True, description="A name as printed, or an account.")
    person: str | None = Field(description="Whose it is, by name; null if it is nobody's.")
