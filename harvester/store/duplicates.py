"""Clashes: articles of one harvest that share an id or an address, but not the text.

The newest of them will count, see `versions`. Where that is a fault of the corpus, such as ids that
begin anew in each file, articles would be lost without a word: so each is told.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from harvester.harvested import Harvested
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows

# A run goes on where one that was stopped left off: they are one harvest.
_EARLIER = " UNION ALL ".join(
    f"SELECT identity, source, first_run IN (SELECT id FROM runs WHERE rowid > "
    "coalesce((SELECT max(rowid) FROM runs WHERE status = 'done'), 0)) "
    f"FROM {table} WHERE identity {AMONG} AND source IS NOT NULL"
    for table in ("articles", "article_versions")
)
_KNOWN = " UNION ALL ".join(
    f"SELECT id FROM {table} WHERE id {AMONG}" for table in ("articles", "article_versions")
)


class Earlier(NamedTuple):
    """What the same harvest brought before: by identity the smallest source; and all that is known.

    The smallest, so that it is the same in whatever batches the articles come. `older` is what the
    harvests before brought: by identity all sources.
    """

    sources: dict[str, str]
    keys: set[str]
    older: dict[str, set[str]]


def earlier(connection: Connection, batch: Sequence[Harvested]) -> Earlier:
    """What was stored before a batch, as far as it matters to it."""
    asked = json.dumps([*filter(None, (one.identity for one in batch))])
    sources: dict[str, str] = {}
    older: dict[str, set[str]] = {}
    for known_by, source, is_of_this_harvest in rows(connection, _EARLIER, (asked, asked)):
        if is_of_this_harvest:
            sources[known_by] = min(source, sources.get(known_by, source))
        else:
            older.setdefault(known_by, set()).add(source)
    keys = json.dumps([one.key for one in batch])
    known = {key for (key,) in rows(connection, _KNOWN, (keys, keys))}
    return Earlier(sources, known, older)
