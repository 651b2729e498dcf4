"""Which texts carry the same words: the quotes of a database, or texts of somebody's own.

Own texts are put into a database of their own, for the time of one question, so that they may be
more than fit into memory, and so that there is one way to tell what belongs together.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from harvester.harvested import Harvested
from harvester.store.connection.handle import Connection
from harvester.store.connection.opening import open_database
from harvester.store.connection.transactions import transaction
from harvester.store.runs import start_run
from harvester.store.settling.clusters import settle_clusters
from harvester.store.settling.lineages import settle_lineages
from harvester.store.writing import write
from harvester.text.digest import digest
from harvester.trace.clustered import Clustered, Relation
from harvester.trace.matching.difference import shared

_CLUSTERED = """
SELECT {id}, coalesce(wordings.cluster, ''), {relation}, variants.likeness,
  {of}, quotes.text, quotes.body_start, other.text, other.body_start, variants.difference,
  member.is_first, member.lag, {source}
FROM {quotes}
LEFT JOIN wordings ON wordings.id = quotes.wording
LEFT JOIN cluster_members AS member ON member.quote_id = quotes.id
LEFT JOIN clusters ON clusters.id = member.cluster
LEFT JOIN variants ON variants.wording = quotes.wording
LEFT JOIN variants AS parents ON parents.wording = variants.parent
LEFT JOIN quotes AS other ON other.id = coalesce(parents.quote_id, clusters.quote_id)
  AND other.id <> quotes.id
"""
_GIVEN = "(SELECT id FROM texts WHERE quote_id = {quote} ORDER BY place LIMIT 1)"
# Records that say the same of the same text are one quote, which may be a cluster of its own.
_HAS_TWIN = (
    "EXISTS (SELECT 1 FROM texts AS twin "
    "WHERE twin.quote_id = texts.quote_id AND twin.place <> texts.place)"
)
_OWN = (
    _CLUSTERED.format(
        id="texts.id",
        relation=f"coalesce(member.relation, CASE WHEN {_HAS_TWIN} THEN 'identical' END)",
        of=_GIVEN.format(quote="other.id"),
        source=_GIVEN.format(quote="member.likely_source"),
        quotes="texts JOIN quotes ON quotes.id = texts.quote_id",
    )
    + "ORDER BY texts.place"
)
_QUOTES = (
    _CLUSTERED.format(
        id="quotes.id",
        relation="member.relation",
        of="other.id",
        source="member.likely_source",
        quotes="quotes",
    )
    + "WHERE member.quote_id IS NOT NULL ORDER BY member.cluster, variants.parent IS NOT NULL, "
    "quotes.id"
)

PLACE = ("published", "outlet", "words")
_PLACES = f"""
SELECT quote_id, {", ".join(PLACE)} FROM quotes_flat
WHERE quote_id IN (SELECT quote_id FROM cluster_members)
"""


@contextmanager
def own_texts() -> Iterator[Connection]:
    """A database for texts of somebody's own, gone at the end."""
    with (
        TemporaryDirectory(prefix="harvester-") as folder,
        closing(open_database(Path(folder, "texts.db"))) as connection,
    ):
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.exec_driver_sql(
            "CREATE TABLE texts (place INTEGER PRIMARY KEY, id TEXT, quote_id TEXT) STRICT"
        )
        connection.exec_driver_sql("CREATE INDEX texts_quote ON texts (quote_id)")
        yield connection


def add_texts(connection: Connection, batch: Iterable[Harvested]) -> None:
    """Puts texts among the own ones, each an article that is one quote."""
    found = list(batch)
    run_id = start_run(connection, version="", arguments={})
    with transaction(connection):
        write(connection, run_id, found, version="")
        places = [(one.article.given_id or one.key, one.quotes[0].id) for one in found]
        if places:
            connection.exec_driver_sql("INSERT INTO texts (id, quote_id) VALUES (?, ?)", places)


def own_clusters(connection: Connection) -> Iterator[Clustered]:
    """Each of the own texts, in the order in which they came."""
    settle_clusters(connection)
    settle_lineages(connection)
    return _clustered(connection, _OWN)


def quotes_in_clusters(connection: Connection) -> Iterator[Clustered]:
    """Each quote of a database whose words stand elsewhere, too, cluster by cluster."""
    return _clustered(connection, _QUOTES)


def places_in_clusters(connection: Connection) -> dict[str, dict[str, str | None]]:
    """Of each quote in a cluster, by its id, when and where it was printed, and its words."""
    found = connection.exec_driver_sql(_PLACES).mappings()
    return {row["quote_id"]: {name: row[name] for name in PLACE} for row in found}


class _Row(NamedTuple):
    """What the database says of a text and of the one that it is held against."""

    id: str
    cluster: str
    relation: Relation | None
    likeness: float | None
    of: str | None
    text: str | None
    at: int | None
    other_text: str | None
    other_at: int | None
    difference: str | None
    is_first: int | None
    lag: float | None
    likely_source: str | None


def _clustered(connection: Connection, sql: str) -> Iterator[Clustered]:
    for row in connection.exec_driver_sql(sql):
        yield _record(_Row._make(row))


def _record(row: _Row) -> Clustered:
    both = shared(row.other_text, row.text) if row.of and row.other_text and row.text else None
    there, here = both or (None, None)
    return Clustered(
        id=row.id,
        cluster=row.cluster or digest("text", row.id),
        relation=row.relation,
        likeness=row.likeness,
        of=row.of,
        start=here and here.start + (row.at or 0),
        end=here and here.end + (row.at or 0),
        of_start=there and there.start + (row.other_at or 0),
        of_end=there and there.end + (row.other_at or 0),
        difference=row.difference,
        is_first=None if row.is_first is None else bool(row.is_first),
        lag=row.lag,
        likely_source=row.likely_source,
    )
