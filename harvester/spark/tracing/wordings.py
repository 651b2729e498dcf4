"""Wordings on Spark, and the pairs of them that share so many fingerprints as to be compared.

A fingerprint that many wordings have would make all pairs of them: the first of them by number
stand for all, as in a database. The smallest numbers stand, so of a pair the smaller one does.
"""

from collections.abc import Iterator
from itertools import islice

import pyarrow
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as sf

from harvester.spark.frames import Row, columns, mapped
from harvester.trace.matching.hashing import all_fingerprints
from harvester.trace.matching.numbers import LEAST_SHARED, MOST_COUNTED, STANDING, number
from harvester.trace.matching.wording import Wording, is_comparable, wording

_AT_ONCE = 4_000  # quotes
_WORDED = columns(
    {
        "id": pyarrow.string(),
        "wording": pyarrow.int64(),
        "key": pyarrow.string(),
        "account": pyarrow.string(),
        "pieces": pyarrow.list_(pyarrow.int64()),
    }
)


def worded(quotes: DataFrame) -> DataFrame:
    """The wording of each quote that has enough words, with its fingerprints."""

    def on_rows(rows: Iterator[Row]) -> Iterator[Row]:
        while some := list(islice(rows, _AT_ONCE)):
            said = [(row["id"], wording(row["tidy"] or "", row["handle"])) for row in some]
            yield from _numbered([each for each in said if is_comparable(each[1])])

    return mapped(quotes.select("id", "tidy", "handle"), on_rows, _WORDED)


def _numbered(said: list[tuple[str, Wording]]) -> Iterator[Row]:
    found = all_fingerprints([words.key for _, words in said])
    ends = found.counts.cumsum().tolist()
    for (quote, words), count, end in zip(said, found.counts.tolist(), ends, strict=True):
        pieces = found.numbers[end - count : end].tolist()
        named = {"id": quote, "wording": number(words, count), "pieces": pieces}
        yield {**named, "key": words.key, "account": words.account}


def candidates(wordings: DataFrame) -> DataFrame:
    """Two wordings a row, by their numbers, that share enough to be compared."""
    postings = wordings.select("wording", sf.explode("pieces").alias("piece"))
    place = sf.row_number().over(Window.partitionBy("piece").orderBy("wording"))
    standing = postings.withColumn("place", place).where(sf.col("place") <= STANDING)
    first = standing.select("piece", sf.col("wording").alias("one"))
    met = first.join(postings, "piece").where("one < wording")
    shared = met.groupBy("one", sf.col("wording").alias("other")).agg(sf.count("*").alias("shared"))
    enough = (sf.col("shared") >= _least("one")) | (sf.col("shared") >= _least("other"))
    return shared.where(enough).select("one", "other")


def _least(wording: str) -> Column:
    """What must be shared with a wording, by the number of its fingerprints."""
    least = sf.array(*(sf.lit(each) for each in LEAST_SHARED))
    return sf.element_at(least, sf.col(wording).bitwiseAND(sf.lit(MOST_COUNTED)).cast("int") + 1)
