"""What was harvested when, how far it was read, and what went wrong."""

from typing import ClassVar

from sqlmodel import Field, Relationship

from harvester import ledger, records
from harvester.ledger import Status
from harvester.models.base import Table
from harvester.records import Severity


class Run(Table, table=True):
    """One harvest: how it was asked for, and what it added."""

    __tablename__ = "runs"
    holds: ClassVar = (ledger.Run, ledger.Added)

    id: str = Field(primary_key=True)
    version: str
    arguments: str
    started_at: str
    finished_at: str | None
    status: Status
    articles: int
    replaced: int
    known: int
    quotes: int
    problems: int

    inputs: list["Input"] = Relationship(back_populates="run")
    problems_met: list["Problem"] = Relationship(back_populates="run")


class Input(Table, table=True):
    """How far a file has been read; the next run goes on from there."""

    __tablename__ = "inputs"
    holds: ClassVar = (ledger.Input,)

    path: str = Field(primary_key=True)
    size: int
    mtime_ns: int
    version: str
    articles: int
    position: int
    is_done: bool
    run_id: str = Field(foreign_key="runs.id", description="The run that wrote it last.")

    run: Run = Relationship(back_populates="inputs")


class Problem(Table, table=True):
    """Something that could not be read, or was read with a guess."""

    __tablename__ = "problems"
    holds: ClassVar = (records.Problem,)

    run_id: str = Field(foreign_key="runs.id", description="The run that met it first.")
    severity: Severity
    code: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    message: str = Field(primary_key=True)

    run: Run = Relationship(back_populates="problems_met")
