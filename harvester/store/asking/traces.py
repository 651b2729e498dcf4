"""The story of some words: who printed them, when, what became of them, and what is odd about it.

Told of a cluster; of a post whose words nobody else has; of a quote that stands all alone; or of a
picture or an account, wherever they are named.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from harvester.store.asking import entity_places
from harvester.store.connection.handle import Connection

Row = dict[str, Any]

_PRINTINGS = {
    "cluster": "SELECT * FROM timeline WHERE cluster = ?",
    "post": "SELECT * FROM timeline WHERE post = ? AND cluster IS NULL",
    "quote": """
        SELECT NULL AS cluster, post, platform, author_name, handle,
          coalesce(speaker_name, speaker) AS speaker, person, words, posted_at, link, published,
          outlet, title, article_url, source, is_corrected, 0 AS is_before_post,
          published IS NOT NULL AS is_first,
          CASE WHEN published IS NOT NULL THEN 0.0 END AS lag, kind, NULL AS relation,
          words AS printed_words, NULL AS difference, NULL AS copy_of, NULL AS likely_source,
          NULL AS likely_source_outlet, article_id, quote_id
        FROM quotes_flat WHERE quote_id = ?
    """,
    **entity_places.PRINTINGS,
}
_VARIANTS = """
SELECT wording, parent, relation, likeness, words, difference, n_quotes, n_articles FROM variants
WHERE cluster = ? ORDER BY parent IS NOT NULL, n_quotes DESC, wording
"""
_FINDINGS = """
SELECT kind, detail, words, outlet, article_url, other_words, other_outlet, other_article_url, why,
  quote_id, other_quote_id
FROM findings_flat WHERE cluster = ? ORDER BY kind, quote_id
"""
_LOOK_ALIKES = """
SELECT differs_in, other_words AS words, other_account AS account, likeness,
  other_quote_id AS quote_id
FROM look_alikes WHERE cluster = ? ORDER BY differs_in, likeness DESC, other_cluster
"""
_OWN_CLUSTER = (
    "SELECT cluster FROM quotes JOIN wordings ON wordings.id = wording WHERE quotes.id = ?"
)
_PRINTING = (
    *("published", "outlet", "title", "article_url", "source", "is_first", "lag"),
    *("is_before_post", "kind", "relation", "speaker", "printed_words", "is_corrected"),
    *("difference", "copy_of", "likely_source", "likely_source_outlet", "article_id", "quote_id"),
)
_CLAIMS = ("is_first", "is_before_post", "is_corrected")
_OF_PLACES = (
    *("platform", "author_name", "handle", "speaker", "person", "words", "posted_at", "link"),
)


class Key(NamedTuple):
    """What a story is told of."""

    kind: Literal["cluster", "post", "quote", "pic", "account"]
    id: str


class WordingTrace(NamedTuple):
    """The words and who was first; each printing in order of time; how the words changed."""

    facts: Row
    printings: list[Row]
    variants: list[Row]
    findings: list[Row]
    look_alikes: list[Row]


def trace_of(connection: Connection, key: Key) -> WordingTrace:
    """All that is known of these words; the database must have the key."""
    places = _rows(connection, _PRINTINGS[key.kind], key.id)
    printings = [
        {name: bool(each[name]) if name in _CLAIMS else each[name] for name in _PRINTING}
        for each in places
    ]
    cluster = key.id if key.kind == "cluster" else _own_cluster(connection, printings)
    changes = (_rows(connection, sql, cluster) for sql in (_VARIANTS, _FINDINGS, _LOOK_ALIKES))
    return WordingTrace(_facts(key, places), printings, *changes)


def _own_cluster(connection: Connection, printings: Sequence[Row]) -> str:
    """The cluster that words have for themselves: nobody else's, but others may look like it."""
    known = (_rows(connection, _OWN_CLUSTER, each["quote_id"]) for each in printings)
    return next((str(found[0]["cluster"]) for found in known if found), "")


def _facts(key: Key, printings: Sequence[Row]) -> Row:
    firsts = [each for each in printings if each["is_first"]]
    articles = {each["article_id"] for each in printings}
    copies = {each["article_id"] for each in printings if each["copy_of"]}
    return {
        "cluster": key.id if key.kind == "cluster" else None,
        "post": printings[0]["post"],
        **{name: _first_known(printings, name) for name in _OF_PLACES},
        "first_published": min(
            (each["published"] for each in firsts),
            key=lambda each: (len(each) > 10, each),  # a day that ties says all that is known
            default=None,
        ),
        "first_outlets": sorted({each["outlet"] for each in firsts if each["outlet"]}),
        "n_quotes": len(printings),
        "n_articles": len(articles),
        "n_independent": len(articles - copies),
        "n_outlets": len({each["outlet"] for each in printings if each["outlet"]}),
    }


def _first_known(printings: Sequence[Row], name: str) -> object:
    return next((each[name] for each in printings if each[name] is not None), None)


def _rows(connection: Connection, sql: str, value: str) -> list[Row]:
    return [*connection.exec_driver_sql(sql, (value,)).mappings()]
