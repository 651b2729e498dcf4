"""The tables: each column made from the field of a record, so that name and meaning are said once.

`migrations/` creates the tables; this module declares what they must look like, gives the writer
its column names, and tells people what a column means. A test compares the two. STRICT tables know
TEXT, INTEGER and REAL only: days and times are ISO text, claims are 0 or 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import NoneType, new_class
from typing import Any, Literal, get_args, get_origin

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field as ColumnField
from sqlmodel import SQLModel

from harvester import records
from harvester.records import Field
from harvester.store import runs
from harvester.trace.corrections import Correction

# Of a quote; each value is a row of `entities`.
LISTS = ("pics", "links", "hashtags", "mentions", "cashtags")

_TYPES = {str: Text, int: Integer, bool: Integer, float: REAL}


def _is_nullable(hint: Any) -> bool:
    return NoneType in get_args(hint)


def _plain(hint: Any) -> type:
    """The Python type of a value that is there.

    >>> _plain(bool | None), _plain(Literal["embed", "link"])
    (<class 'bool'>, <class 'str'>)
    """
    if _is_nullable(hint):
        hint = next(part for part in get_args(hint) if part is not NoneType)
    plain: type = str if get_origin(hint) is Literal else hint
    return plain


def _of(
    record: type, *, without: Sequence[str] = (), rename: Mapping[str, str] | None = None
) -> list[Field]:
    """The fields of a record as columns."""
    names = rename or {}
    return [
        field._replace(name=names.get(field.name, field.name))
        for field in records.fields(record)
        if field.name not in without
    ]


def _column(field: Field, keys: Sequence[str], reference: ForeignKey | None) -> Column[Any]:
    references = [] if reference is None else [reference]
    return Column(
        field.name,
        _TYPES[_plain(field.type)],
        *references,
        primary_key=field.name in keys,
        nullable=_is_nullable(field.type),
    )


def _table(
    name: str,
    columns: Sequence[Field],
    *,
    keys: Sequence[str] = ("id",),
    references: Mapping[str, ForeignKey] | None = None,
    indexes: Iterable[Index | UniqueConstraint] = (),
    has_rowid: bool = True,
) -> type[SQLModel]:
    """A table class whose columns are these fields."""
    checks = [
        CheckConstraint(f"{field.name} IN (0, 1)")
        for field in columns
        if _plain(field.type) is bool
    ]
    options = {"sqlite_strict": True} | ({} if has_rowid else {"sqlite_with_rowid": False})
    namespace: dict[str, Any] = {
        "__module__": __name__,
        "__tablename__": name,
        "__annotations__": {field.name: field.type for field in columns},
        "__table_args__": (*checks, *indexes, options),
    }
    for field in columns:
        column = _column(field, keys, (references or {}).get(field.name))
        namespace[field.name] = ColumnField(sa_column=column, description=field.meaning)
    return new_class(name, (SQLModel,), {"table": True}, lambda body: body.update(namespace))


_RUN = Field("run_id", str, "The run that wrote it last.")
_VERSION = Field("version", str, "The version of the program that harvested it.")

Runs = _table("runs", [*_of(runs.Run), *_of(runs.Added)])
Inputs = _table(
    "inputs",
    [*_of(runs.Input), _RUN],
    keys=("path",),
    references={"run_id": ForeignKey("runs.id")},
)
Problems = _table(
    "problems",
    [Field("run_id", str, "The run that met it first."), *_of(records.Problem)],
    keys=("source", "code", "message"),
    references={"run_id": ForeignKey("runs.id")},
)
Outlets = _table("outlets", _of(records.Outlet), indexes=[UniqueConstraint("name")])
Articles = _table(
    "articles",
    [
        Field("id", str, "Made from the article's content; the same on every machine."),
        *_of(records.Article, without=["text"], rename={"outlet": "outlet_id"}),
        Field("length", int, "The length of its text, in code points."),
        _VERSION,
        Field("first_run", str, "The run that saw it first."),
        Field("text", str | None, "The text all offsets refer to, if it was asked to keep it."),
    ],
    references={"outlet_id": ForeignKey("outlets.id"), "first_run": ForeignKey("runs.id")},
    indexes=[Index("articles_outlet", "outlet_id")],
)
Accounts = _table("accounts", _of(records.Account))
Posts = _table(
    "posts",
    _of(records.Post),
    references={"account_id": ForeignKey("accounts.id")},
    indexes=[Index("posts_account", "account_id")],
)
UNSETTLED = "post IS NULL AND kind <> 'quotation' AND platform IS NOT NULL"
_QUOTE_ID, _ARTICLE_ID, *_QUOTE = _of(records.Quote, without=LISTS, rename={"end": "stop"})
Quotes = _table(
    "quotes",
    [
        _QUOTE_ID,
        _ARTICLE_ID._replace(meaning="The article it stands in, by content."),
        Field("post", str | None, "The post it reproduces; null for a quotation."),
        *_QUOTE,
    ],
    references={
        "article_id": ForeignKey("articles.id", ondelete="CASCADE"),
        "post": ForeignKey("posts.id"),
    },
    indexes=[
        Index("quotes_article", "article_id"),
        Index("quotes_post", "post", "article_id", sqlite_where=text("post IS NOT NULL")),
        Index("quotes_speaker", "speaker_name", sqlite_where=text("speaker_name IS NOT NULL")),
        Index("quotes_from_post", "post_quote_id", sqlite_where=text("post_quote_id IS NOT NULL")),
        Index("quotes_unsettled", "platform", sqlite_where=text(UNSETTLED)),
    ],
)
Entities = _table(
    "entities",
    _of(records.Entity),
    keys=("quote_id", "kind", "value"),
    references={"quote_id": ForeignKey("quotes.id", ondelete="CASCADE")},
    has_rowid=False,
)
# The next two belong to settle_posts alone: what quotes share, and which posts have lost a quote.
PostKeys = _table(
    "post_keys",
    [
        Field(
            "key",
            str,
            "Words of an account on a day, even if cut, or a picture: quotes that share one meet.",
        ),
        Field("quote_id", str, "The quote that has it."),
    ],
    keys=("key", "quote_id"),
    references={"quote_id": ForeignKey("quotes.id", ondelete="CASCADE")},
    indexes=[Index("post_keys_quote", "quote_id")],
    has_rowid=False,
)
StalePosts = _table(
    "stale_posts",
    [Field("post", str, "A post that lost a quote since posts were settled last.")],
    keys=("post",),
    has_rowid=False,
)

# What articles tell of each other's quotes; the two stale ones are for settling alone.
StaleMeetings = _table(
    "stale_meetings",
    [Field("cluster", str, "A cluster of which a quote came, went or moved.")],
    keys=("cluster",),
    has_rowid=False,
)
Corrections = _table(
    "corrections",
    _of(Correction),
    keys=("quote_id",),
    references={"quote_id": ForeignKey("quotes.id", ondelete="CASCADE")},
    has_rowid=False,
)
StaleReadings = _table(
    "stale_readings",
    [Field("post", str, "A post of which a printing came or went.")],
    keys=("post",),
    has_rowid=False,
)


def names() -> list[str]:
    """The tables, each after those it refers to."""
    return [table.name for table in SQLModel.metadata.sorted_tables]


def columns(table: str) -> dict[str, str]:
    """The columns of a table in order, each with its meaning.

    >>> columns("outlets")
    {'id': 'Made from the name.', 'name': 'The registered domain or the given name.'}
    """
    model = _MODELS[table]
    return {name: field.description or "" for name, field in model.model_fields.items()}


def _declared(model: type[SQLModel]) -> Table:
    declared: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel adds it
    return declared


_ALL = (
    *(Runs, Inputs, Problems, Outlets, Articles, Accounts, Posts, Quotes, Entities),
    *(PostKeys, StalePosts),
    *(StaleMeetings, Corrections, StaleReadings),
)
_MODELS = {_declared(model).name: model for model in _ALL}
