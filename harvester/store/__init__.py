"""The database: the only importer of SQLAlchemy, and the only writer.

A run opens it, writes batch after batch, settles which quotes belong together, and finishes.
Whoever only asks opens it to read: `ask` takes one statement of SQL or a saved question.
"""

from sqlalchemy import Connection

from harvester.ledger import Added, Input, Status
from harvester.store.asking.exports import (
    annotated,
    edges,
    exported,
    exported_columns,
    labels,
)
from harvester.store.asking.filtering import condition, filtered
from harvester.store.asking.lookup import Found, look_up
from harvester.store.asking.naming import find_named
from harvester.store.asking.queries import (
    Answer,
    Question,
    Value,
    ask,
    asked,
    columns,
    counts,
    question,
    questions,
)
from harvester.store.asking.question_parsing import Subject, parse_question
from harvester.store.asking.search import Hit, is_too_little, search
from harvester.store.asking.summary import Summary, summary_of
from harvester.store.asking.text_clusters import (
    PLACE,
    add_texts,
    own_clusters,
    own_texts,
    places_in_clusters,
    quotes_in_clusters,
)
from harvester.store.asking.traces import Key, WordingTrace, trace_of
from harvester.store.asking.word_search import Place, expression, search_words
from harvester.store.browsing import CLOSED, FACETS, OPENED, write_browsing_copy
from harvester.store.connection.health import faults, sqlite_version
from harvester.store.connection.opening import open_database
from harvester.store.connection.transactions import transaction
from harvester.store.exchange import harvested_rows, take_in
from harvester.store.forget import Forgotten, forget
from harvester.store.runs import finish_run, inputs_known, recorded_run, start_run
from harvester.store.schema.snapshot import schema_sql
from harvester.store.schema.tables import meanings as table_meanings
from harvester.store.settling.clusters import settle_clusters
from harvester.store.settling.lineages import settle_lineages
from harvester.store.settling.people import give_names, settle_people
from harvester.store.settling.posts import settle_posts
from harvester.store.settling.settle import settle
from harvester.store.settling.word_index import (
    ARTICLES,
    QUOTES,
    Built,
    Corpus,
    build_index,
    has_index,
)
from harvester.store.versions import settle_versions
from harvester.store.write import write

__all__ = [
    "ARTICLES",
    "CLOSED",
    "FACETS",
    "OPENED",
    "PLACE",
    "QUOTES",
    "Added",
    "Answer",
    "Built",
    "Connection",
    "Corpus",
    "Forgotten",
    "Found",
    "Hit",
    "Input",
    "Key",
    "Place",
    "Question",
    "Status",
    "Subject",
    "Summary",
    "Value",
    "WordingTrace",
    "add_texts",
    "annotated",
    "ask",
    "asked",
    "build_index",
    "columns",
    "condition",
    "counts",
    "edges",
    "exported",
    "exported_columns",
    "expression",
    "faults",
    "filtered",
    "find_named",
    "finish_run",
    "forget",
    "give_names",
    "harvested_rows",
    "has_index",
    "inputs_known",
    "is_too_little",
    "labels",
    "look_up",
    "open_database",
    "own_clusters",
    "own_texts",
    "parse_question",
    "places_in_clusters",
    "question",
    "questions",
    "quotes_in_clusters",
    "recorded_run",
    "schema_sql",
    "search",
    "search_words",
    "settle",
    "settle_clusters",
    "settle_lineages",
    "settle_people",
    "settle_posts",
    "settle_versions",
    "sqlite_version",
    "start_run",
    "summary_of",
    "table_meanings",
    "take_in",
    "trace_of",
    "transaction",
    "write",
    "write_browsing_copy",
]
