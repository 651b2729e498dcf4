"""Matches on Spark: candidates are compared, and each wording joins what it is a part of."""

from collections.abc import Iterator
from typing import Any

import pyarrow
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sf

from harvester.spark.frames import Row, by_group, columns, mapped
from harvester.trace.clusters import OTHER_FILLERS, Pair, Slots, joins, needs_context, order
from harvester.trace.matching.comparison import VERDICTS_OF_ONE, Change, Match, match
from harvester.trace.matching.wording import Wording
from harvester.trace.phrase_contexts import phrase_context

_CHANGES = pyarrow.list_(pyarrow.struct([(name, pyarrow.int64()) for name in Change._fields]))
MATCHES = columns(
    {
        **dict.fromkeys(("shorter", "longer"), pyarrow.int64()),
        **dict.fromkeys(
            ("shorter_key", "shorter_account", "longer_key", "longer_account", "verdict"),
            pyarrow.string(),
        ),
        "likeness": pyarrow.float64(),
        **dict.fromkeys(("start", "end"), pyarrow.int64()),
        "changes": _CHANGES,
        "needs_context": pyarrow.bool_(),
    }
)


def matches(pairs: DataFrame, wordings: DataFrame) -> DataFrame:
    """How the wordings of each pair are alike, the shorter one first; only what is."""
    told = pairs
    for side in ("one", "other"):
        named = wordings.select(
            sf.col("wording").alias(side),
            sf.col("key").alias(f"{side}_key"),
            sf.col("account").alias(f"{side}_account"),
        )
        told = told.join(named, side)

    def on_rows(rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            sides = ((row[one], _wording(row, one)) for one in ("one", "other"))
            shorter, longer = sorted(sides, key=lambda side: order(side[1]))
            if (found := match(shorter[1].key, longer[1].key)) is not None:
                yield _row(Pair(shorter[0], longer[0], found), dict((shorter, longer)))

    return mapped(told, on_rows, MATCHES)


def _wording(row: Row, side: str) -> Wording:
    return Wording(row[f"{side}_key"], row[f"{side}_account"])


def _row(pair: Pair, wordings: dict[int, Wording]) -> Row:
    shorter, longer, found = pair
    return {
        "shorter": shorter,
        "longer": longer,
        **_sides(wordings[shorter], wordings[longer]),
        **found._asdict(),
        "changes": [change._asdict() for change in found.changes],
        "needs_context": needs_context(pair, wordings),
    }


def _sides(shorter: Wording, longer: Wording) -> Row:
    return {
        "shorter_key": shorter.key,
        "shorter_account": shorter.account,
        "longer_key": longer.key,
        "longer_account": longer.account,
    }


def pair_of(row: Row) -> Pair:
    """The pair that a row of matches stands for."""
    changes = tuple(Change(**change) for change in row["changes"])
    how = row["verdict"], row["likeness"], row["start"], row["end"]
    return Pair(row["shorter"], row["longer"], Match(*how, changes))


def texts_of(rows: list[Row]) -> dict[int, Wording]:
    """The wordings that rows of matches speak of."""
    return {row[side]: _wording(row, side) for row in rows for side in ("shorter", "longer")}


def joined(matches: DataFrame, printed: DataFrame) -> DataFrame:
    """Those of the matches through which the shorter wording joins the longer one.

    `printed` has a row for each place: `wording`, when `published`, and who is the `speaker`.
    """
    slots, contexts = _slots(matches), _contexts(matches, printed)
    told = matches.where(sf.col("verdict").isin(*VERDICTS_OF_ONE))
    for side in ("shorter", "longer"):
        for frame, name in ((slots, "slots"), (contexts, "contexts")):
            here = frame.select(sf.col("wording").alias(side), sf.col(name).alias(f"{side}_{name}"))
            told = told.join(here, side, "left")
    return by_group(told, "shorter", _joins, MATCHES)


def _joins(rows: list[Row]) -> Iterator[Row]:
    texts, slots = texts_of(rows), Slots()
    contexts: dict[int, set[Any]] = {}
    for row in rows:
        for side in ("shorter", "longer"):
            slots[row[side]] = {
                (slot["start"], slot["end"]): set(slot["fillers"])
                for slot in row[f"{side}_slots"] or ()
            }
            contexts[row[side]] = {
                phrase_context(printed["published"], printed["speaker"])
                for printed in row[f"{side}_contexts"] or ()
            }
    pairs = sorted(pair_of(row) for row in rows)
    yield from (_row(pair, texts) for pair in joins(pairs, texts, slots, contexts))


def _slots(matches: DataFrame) -> DataFrame:
    """Of each wording the places where others have something else, and what some of them have."""
    each = matches.select("shorter", "longer", sf.explode("changes").alias("change")).where(
        "change.end > change.start AND change.longer_end > change.longer_start"
    )
    here = each.selectExpr(
        "shorter AS wording", "change.start", "change.end", "change.longer_filler AS filler"
    )
    there = each.selectExpr(
        "longer AS wording",
        "change.longer_start AS start",
        "change.longer_end AS end",
        "change.filler AS filler",
    )
    place = Window.partitionBy("wording", "start", "end").orderBy("filler")
    fillers = (
        here.union(there)
        .distinct()
        .withColumn("place", sf.row_number().over(place))
        .where(sf.col("place") <= OTHER_FILLERS)
        .groupBy("wording", "start", "end")
        .agg(sf.collect_list("filler").alias("fillers"))
    )
    slot = sf.struct("start", "end", "fillers")
    return fillers.groupBy("wording").agg(sf.collect_list(slot).alias("slots"))


def _contexts(matches: DataFrame, printed: DataFrame) -> DataFrame:
    """When and by whom those wordings were printed of which that decides."""
    open_ = matches.where("needs_context")
    sides = [open_.select(sf.col(side).alias("wording")) for side in ("shorter", "longer")]
    wanted = sides[0].union(sides[1]).distinct()
    context = sf.struct("published", "speaker")
    return (
        printed.join(wanted, "wording", "left_semi")
        .groupBy("wording")
        .agg(sf.collect_set(context).alias("contexts"))
    )
