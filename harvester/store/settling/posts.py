"""Settling posts: each quote of a post gets the post it reproduces, in whatever order they came.

Work follows the quotes that are new, and those of posts that lost one: never the whole database.
What a quote shows is compared in `identity`; what is known of a post is gathered in `facts`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from harvester.ledger import UNSETTLED
from harvester.platforms import PLATFORMS
from harvester.store.connection.handle import Connection
from harvester.store.connection.pace import Pace
from harvester.store.connection.transactions import AMONG, transaction
from harvester.store.settling import post_facts
from harvester.trace.posts.identity import Name, Sighting, assign, by_id, keys, rank

AT_A_TIME = 20_000  # quotes in one transaction, at most: bounds memory

# Some platforms count the posts of each account: there only account and number name a post.
_COUNTING = ", ".join(f"'{platform.name}'" for platform in PLATFORMS if platform.counts_by_account)
NAMED = (
    f"CASE WHEN platform IN ({_COUNTING}) AND handle IS NOT NULL "
    "THEN lower(handle) || '/' || post_id ELSE post_id END"
)
_SHOWN = f"quotes.id, platform, {NAMED}, handle, posted_at"


@dataclass
class _Region:
    """The quotes without an id whose post may change, and all that they hang together by."""

    loose: dict[str, Sighting] = field(default_factory=dict)
    keys_of: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def settle_posts(connection: Connection, *, at_a_time: int = AT_A_TIME) -> int:
    """How many quotes got a post; call it at the end of a run, however the last one ended."""
    settled, pace = 0, Pace(at_a_time)
    while True:
        with pace.measured() as number, transaction(connection):
            fresh = _unsettled(connection, number)
            stale = _stale(connection, number)
            if not fresh and not stale:
                post_facts.drop_outlets(connection)
                return settled
            _settle(connection, fresh, stale)
        settled += len(fresh)


def _settle(connection: Connection, fresh: Sequence[Sighting], stale: Sequence[str]) -> None:
    held = _write_keys(connection, fresh)
    region = _region(connection, [*fresh, *_loose_of(connection, stale)], held)
    names = assign(region.loose.values(), region.keys_of, region.ids)
    for sighting in fresh:
        if sighting.post_id is not None:
            names[sighting] = by_id(sighting.platform, sighting.post_id)
    post_facts.refresh(connection, _move(connection, names) | set(stale))
    connection.exec_driver_sql(
        f"DELETE FROM stale_posts WHERE post {AMONG}",
        (json.dumps(stale),),
    )


def _unsettled(connection: Connection, limit: int) -> list[Sighting]:
    rows = connection.exec_driver_sql(
        f"SELECT {_SHOWN}, folded FROM quotes WHERE {UNSETTLED} LIMIT ?", (limit,)
    )
    return [Sighting(*row) for row in rows.all()]


def _stale(connection: Connection, limit: int) -> list[str]:
    rows = connection.exec_driver_sql("SELECT post FROM stale_posts LIMIT ?", (limit,))
    return [post for (post,) in rows.all()]


def _loose_of(connection: Connection, posts: Sequence[str]) -> list[Sighting]:
    """The quotes without an id that were settled in these posts."""
    rows = connection.exec_driver_sql(
        f"SELECT {_SHOWN}, NULL, post FROM quotes WHERE post {AMONG} AND post_id IS NULL",
        (json.dumps(posts),),
    )
    return [Sighting(*row) for row in rows.all()]


def _write_keys(connection: Connection, fresh: Sequence[Sighting]) -> set[str]:
    """Stores the keys of new quotes, and returns them."""
    pics: dict[str, list[str]] = {}
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT quote_id, value FROM entities WHERE kind = 'pic' AND quote_id {AMONG}",
        (json.dumps([sighting.quote for sighting in fresh]),),
    )
    for quote, pic in rows.all():
        pics.setdefault(quote, []).append(pic)
    pairs = [
        (key, sighting.quote)
        for sighting in fresh
        for key in keys(sighting, pics.get(sighting.quote, ()))
    ]
    if pairs:
        connection.exec_driver_sql("INSERT INTO post_keys (key, quote_id) VALUES (?, ?)", pairs)
    return {key for key, _ in pairs}


def _region(connection: Connection, seeds: Iterable[Sighting], held: set[str]) -> _Region:
    """From these quotes and keys along shared keys, as far as quotes without an id lead."""
    region = _Region()
    reached = [sighting for sighting in seeds if sighting.post_id is None]
    seen: set[str] = set()
    frontier = held | _take(connection, region, reached)
    while frontier:
        seen |= frontier
        reached = []
        for key, sighting in _holders(connection, frontier):
            if sighting.post_id is None:
                reached.append(sighting)
            else:
                least = region.ids.setdefault(key, sighting.post_id)
                region.ids[key] = min(least, sighting.post_id, key=rank)
        frontier = _take(connection, region, reached) - seen
    return region


def _holders(connection: Connection, wanted: set[str]) -> list[tuple[str, Sighting]]:
    """Who has these keys."""
    rows = connection.exec_driver_sql(
        f"SELECT key, {_SHOWN}, NULL, post FROM post_keys JOIN quotes ON quotes.id = quote_id "
        f"WHERE key {AMONG}",
        (json.dumps(sorted(wanted)),),
    )
    return [(row[0], Sighting(*row[1:])) for row in rows.all()]


def _take(connection: Connection, region: _Region, reached: Iterable[Sighting]) -> set[str]:
    """Adds quotes to the region, and returns the keys through which it goes on."""
    new = {sighting.quote: sighting for sighting in reached if sighting.quote not in region.loose}
    region.loose |= new
    rows = connection.exec_driver_sql(
        f"SELECT quote_id, key FROM post_keys WHERE quote_id {AMONG}",
        (json.dumps(list(new)),),
    )
    found = set()
    for quote, key in rows.all():
        region.keys_of.setdefault(quote, []).append(key)
        found.add(key)
    return found


def _move(connection: Connection, names: Mapping[Sighting, Name]) -> set[str]:
    """Puts each quote under its post, and returns the posts that came, went or changed."""
    moved = [(quote, name) for quote, name in names.items() if quote.post != name.id]
    if not moved:
        return set()
    # The rows must be there before quotes point to them; they get their facts afterwards.
    connection.exec_driver_sql(
        "INSERT INTO posts (id, platform, post_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        sorted({name for _, name in moved}, key=itemgetter(0)),
    )
    connection.exec_driver_sql(
        "UPDATE quotes SET post = ? WHERE id = ?",
        [(name.id, sighting.quote) for sighting, name in moved],
    )
    left = {sighting.post for sighting, _ in moved if sighting.post}
    return left | {name.id for _, name in moved}
