"""The database: the only importer of SQLAlchemy, and the only writer.

A run opens it, writes batch after batch, settles which quotes belong together, and finishes.
Whoever only asks opens it to read: `ask` takes one statement of SQL or a saved question.
"""

from sqlalchemy import Connection

from harvester.store.clusters import settle_clusters
from harvester.store.connect import open_database
from harvester.store.health import faults, sqlite_version
from harvester.store.lineages import settle_lineages
from harvester.store.lookup import Found, look_up
from harvester.store.posts import settle_posts
from harvester.store.queries import (
    Answer,
    Question,
    Value,
    ask,
    columns,
    counts,
    question,
    questions,
)
from harvester.store.runs import (
    Added,
    Input,
    Status,
    finish_run,
    inputs_known,
    start_run,
)
from harvester.store.search import Hit, search
from harvester.store.settle import settle
from harvester.store.snapshot import schema_sql
from harvester.store.stories import Key, Story, story
from harvester.store.subjects import Subject, subjects_of
from harvester.store.texts import add_texts, own_clusters, own_texts, quotes_in_clusters
from harvester.store.transactions import transaction
from harvester.store.write import write

__all__ = [
    "Added",
    "Answer",
    "Connection",
    "Found",
    "Hit",
    "Input",
    "Key",
    "Question",
    "Status",
    "Story",
    "Subject",
    "Value",
    "add_texts",
    "ask",
    "columns",
    "counts",
    "faults",
    "finish_run",
    "inputs_known",
    "look_up",
    "open_database",
    "own_clusters",
    "own_texts",
    "question",
    "questions",
    "quotes_in_clusters",
    "schema_sql",
    "search",
    "settle",
    "settle_clusters",
    "settle_lineages",
    "settle_posts",
    "sqlite_version",
    "start_run",
    "story",
    "subjects_of",
    "transaction",
    "write",
]
