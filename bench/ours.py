"""Our side of `analytics`: facts built from the log, then the answers."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb

from bench.figures import DAYS, Figures, read_as_of
from trifecta.metrics import engine, metric
from trifecta.metrics.answer import Answer, Question
from trifecta.metrics.facts import building

REPEATS = 3


def figures(log: Path) -> Figures:
    """From the raw log to the answers."""
    with _built(log) as store:
        return _answered(store)


def answer_times_ms(log: Path) -> dict[str, list[tuple[float, float]]]:
    """By metric: wall and CPU of each answer by team and week, from facts already built."""
    with _built(log) as store:
        engine.answer(Question("ticket_volume"), store=store)
        return {one.id: [_answer_ms(one.id, store) for _ in range(REPEATS)] for one in metric.all_metrics()}


@contextmanager
def _built(log: Path) -> Iterator[Path]:
    """A store of the same log, with facts; removed after."""
    with tempfile.TemporaryDirectory(dir=log.parent) as name:
        store = Path(name) / "store"
        shutil.copytree(log, store, copy_function=lambda source, target: Path(target).hardlink_to(source))
        building.build(store, as_of=read_as_of(store))
        yield store


def _answer_ms(metric_id: str, store: Path) -> tuple[float, float]:
    began, cpu_s = time.perf_counter(), time.process_time()
    engine.answer(Question(metric_id, by=("team",), period="week"), store=store)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - cpu_s)


def _answered(store: Path) -> Figures:
    until = read_as_of(store).date()
    told = {
        name: engine.answer(Question(name, by=("team",), period="month"), store=store)
        for name in ("fcr_measured", "reopen_14d", "ttr_km_p50", "ttr_km_p90")
    }
    asked = Question("backlog_age_p50", period="day", since=until - timedelta(days=DAYS), until=until)
    lying = engine.answer(asked, store=store)
    return Figures(
        solved_at_first_contact=_sum(told["fcr_measured"], "numerator"),
        ripe=_sum(told["reopen_14d"], "denominator"),
        reopened=_sum(told["reopen_14d"], "numerator"),
        worked_s=_worked_s(store),
        lying=_sum(lying, "n"),
        age_s=sum(cell.value or 0 for cell in lying.rows),
    )


def _sum(answer: Answer, part: str) -> int:
    return sum(int(getattr(cell, part) or 0) for cell in answer.rows)


def _worked_s(store: Path) -> int:
    query = f"SELECT sum(resolution_s) FROM '{store}/facts/tickets.parquet' WHERE is_resolved"
    (total,) = duckdb.sql(query).fetchone() or (0,)
    return int(total)


if __name__ == "__main__":
    if sys.argv[2:] == ["answers"]:
        print(json.dumps(answer_times_ms(Path(sys.argv[1]))))
    else:
        print(figures(Path(sys.argv[1])))
