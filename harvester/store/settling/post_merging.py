"""Which quotes of one cluster are of one post: cut, edited or begun elsewhere, but the same.

Where the words of an account on a day are nearly the same, two articles print one post. An id tells
the day in UTC, an outlet prints its own: a day between is no other day, unless the account says the
same day after day. The keys that follow are kept beside those of `identity`, and follow the
clusters as these change.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from harvester.store.connection.handle import Connection
from harvester.store.connection.transactions import AMONG, drain, rows
from harvester.store.settling.posts import NAMED
from harvester.text.digest import digest
from harvester.text.entities import is_only_tags
from harvester.trace.lineage.times import time
from harvester.trace.matching.wording import Wording
from harvester.trace.phrase_contexts import is_phrase

AT_A_TIME = 5_000  # clusters in one transaction

# What keys of clusters begin with: it comes after all letters, and the least key names a post.
_MARK = "~"
_SHOWN = f"""
SELECT quotes.id, cluster, platform, handle, {NAMED},
  posted_at, posted_precision, skeleton, account, tidy
FROM wordings JOIN quotes ON quotes.wording = wordings.id
WHERE cluster {AMONG} AND quotes.post IS NOT NULL
"""


class Shown(NamedTuple):
    """What of a quote tells with which others of its cluster it shares a post."""

    quote: str
    cluster: str
    platform: str
    handle: str | None = None
    post_id: str | None = None
    day: int | None = None
    is_phrase: bool = False


def meeting_keys(quotes: Iterable[Shown]) -> dict[str, str]:
    """For each quote that is of one post with another the key that they share.

    >>> embed = Shown("q1", "c1", "twitter", "Ada", post_id="20", day=20)
    >>> cut = Shown("q2", "c1", "twitter", "ada", day=21)
    >>> other = Shown("q3", "c1", "twitter", "ada", day=25)
    >>> sorted(meeting_keys([embed, cut, other]))
    ['q1', 'q2']
    """
    groups: dict[tuple[str, str, str], list[Shown]] = defaultdict(list)
    for one in quotes:
        if one.handle:
            groups[one.cluster, one.platform, one.handle.lower()].append(one)
    return {
        one.quote: _MARK + digest("cluster", *group, day)
        for group, members in groups.items()
        for day, met in _posts(members).items()
        if len(met) > 1
        for one in met
    }


def _posts(group: Sequence[Shown]) -> dict[int | None, list[Shown]]:
    """The quotes of each post, by its day; where two ids are possible, nothing is told."""
    day_of = _days(group)
    posts: dict[int | None, list[Shown]] = defaultdict(list)
    for one in group:
        if one.day is not None:
            posts[day_of[one.day]].append(one)
    undated = [one for one in group if one.day is None and not one.is_phrase]
    if len(posts) < 2 and len(_ids(group)) < 2:
        posts[next(iter(posts), None)] += undated
    return {day: met for day, met in posts.items() if len(_ids(met)) < 2}


def _ids(group: Iterable[Shown]) -> set[str]:
    return {one.post_id for one in group if one.post_id is not None}


def _days(group: Iterable[Shown]) -> dict[int, int]:
    """For each printed day that of the post.

    A phrase may be said again the next day, and what is printed on three days in a row was.
    """
    dated = [(one.day, one) for one in group if one.day is not None]
    told = {day for day, one in dated if one.post_id is not None}
    firm = {day for day, one in dated if not one.is_phrase}
    firmly_told = {day for day, one in dated if one.post_id is not None and not one.is_phrase}
    day_of = {day: day for day, _ in dated}
    loose = firm - told
    free = {day for day in loose if not told & {day - 1, day + 1}}
    for day in loose:
        near = told & {day - 1, day + 1}
        if len(near) == 1 and near <= firmly_told:
            day_of[day] = near.pop()
        elif free & {day - 2, day - 1, day, day + 1} == {day - 1, day}:
            day_of[day] = day - 1
    return day_of


def merge_posts(connection: Connection, *, at_a_time: int = AT_A_TIME) -> None:
    """Brings the keys of clusters up to date; posts that they touch are left to be settled."""

    def settle(clusters: str) -> None:
        _settle(connection, _shown(connection, clusters))

    drain(connection, "stale_meetings", "cluster", at_a_time, settle)


def _shown(connection: Connection, clusters: str) -> list[Shown]:
    """The quotes of clusters, but for those of tags alone, with which many posts end."""
    return [
        Shown._make((*row[:5], _day(*row[5:7]), is_phrase(Wording(*row[7:9]))))
        for row in rows(connection, _SHOWN, (clusters,))
        if not is_only_tags(row[9])
    ]


def _day(posted_at: str | None, precision: str | None) -> int | None:
    """The day of a post; one that is estimated is none."""
    when = time(posted_at) if precision != "days" else None
    return when.day if when else None


def _settle(connection: Connection, shown: Sequence[Shown]) -> None:
    """Writes the keys that are other than before, and marks the posts that may be, too."""
    quotes = json.dumps([one.quote for one in shown])
    sql = f"SELECT key, quote_id FROM post_keys WHERE quote_id {AMONG} AND key > '{_MARK}'"
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
