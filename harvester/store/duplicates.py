"""Clashes: articles of one harvest that share an id or an address, but not the text.

The newest of them will count, see `versions`. Where that is a fault of the corpus, such as ids that
begin anew in each file, articles would be lost without a word: so each is told.
"""

import json
from collections.abc import Iterator, Sequence

from harvester.harvested import Harvested
from harvester.records import Article
from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, rows
from harvester.text.addresses import identity as identity_of

# A run goes on where one that was stopped left off: they are one harvest.
_EARLIER = " UNION ALL ".join(
    f"SELECT identity, source FROM {table} WHERE identity {AMONG} AND source IS NOT NULL "
    "AND first_run IN (SELECT id FROM runs WHERE rowid > "
    "coalesce((SELECT max(rowid) FROM runs WHERE status = 'done'), 0))"
    for table in ("articles", "article_versions")
)
_KNOWN = " UNION ALL ".join(
    f"SELECT id FROM {table} WHERE id {AMONG}" for table in ("articles", "article_versions")
)


def clashes(connection: Connection, batch: Sequence[Harvested]) -> Iterator[tuple[Article, str]]:
    """Each new article of a batch that another text came before, and the source of that one.

    Ask before the batch is written. Of several sources the smallest is told, so that it is the
    same in whatever batches the articles come.
    """
    identities = {one.key: _identity(one.article) for one in batch}
    asked = json.dumps([*filter(None, identities.values())])
    sources: dict[str, str] = {}
    for identity, source in rows(connection, _EARLIER, (asked, asked)):
        sources[identity] = min(source, sources.get(identity, source))
    keys = json.dumps([*identities])
    met = {key for (key,) in rows(connection, _KNOWN, (keys, keys))}
    for one in batch:
        identity, source = identities[one.key], one.article.source
        if identity is None or source is None:
            continue
        before = sources.setdefault(identity, source)
        if before != source and one.key not in met:
            yield one.article, before
        sources[identity] = min(before, source)
        met.add(one.key)


def _identity(article: Article) -> str | None:
    return identity_of(article.url, article.given_id, article.outlet)
