"""Tracing on Spark: which quotes carry the same words, by the steps and functions of a database."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as sf

from harvester.spark.frames import Scratch
from harvester.spark.tracing.clusters import clusters, tell
from harvester.spark.tracing.matches import joined, matches
from harvester.spark.tracing.people import persons
from harvester.spark.tracing.posts import corrected, handles, posts
from harvester.spark.tracing.wordings import candidates, worded

_PICS = "transform(filter(entities, each -> each.kind = 'pic'), each -> each.value)"
_NEEDED = (
    *("id", "article_id", "kind", "tidy", "handle", "platform", "post_id", "folded", "text"),
    *("speaker", "speaker_name", "author_name", "posted_at", "posted_precision", "confidence"),
    *("prefix", "start", "body_start", "runner_up"),
    "coalesce(is_speaker_inferred, false) AS is_speaker_inferred",
    *("article.outlet", "article.published", "article.sketch"),
    f"{_PICS} AS pics",
)


def trace(quotes: DataFrame, *, scratch: str | None = None) -> tuple[DataFrame, DataFrame]:
    """The clusters of quotes that carry the same words, and their members.

    `quotes` is what `harvest` gives. `scratch` is a folder that all executors reach; without it
    that of checkpoints is used, or, on one machine, a temporary one.
    """
    told = traced(quotes, scratch=scratch)
    return table(told, "clusters"), table(told, "cluster_members")


def table(told: DataFrame, name: str) -> DataFrame:
    """The rows of one of the tables in what `traced` tells."""
    if name == "clusters":
        return told.select("clusters.*")
    return told.select(sf.explode(name).alias("row")).select("row.*")


def traced(quotes: DataFrame, *, scratch: str | None = None) -> DataFrame:
    """A row a cluster, with its members, its wordings and what is odd about it."""
    room = Scratch(quotes.sparkSession, scratch)
    known = room.keep(quotes.dropDuplicates(["id"]).selectExpr(*_NEEDED), "quotes")
    said = room.keep(worded(known), "worded")
    wordings = said.select("wording", "key", "account", "pieces").dropDuplicates(["wording"])
    wordings = room.keep(wordings, "wordings")
    pairs = room.keep(candidates(wordings), "candidates")
    found = room.keep(matches(pairs, wordings.drop("pieces")), "matches")
    printed = said.select("id", "wording").join(
        known.selectExpr("id", "published", "coalesce(speaker_name, author_name) AS speaker"), "id"
    )
    through = room.keep(joined(found, printed.drop("id").distinct()), "joined")
    cluster_of = room.keep(clusters(wordings, through, room), "clusters")
    placed = said.select("id", "wording", sf.col("key").alias("wording_key"), "account")
    clustered = room.keep(placed.join(cluster_of, "wording"), "clustered")
    return room.keep(_told(known, clustered, through, cluster_of, room), "told")


def _told(
    known: DataFrame,
    clustered: DataFrame,
    through: DataFrame,
    cluster_of: DataFrame,
    room: Scratch,
) -> DataFrame:
    posted = room.keep(posts(known, clustered, room), "posts")
    words = room.keep(corrected(known, posted), "corrected")
    person = room.keep(persons(known, handles(known, posted), posted), "persons")
    several = clustered.groupBy("cluster").count().where("count > 1").select("cluster")
    printings = clustered.join(several, "cluster", "left_semi").join(known, "id")
    for frame in (posted, words, person):
        printings = printings.join(frame, "id", "left")
    sides = [
        cluster_of.selectExpr(f"wording AS {side}", f"cluster AS {side}_cluster")
        for side in ("shorter", "longer")
    ]
    within = through.join(sides[0], "shorter").join(sides[1], "longer")
    within = within.where("shorter_cluster = longer_cluster").drop("longer_cluster")
    return tell(_printings(printings), within.withColumnRenamed("shorter_cluster", "cluster"))


def _printings(known: DataFrame) -> DataFrame:
    """The columns that a Printing has, and those by which its cluster is told."""
    return known.selectExpr(
        *("cluster", "wording", "wording_key", "account", "id AS quote_id", "article_id"),
        *("outlet", "published", "kind", "coalesce(corrected, tidy) AS words"),
        "coalesce(speaker_name, speaker) AS speaker",
        *("author_name", "handle", "platform", "post_id", "posted_at", "posted_precision"),
        *("confidence", "is_speaker_inferred", "post", "person"),
        *("corrected IS NOT NULL AS is_corrected", "sketch"),
    )
