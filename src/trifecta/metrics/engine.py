"""
Answers questions from a store's facts.

`answer` gives the numbers, `cases` the very tickets or contacts behind one of them; both narrow by the same expression.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from trifecta.metrics import compiling, measuring, metric, narrowing
from trifecta.metrics.answer import MOST_CASES, Answer, Cases, Question
from trifecta.metrics.engines import Engine, opened
from trifecta.metrics.facts.declared import FACTS
from trifecta.metrics.metric import Metric


def answer(question: Question, *, store: Path, engine: str | Engine = "duckdb") -> Answer:
    """
    The numbers. store: a generation's folder, with snapshot.json and facts/.

    Raises UnknownMetric, UnknownDimension, UnknownPeriod, UnknownEngine, NotPermitted.
    """
    asked = metric.get(question.metric)
    narrowing.require_sound(asked, question)
    with opened(engine, store, facts=_read(asked)) as running:
        sql = _sql(question, running.dialect)
        found = running.rows(sql)
    snapshot = json.loads((store / "snapshot.json").read_text())
    return Answer(
        metric=asked.id,
        version=asked.version,
        unit=asked.unit,
        date_basis=asked.date_basis,
        as_of=snapshot["as_of"],
        snapshot=snapshot["id"],
        definition=asked.meaning,
        sql=sql,
        rows=[cell for cell in measuring.cells(asked, question, found) if cell.n or cell.maturing],
    )


def _read(asked: Metric) -> tuple[str, ...]:
    """The facts that it is answered from."""
    return (asked.fact, "instants") if asked.date_basis == "instant" else (asked.fact,)


@lru_cache(maxsize=512)
def _sql(question: Question, dialect: str) -> str:
    """Kept, for the worker asks the same questions of every snapshot, and writing the query takes a while."""
    asked = metric.get(question.metric)
    return compiling.sql(
        measuring.summed(narrowing.cases(asked, question, together=True), asked, question), dialect=dialect
    )


def cases(question: Question, *, store: Path, engine: str | Engine = "duckdb") -> Cases:
    """The cases behind the one number that the question narrows to. Raises as `answer` does."""
    asked = metric.get(question.metric)
    narrowing.require_sound(asked, question)
    listed = measuring.listed(narrowing.cases(asked, question), asked)
    order = [listed.amount.desc(), listed.day.desc(), listed.case.desc()]
    with opened(engine, store, facts=_read(asked)) as running:
        sums = {"count": listed.count(), "times": listed.times.sum(), "hits": (listed.amount > 0).sum()}
        total = measuring.run(listed.agg(**sums), running)[0]
        found = measuring.run(listed.order_by(order).limit(MOST_CASES), running)[0]
    snapshot = json.loads((store / "snapshot.json").read_text())
    return Cases(
        metric=asked.id,
        subject=FACTS[asked.fact].subject,
        as_of=snapshot["as_of"],
        snapshot=snapshot["id"],
        count=int(total["count"][0]),
        times_count=int(total["times"][0] or 0),
        hit_count=int(total["hits"][0] or 0) if measuring.has_hits(asked) else None,
        ids=[int(case) for case in found["case"]],
        days=[str(day)[:10] for day in found["day"]],
        amounts=_whole(found["amount"]),
        ended=[bool(ended) for ended in found["ended"]],
        times=[int(times) for times in found["times"]],
        hits=_whole(found["hits"]),
    )


def _whole(numbers: Sequence[Any]) -> list[int | None]:
    return [None if number is None else int(number) for number in numbers]
