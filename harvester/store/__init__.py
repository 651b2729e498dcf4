"""The database: the only one that speaks SQL, and the only writer.

A run opens it, writes batch after batch, settles which quotes belong together, and finishes.
Whoever only asks opens it to read: `ask` takes one statement of SQL or a saved question. What is
asked for is loaded when it is asked for: a question needs little of what a run needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from harvester.store.connection.handle import Connection
    from harvester.store.connection.health import faults, sqlite_version
    from harvester.store.connection.opening import open_database
    from harvester.store.connection.pace import Pace
    from harvester.store.connection.transactions import transaction
    from harvester.store.duplicates import Earlier, earlier
    from harvester.store.exchange import harvested_rows, take_in
    from harvester.store.forgetting import Forgotten, forget
    from harvester.store.runs import (
        finish_run,
        inputs_known,
        recorded_run,
        share_of_run,
        start_run,
    )
    from harvester.store.schema.snapshot import schema_sql
    from harvester.store.schema.tables import meanings as table_meanings
    from harvester.store.settling.clusters import cluster_some, settle_clusters, worth_tracing
    from harvester.store.settling.lineages import settle_lineages
    from harvester.store.settling.people import give_names, settle_people
    from harvester.store.settling.posts import settle_posts
    from harvester.store.settling.settle import settle, settle_in_steps
    from harvester.store.settling.word_index import (
        ARTICLES,
        QUOTES,
        Built,
        Corpus,
        build_index,
        has_index,
    )
    from harvester.store.versions import settle_versions
    from harvester.store.writing import write

# Each name's file, without "harvester."; its name there, if that is another one.
_HOME = {
    "ARTICLES": "store.settling.word_index",
    "Added": "ledger",
    "Answer": "store.asking.queries",
    "Built": "store.settling.word_index",
    "CLOSED": "store.browsing",
    "Connection": "store.connection.handle",
    "Corpus": "store.settling.word_index",
    "FACETS": "store.browsing",
    "Earlier": "store.duplicates",
    "Forgotten": "store.forgetting",
    "Found": "store.asking.lookup",
    "Hit": "store.asking.search",
    "Input": "ledger",
    "Key": "store.asking.traces",
    "OPENED": "store.browsing",
    "PLACE": "store.asking.text_clusters",
    "Pace": "store.connection.pace",
    "Place": "store.asking.word_search",
    "QUOTES": "store.settling.word_index",
    "Question": "store.asking.queries",
    "Status": "ledger",
    "Subject": "store.asking.question_parsing",
    "Summary": "store.asking.summary",
    "Value": "store.asking.queries",
    "WordingTrace": "store.asking.traces",
    "add_texts": "store.asking.text_clusters",
    "annotated": "store.asking.exports",
    "ask": "store.asking.queries",
    "asked": "store.asking.queries",
    "build_index": "store.settling.word_index",
    "cluster_some": "store.settling.clusters",
    "columns": "store.asking.queries",
    "condition": "store.asking.filtering",
    "counts": "store.asking.queries",
    "earlier": "store.duplicates",
    "edges": "store.asking.exports",
    "expression": "store.asking.word_search",
    "exported": "store.asking.exports",
    "exported_columns": "store.asking.exports",
    "faults": "store.connection.health",
    "filtered": "store.asking.filtering",
    "find_named": "store.asking.naming",
    "finish_run": "store.runs",
    "forget": "store.forgetting",
    "give_names": "store.settling.people",
    "harvested_rows": "store.exchange",
    "has_index": "store.settling.word_index",
    "inputs_known": "store.runs",
    "is_too_little": "store.asking.search",
    "labels": "store.asking.exports",
    "look_up": "store.asking.lookup",
    "open_database": "store.connection.opening",
    "own_clusters": "store.asking.text_clusters",
    "own_texts": "store.asking.text_clusters",
    "parse_question": "store.asking.question_parsing",
    "places_in_clusters": "store.asking.text_clusters",
    "question": "store.asking.queries",
    "questions": "store.asking.queries",
    "quotes_in_clusters": "store.asking.text_clusters",
    "recorded_run": "store.runs",
    "schema_sql": "store.schema.snapshot",
    "search": "store.asking.search",
    "search_words": "store.asking.word_search",
    "settle": "store.settling.settle",
    "settle_clusters": "store.settling.clusters",
    "settle_in_steps": "store.settling.settle",
    "settle_lineages": "store.settling.lineages",
    "settle_people": "store.settling.people",
    "settle_posts": "store.settling.posts",
    "settle_versions": "store.versions",
    "share_of_run": "store.runs",
    "sqlite_version": "store.connection.health",
    "start_run": "store.runs",
    "summary_of": "store.asking.summary",
    "table_meanings": "store.schema.tables",
    "take_in": "store.exchange",
    "trace_of": "store.asking.traces",
    "transaction": "store.connection.transactions",
    "worth_tracing": "store.settling.clusters",
    "write": "store.writing",
    "write_browsing_copy": "store.browsing",
}
_NAMES = {"table_meanings": "meanings"}

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
    "Earlier",
    "Forgotten",
    "Found",
    "Hit",
    "Input",
    "Key",
    "Pace",
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
    "cluster_some",
    "columns",
    "condition",
    "counts",
    "earlier",
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
    "settle_in_steps",
    "settle_lineages",
    "settle_people",
    "settle_posts",
    "settle_versions",
    "share_of_run",
    "sqlite_version",
    "start_run",
    "summary_of",
    "table_meanings",
    "take_in",
    "trace_of",
    "transaction",
    "worth_tracing",
    "write",
    "write_browsing_copy",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"harvester.{_HOME[name]}"), _NAMES.get(name, name))
    globals()[name] = found
    return found
