"""The facts as views of a Spark session. Loaded only when Spark is asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from pyspark.sql import SparkSession

from trifecta.metrics.engines import Spark
from trifecta.warehouse import generations
from trifecta.warehouse.generations import Snapshot


@contextlib.contextmanager
def opened(snapshot: Snapshot) -> Iterator[Spark]:
    """A session on this machine, in UTC, stopped afterwards."""
    builder = SparkSession.builder.appName("trifecta").master("local[*]")
    told = {"spark.sql.session.timeZone": "UTC", "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    session = builder.config(map=told).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        for fact in (generations.store(snapshot) / "facts").glob("*.parquet"):
            session.read.parquet(str(fact)).createOrReplaceTempView(fact.stem)
        yield Spark(session)
    finally:
        session.stop()
