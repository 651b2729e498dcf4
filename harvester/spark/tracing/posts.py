"""Posts on Spark: which post each quote reproduces, and where other printings correct its words."""

from collections.abc import Iterator

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from harvester.platforms import PLATFORMS
from harvester.records import POST_KINDS
from harvester.spark.frames import Row, Scratch, by_group, columns, mapped
from harvester.spark.tracing.components import components
from harvester.text.entities import is_only_tags
from harvester.trace.corrections import Printed, corrections
from harvester.trace.matching.wording import Wording
from harvester.trace.phrase_contexts import is_phrase
from harvester.trace.posts.identity import Sighting, assign, by_id, keys, rank
from harvester.trace.posts.meeting import Shown, day_of_post, meeting_keys

_COUNTING = frozenset(platform.name for platform in PLATFORMS if platform.counts_by_account)
_KEYS = columns(dict.fromkeys(("id", "key"), pyarrow.string()))
_POSTS = columns(dict.fromkeys(("id", "post"), pyarrow.string()))
_CORRECTED = columns(dict.fromkeys(("id", "corrected"), pyarrow.string()))
_SHOWN = ("id", "platform", "post_id", "handle", "posted_at", "folded", "pics")


def posts(quotes: DataFrame, clustered: DataFrame, scratch: Scratch) -> DataFrame:
    """The `post` of each quote of one; `clustered` are the quotes with wording and cluster."""
    posted = quotes.where("kind <> 'quotation' AND platform IS NOT NULL")
    shown = posted.select(*_SHOWN)
    meeting = posted.select(
        "id", "platform", "handle", "post_id", "posted_at", "posted_precision", "tidy"
    )
    met = by_group(meeting.join(clustered, "id"), "cluster", _meet, _KEYS)
    own = mapped(shown, _own_keys, _KEYS)
    held = scratch.keep(own.union(met).distinct(), "post-keys")
    known = mapped(shown.where("post_id IS NOT NULL"), _by_id, _POSTS)
    return known.union(_loose(shown, held, scratch))


def _sighting(row: Row) -> Sighting:
    return Sighting(
        row["id"],
        row["platform"],
        named(row["platform"], row["handle"], row["post_id"]),
        row["handle"],
        row["posted_at"],
        row["folded"],
    )


def named(platform: str, handle: str | None, post_id: str | None) -> str | None:
    """What names a post: some platforms count the posts of each account.

    >>> named("twitter", "Ada", "20")
    '20'
    """
    if platform in _COUNTING and handle is not None and post_id is not None:
        return f"{handle.lower()}/{post_id}"
    return post_id


def _own_keys(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        for key in keys(_sighting(row), sorted(set(row["pics"] or ()))):
            yield {"id": row["id"], "key": key}


def _by_id(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        one = _sighting(row)
        if one.post_id is not None:
            yield {"id": row["id"], "post": by_id(one.platform, one.post_id).id}


def _meet(rows: list[Row]) -> Iterator[Row]:
    shown = [
        Shown(
            row["id"],
            row["cluster"],
            row["platform"],
            row["handle"],
            named(row["platform"], row["handle"], row["post_id"]),
            day_of_post(row["posted_at"], row["posted_precision"]),
            is_phrase(Wording(row["wording_key"], row["account"])),
        )
        for row in rows
        if not is_only_tags(row["tidy"])
    ]
    yield from ({"id": quote, "key": key} for quote, key in meeting_keys(shown).items())


def _loose(shown: DataFrame, held: DataFrame, scratch: Scratch) -> DataFrame:
    """The posts of quotes that show no id: by what they hang together with."""
    loose = shown.where("post_id IS NULL")
    having = held.join(loose.select("id"), "id", "left_semi")
    least = having.groupBy("id").agg(sf.min("key").alias("one"))
    edges = having.join(least, "id").select("one", sf.col("key").alias("other"))
    label = sf.coalesce("label", "key").alias("region")
    reached = components(edges, scratch, "posts").withColumnRenamed("vertex", "key")
    regions = held.join(reached, "key", "left").select("id", "key", label)
    # An id tells only of regions that a quote without one is in.
    wanted = regions.join(having.select("key").distinct(), "key", "left_semi")
    rows = shown.join(wanted, "id", "left").where("post_id IS NULL OR key IS NOT NULL")
    region = sf.coalesce("region", sf.concat(sf.lit("alone:"), "id"))
    return by_group(rows.withColumn("region", region), "region", _assign, _POSTS)


def _assign(rows: list[Row]) -> Iterator[Row]:
    loose: dict[str, Sighting] = {}
    keys_of: dict[str, list[str]] = {}
    ids: dict[str, str] = {}
    for row in rows:
        one = _sighting(row)
        if one.post_id is not None:
            ids[row["key"]] = min(ids.get(row["key"], one.post_id), one.post_id, key=rank)
            continue
        loose[one.quote] = one
        if row["key"] is not None:
            keys_of.setdefault(one.quote, []).append(row["key"])
    for one, name in assign(loose.values(), keys_of, ids).items():
        yield {"id": one.quote, "post": name.id}


def handles(quotes: DataFrame, posts: DataFrame) -> DataFrame:
    """The handle of each post, as the most trusted of its quotes that shows one has it."""
    trust = sf.struct(
        sf.array_position(sf.array(*map(sf.lit, POST_KINDS)), sf.col("kind")),
        -sf.col("confidence"),
        "id",
    )
    shown = quotes.where("handle <> ''").join(posts, "id")
    return shown.groupBy("post").agg(sf.min_by("handle", trust).alias("post_handle"))


def corrected(quotes: DataFrame, posts: DataFrame) -> DataFrame:
    """The words of quotes that begin elsewhere, as other printings of the post tell."""
    flattened = "kind = 'signature' AND body_start = start"
    told = quotes.where(f"text <> '' AND (kind = 'embed' OR {flattened})").join(posts, "id")
    wanted = ("id", "post", "article_id", "kind", "prefix", "text", "body_start", "confidence")
    return by_group(told.select(*wanted, "runner_up"), "post", _correct, _CORRECTED)


def _correct(rows: list[Row]) -> Iterator[Row]:
    embedded: dict[str, set[str]] = {}
    printed = []
    for row in sorted(rows, key=lambda row: str(row["id"])):
        if row["kind"] == "embed":
            embedded.setdefault(row["text"], set()).add(row["article_id"])
            continue
        place = len(row["prefix"]), row["body_start"], row["confidence"], row["runner_up"]
        text = row["prefix"] + row["text"]
        printed.append(Printed(row["id"], row["article_id"], text, *place))
    if printed and (len(printed) > 1 or embedded):
        for each in corrections(printed, embedded):
            yield {"id": each.quote_id, "corrected": each.words}
