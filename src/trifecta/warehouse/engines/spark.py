"""The facts as views of a Spark session. Spark is an extra, so it is imported only when it is asked for."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

import ibis

from trifecta.base.errors import TrifectaError
from trifecta.metrics.engines import Spark
from trifecta.warehouse import generations
from trifecta.warehouse.generations import Snapshot

_TOLD = {"spark.sql.session.timeZone": "UTC", "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}


class NotInstalled(TrifectaError):
    """Spark is not there."""


@contextlib.contextmanager
def opened(snapshot: Snapshot) -> Iterator[Spark]:
    """A session on this machine over this snapshot's facts, stopped afterwards. Raises NotInstalled."""
    session = _sessions().builder.appName("trifecta").master("local[*]").config(map=_TOLD).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    ibis.pyspark.connect(session)  # only then can Ibis write Spark's SQL
    try:
        for fact in (generations.store(snapshot) / "facts").glob("*.parquet"):
            session.read.parquet(str(fact)).createOrReplaceTempView(fact.stem)
        yield Spark(session)
    finally:
        session.stop()


def _sessions() -> Any:
    try:
        return importlib.import_module("pyspark.sql").SparkSession
    except ModuleNotFoundError as error:
        raise NotInstalled("The engine spark is not installed; add it with `pip install trifecta[spark]`.") from error
