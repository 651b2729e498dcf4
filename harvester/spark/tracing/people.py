"""People on Spark: names tell of each other within a family, and families are told apart."""

from collections.abc import Iterator

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from harvester.spark.frames import Row, by_group, columns, mapped
from harvester.trace.people.resolving import Mention, families, is_at_home, people

_NAMED = ("article", "name", "account")
_MENTIONS = columns(dict.fromkeys((*_NAMED, "family"), pyarrow.string()))
_FOUND = columns(dict.fromkeys((*_NAMED, "person"), pyarrow.string()))


def persons(quotes: DataFrame, handles: DataFrame, posts: DataFrame) -> DataFrame:
    """The `person` of each quote of which it is plain; `handles` are those of posts."""
    known = quotes.join(posts, "id", "left").join(handles, "post", "left")
    is_quotation = sf.col("kind") == "quotation"
    speaker = sf.coalesce("speaker_name", "speaker")
    account = sf.concat("platform", sf.lit(":"), sf.lower(sf.coalesce("handle", "post_handle")))
    mentions = known.select(
        "id",
        sf.col("article_id").alias("article"),
        sf.when(is_quotation, speaker).otherwise(sf.col("author_name")).alias("name"),
        sf.when(~is_quotation, account).alias("account"),
    ).where("name IS NOT NULL OR account IS NOT NULL")
    called = by_group(
        mapped(mentions.select(*_NAMED).distinct(), _at_families, _MENTIONS),
        "family",
        _tell,
        _FOUND,
    )
    accounts = (
        called.where("account IS NOT NULL")
        .groupBy("account")
        .agg(sf.min("person").alias("person"), sf.countDistinct("person").alias("persons"))
        .where("persons = 1")
        .select("account", "person")
    )
    same = [sf.expr(f"one.{name} <=> other.{name}") for name in _NAMED]
    by_name = mentions.where("name IS NOT NULL").alias("one").join(called.alias("other"), same)
    bare = mentions.where("name IS NULL").join(accounts, "account")
    return by_name.select("one.id", "other.person").union(bare.select("id", "person"))


def _at_families(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        for family in sorted(families(Mention(*(row[name] for name in _NAMED)))):
            yield {**row, "family": family}


def _tell(rows: list[Row]) -> Iterator[Row]:
    """Who those are that are at home in a family."""
    family = rows[0]["family"]
    mentions = [Mention(*(row[name] for name in _NAMED)) for row in rows]
    for mention, who in people(sorted(mentions, key=repr), {}):
        if who is not None and is_at_home(mention, family):
            yield {**mention._asdict(), "person": who.person}
