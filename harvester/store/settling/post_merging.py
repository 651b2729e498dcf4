"""Keys by which quotes of one cluster meet in one post, as `trace.posts.meeting` tells.

They are kept beside those of `identity`, and follow the clusters as these change.
"""

import json
from collections.abc import Sequence

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, drain, rows
from harvester.store.settling.posts import NAMED
from harvester.text.entities import is_only_tags
from harvester.trace.matching.wording import Wording
from harvester.trace.phrase_contexts import is_phrase
from harvester.trace.posts.meeting import MARK, Shown, day_of_post, meeting_keys

AT_A_TIME = 5_000  # clusters in one transaction

_SHOWN = f"""
SELECT quotes.id, cluster, platform, handle, {NAMED},
  posted_at, posted_precision, skeleton, account, tidy
FROM wordings JOIN quotes ON quotes.wording = wordings.id
WHERE cluster {AMONG} AND quotes.post IS NOT NULL
"""


def merge_posts(connection: Connection, *, at_a_time: int = AT_A_TIME) -> None:
    """Brings the keys of clusters up to date; posts that they touch are left to be settled."""

    def settle(clusters: str) -> None:
        _settle(connection, _shown(connection, clusters))

    drain(connection, "stale_meetings", "cluster", at_a_time, settle)


def _shown(connection: Connection, clusters: str) -> list[Shown]:
    """The quotes of clusters, but for those of tags alone, with which many posts end."""
    return [
        Shown._make((*row[:5], day_of_post(*row[5:7]), is_phrase(Wording(*row[7:9]))))
        for row in rows(connection, _SHOWN, (clusters,))
        if not is_only_tags(row[9])
    ]


def _settle(connection: Connection, shown: Sequence[Shown]) -> None:
    """Writes the keys that are other than before, and marks the posts that may be, too."""
    quotes = json.dumps([one.quote for one in shown])
    sql = f"SELECT key, quote_id FROM post_keys WHERE quote_id {AMONG} AND key > '{MARK}'"
    before = {(key, quote) for key, quote in rows(connection, sql, (quotes,))}
    now = {(key, quote) for quote, key in meeting_keys(shown).items()}
    changed = {key for key, _ in before ^ now}
    if not changed:
        return
    for sql, pairs in (
        ("DELETE FROM post_keys WHERE key = ? AND quote_id = ?", before - now),
        ("INSERT INTO post_keys (key, quote_id) VALUES (?, ?)", now - before),
    ):
        if pairs:
            connection.exec_driver_sql(sql, sorted(pairs))
    # Also who keeps a key that others got or lost may be of another post now.
    touched = [quote for key, quote in before | now if key in changed]
    connection.exec_driver_sql(
        f"INSERT INTO stale_posts SELECT DISTINCT post FROM quotes WHERE id {AMONG} "
        "ON CONFLICT DO NOTHING",
        (json.dumps(touched),),
    )
