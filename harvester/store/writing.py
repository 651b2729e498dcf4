"""Writing what a harvest found: one batch, one transaction, as fast as SQLite takes rows.

The same articles give the same database, in whatever order and in whatever batches they come. An
article that is there is left alone, unless another version of the program harvested it: then its
quotes are replaced. Which post a quote reproduces is left open here, for `posts.settle_posts`, and
which of several texts of an article is the newest, for `versions.settle_versions`.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from harvester.entity import Entity
from harvester.harvested import Harvested
from harvester.ledger import Added, Input
from harvester.records import Article, Problem, Quote
from harvester.store import versions
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, transaction
from harvester.store.runs import add_to_run, note_inputs
from harvester.store.schema import tables
from harvester.text.digest import digest
from harvester.trace.matching.copies import packed

# The columns of `quotes` after id, article_id and post are the quote's other fields, in its order;
# the wording and what came later stand behind them.
_PLAIN = itemgetter(
    *(
        place
        for place, name in enumerate(Quote._fields)
        if name not in ("id", "article_id", "speaker_confidence", *tables.LISTS)
    )
)
_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")

_Record = TypeVar("_Record", bound=tuple[Any, ...])


class _Known(NamedTuple):
    """What the database holds of an article already."""

    version: str
    source: str | None
    has_text: bool
    seen_at: str | None
    is_older: bool


def write(
    connection: Connection,
    run_id: str,
    batch: Iterable[Harvested],
    *,
    version: str,
    problems: Iterable[Problem] = (),
    inputs: Iterable[Input] = (),
) -> Added:
    """What was new in a batch; all of it is committed with the inputs' progress, or none of it.

    A thousand articles make a good batch. `version` must differ where the outcome would.
    """
    found, met, read = list(batch), list(problems), list(inputs)
    try:
        return _write(connection, run_id, found, version=version, problems=met, inputs=read)
    except UnicodeEncodeError:
        # Half a character from broken JSON cannot be stored: each becomes one replacement mark.
        found = [_cleaned(harvested) for harvested in found]
        met = [_cleaned(problem) for problem in met]
        return _write(connection, run_id, found, version=version, problems=met, inputs=read)


def _write(
    connection: Connection,
    run_id: str,
    batch: Sequence[Harvested],
    *,
    version: str,
    problems: Sequence[Problem],
    inputs: Sequence[Input],
) -> Added:
    found = _once(batch)
    with transaction(connection):
        known = _known(connection, found)
        new = [one for one in found if one.key not in known]
        old = [one for one in found if one.key in known and known[one.key].version != version]
        _complete(connection, found, known)
        again = _identities_known(connection, new)
        _restore(connection, [one for one in old if known[one.key].is_older])
        _insert_outlets(connection, new)
        _insert("articles", connection, (_article_row(one, version, run_id) for one in new))
        _replace(connection, old, version)
        _note_sightings(connection, batch)
        quotes = _insert_quotes(connection, [*new, *old])
        met = _insert("problems", connection, ((run_id, *problem) for problem in problems))
        same = len(found) - len(new) - len(old)
        added = Added(len(new) - again, len(old) + again, same, quotes, met)
        add_to_run(connection, run_id, added)
        note_inputs(connection, run_id, inputs)
    return added


def _once(batch: Sequence[Harvested]) -> list[Harvested]:
    """Each article once; of two sources the smaller one, and the text if either has it."""
    found: dict[str, Harvested] = {}
    for one in batch:
        before = found.setdefault(one.key, one)
        if before is not one:
            source = _smaller(before.article.source, one.article.source)
            article = before.article._replace(source=source)
            text = one.text if before.text is None else before.text
            seen_at = _later(before.seen_at, one.seen_at)
            found[one.key] = before._replace(article=article, text=text, seen_at=seen_at)
    return list(found.values())


def _smaller(one: str | None, other: str | None) -> str | None:
    """The smaller of two that are known.

    >>> _smaller("b", "a"), _smaller(None, "a"), _smaller(None, None)
    ('a', 'a', None)
    """
    return min((source for source in (one, other) if source is not None), default=None)


def _later(one: str | None, other: str | None) -> str | None:
    """The later of two times that are known.

    >>> _later("2019", "2020"), _later(None, "2019")
    ('2020', '2019')
    """
    return max((time for time in (one, other) if time is not None), default=None)


def _known(connection: Connection, found: Sequence[Harvested]) -> dict[str, _Known]:
    keys = json.dumps([one.key for one in found])
    sql = " UNION ALL ".join(
        f"SELECT id, version, source, text IS NOT NULL, seen_at, {is_older} FROM {table} "
        f"WHERE id {AMONG}"
        for table, is_older in (("article_versions", 1), ("articles", 0))
    )
    rows = connection.exec_driver_sql(sql, (keys, keys))
    return {row[0]: _Known(*row[1:]) for row in rows.all()}


def _identities_known(connection: Connection, new: Sequence[Harvested]) -> int:
    """How many of these are known already, with another text or date."""
    identities = [identity for one in new if (identity := one.identity)]
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT identity FROM articles WHERE identity {AMONG}", (json.dumps(identities),)
    )
    known = {identity for (identity,) in rows.all()}
    return sum(identity in known for identity in identities)


def _restore(connection: Connection, older: Sequence[Harvested]) -> None:
    """Makes articles of older versions that are harvested anew; settling makes them older again."""
    for one in older:
        versions.restore(connection, one.key)


def _article_row(one: Harvested, version: str, run_id: str) -> tuple[Any, ...]:
    _, given_id, url, outlet, *rest, source, _ = one.article
    particulars = (one.key, given_id, url, _outlet(outlet), *rest, source)
    how = (one.length, version, run_id, one.text, packed(one.sketch))
    return (*particulars, *how, one.identity, one.seen_at)


def _note_sightings(connection: Connection, found: Iterable[Harvested]) -> None:
    seen = [(one.key, one.article.source, one.seen_at) for one in found if one.article.source]
    if seen:
        connection.exec_driver_sql(
            "INSERT INTO sightings VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
            "SET seen_at = coalesce(max(seen_at, excluded.seen_at), excluded.seen_at, seen_at)",
            seen,
        )


@lru_cache(maxsize=10_000)
def _outlet(name: str | None) -> str | None:
    return None if name is None else digest("outlet", name)


def _insert_outlets(connection: Connection, found: Iterable[Harvested]) -> None:
    outlets = {one.article.outlet for one in found}
    _insert("outlets", connection, ((_outlet(name), name) for name in outlets if name is not None))


def _replace(connection: Connection, old: Sequence[Harvested], version: str) -> None:
    """Makes room for what another version found."""
    if old:
        keys = [(one.key,) for one in old]
        connection.exec_driver_sql("DELETE FROM entities WHERE article_id = ?", keys)
        connection.exec_driver_sql("DELETE FROM quotes WHERE article_id = ?", keys)
        connection.exec_driver_sql(
            "UPDATE articles SET version = ?, sketch = ? WHERE id = ?",
            [(version, packed(one.sketch), one.key) for one in old],
        )


def _complete(connection: Connection, found: Iterable[Harvested], known: dict[str, _Known]) -> None:
    """The smallest source stays, and the latest time; a text that was not kept before is added."""
    changes = []
    for one in found:
        if (before := known.get(one.key)) is None:
            continue
        source = _smaller(before.source, one.article.source)
        seen_at = _later(before.seen_at, one.seen_at)
        is_new = (source, seen_at) != (before.source, before.seen_at)
        if is_new or (one.text is not None and not before.has_text):
            changes.append((source, seen_at, one.text, one.key))
    for table in ("articles", "article_versions") if changes else ():
        connection.exec_driver_sql(
            f"UPDATE {table} SET source = ?, seen_at = ?, text = coalesce(text, ?) WHERE id = ?",
            changes,
        )


def _insert_quotes(connection: Connection, found: Sequence[Harvested]) -> int:
    count = _insert(
        "quotes",
        connection,
        (
            (quote.id, one.key, None, *_PLAIN(quote), None, None, quote.speaker_confidence)
            for one in found
            for quote in one.quotes
        ),
    )
    _insert(
        "entities",
        connection,
        ((one.key, *entity[1:]) for one in found for entity in one.entities),
    )
    return count


def _insert(table: str, connection: Connection, rows: Iterable[tuple[Any, ...]]) -> int:
    """How many of the rows were new; one that is there already stays as it is."""
    listed = list(rows)
    if not listed:
        return 0
    return connection.exec_driver_sql(_insertion(table), listed).rowcount


@cache
def _insertion(table: str) -> str:
    names = tables.column_names(table)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT DO NOTHING"


def _cleaned(record: _Record) -> _Record:
    """A record without halves of characters, at the same length.

    >>> _cleaned(Problem("error", "code", "a", chr(0xD83D))).message == chr(0xFFFD)
    True
    """
    return type(record)(*(_clean(value) for value in record))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_LONE_SURROGATES)
    if isinstance(value, (Article, Quote, Entity)):
        return _cleaned(value)
    return tuple(map(_clean, value)) if isinstance(value, tuple) else value
