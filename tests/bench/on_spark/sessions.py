"""Spark on this machine: in one process, or as a small cluster with two executors."""

import os
import sys

from pyspark.sql import SparkSession

HEAP = "2g"  # of the process that runs everything, where there is but one


_SHORT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # half the time where data are small


def session(master: str, partitions: int, *, is_short: bool = False) -> SparkSession:
    """A session there; the one before it must have been stopped."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master)
    if is_short:
        builder = builder.config("spark.driver.extraJavaOptions", _SHORT)
        builder = builder.config("spark.executor.extraJavaOptions", _SHORT)
    for name, value in (
        ("spark.ui.enabled", "false"),
        ("spark.ui.showConsoleProgress", "false"),
        ("spark.driver.memory", HEAP),
        ("spark.driver.host", "127.0.0.1"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.sql.shuffle.partitions", str(partitions)),
    ):
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark
