"""From the cases to the numbers: what SQL sums up, and what `statistics` makes of it, by shape of interval."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import ibis
import numpy as np
from ibis import Table
from numpy.typing import NDArray

from trifecta.metrics import compiling, statistics
from trifecta.metrics.answer import Cell, Question
from trifecta.metrics.engines import Columns, Engine
from trifecta.metrics.metric import Metric

Run = Callable[[Table], Columns]


class Sums(NamedTuple):
    """By group: its keys, how many cases, how many are not ripe, and the numbers."""

    keys: list[tuple[Any, ...]]
    n: list[int]
    unripe: list[int]
    value: Any
    low: Any
    high: Any
    numerator: list[Any]
    denominator: list[Any]


def summed(counted: Table, metric: Metric, question: Question) -> Table:
    """The one query whose rows hold all that the shape needs: one row a group or, where amounts count, one of each."""
    keys = ["period", *question.by] if question.period else list(question.by)
    keys += ["amount"] if _shape(metric) == "bootstrap" else []
    times = counted.times if "times" in counted.columns else 1
    base = {"n": counted.ripe.ifelse(times, 0).sum(), "unripe": counted.ripe.ifelse(0, times).sum()}
    sums = base | _SUFFICIENT[_shape(metric)](counted, metric)
    return counted.group_by(keys).agg(**sums) if keys else counted.agg(**sums)


def listed(counted: Table, metric: Metric) -> Table:
    """
    One row a ticket or contact that counts: `case`, the last `day` on which it does, how many `times`, its `amount`,
    and whether that `ended`; of a share also `hits`, how many of the times it is counted.

    Of a ticket that counts several times the largest amount is told; of a share of what is good the least, so that a
    ticket counts to it only with all its cases.
    """
    counted = counted.filter(counted.ripe)
    if metric.interval == "ratio":
        counted = counted.filter(counted.numerator > 0)
    amount = ibis.null("int64") if metric.recent else _AMOUNT[_shape(metric)](counted)
    ended = counted.observed if _shape(metric) == "km" else ibis.literal(True)  # noqa: FBT003
    told = counted.mutate(amount=amount.cast("int64"), ended=ended.ifelse(1, 0))
    told_once = told.amount.min() if has_hits(metric) and metric.better == "higher" else told.amount.max()
    hits = told.amount.sum() if has_hits(metric) else ibis.null("int64")
    return told.group_by("case").agg(
        day=told.on.max(), amount=told_once, ended=told.ended.min(), times=told.count(), hits=hits
    )


def has_hits(metric: Metric) -> bool:
    """Whether each case counts wholly or not at all."""
    return _shape(metric) in {"wilson", "share"}


def cells(metric: Metric, question: Question, found: Columns) -> Iterator[Cell]:
    """One cell per group, in order of its keys."""
    sums = _MEASURED[_shape(metric)](found, _keys(question, found), metric)
    order = sorted(
        range(len(sums.keys)), key=lambda place: tuple((key is not None, str(key)) for key in sums.keys[place])
    )
    for place in order:
        yield _cell(metric, question, sums, place)


def _shape(metric: Metric) -> str:
    return metric.interval.split("_")[0]


def _quantile_of(metric: Metric) -> float:
    return int(metric.interval.rpartition("_p")[2]) / 100


def _keys(question: Question, found: Columns) -> list[tuple[Any, ...]]:
    names = ["period", *question.by] if question.period else list(question.by)
    return list(zip(*(found[name] for name in names), strict=True)) if names else [()] * len(found["n"])


def _cell(metric: Metric, question: Question, sums: Sums, place: int) -> Cell:
    keys = sums.keys[place]
    n = int(sums.n[place] or 0)
    period, dims = (keys[0], keys[1:]) if question.period else (None, keys)
    too_few = 0 < n < metric.min_count
    is_said = n > 0 and not too_few
    return Cell(
        period=str(period)[:10] if period is not None else None,
        dims=dict(zip(question.by, dims, strict=True)),
        value=_value(metric, sums.value[place]) if is_said else None,
        n=n,
        low=_number(sums.low[place]) if is_said else None,
        high=_number(sums.high[place]) if is_said else None,
        numerator=_count(sums.numerator[place]),
        denominator=_count(sums.denominator[place]),
        too_few=too_few,
        maturing=int(sums.unripe[place] or 0) > 0,
    )


def _value(metric: Metric, value: Any) -> float | None:
    return _count(value) if metric.unit == "count" else _number(value)


def _count(value: Any) -> float | None:
    """Whole where it is, whatever an engine sums it up as."""
    number = _number(value)
    return int(number) if number is not None and number.is_integer() else number


def _number(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _no_interval(count: int) -> list[None]:
    return [None] * count


# What SQL gives for each shape ------------------------------------------------------------------------------------


def _count_sums(_counted: Table, _metric: Metric) -> dict[str, Any]:
    return {}


def _share_sums(counted: Table, _metric: Metric) -> dict[str, Any]:
    return {"numerator": counted.ripe.ifelse(counted.numerator, 0).sum()}


def _ratio_sums(counted: Table, _metric: Metric) -> dict[str, Any]:
    return {"numerator": counted.numerator.sum(), "denominator": counted.denominator.sum()}


def _quantile_sums(counted: Table, metric: Metric) -> dict[str, Any]:
    return {"value": counted.amount.quantile(_quantile_of(metric))}


def _km_sums(counted: Table, _metric: Metric) -> dict[str, Any]:
    """A duration and whether it ended as one number, so that one list holds both, and in order when it is sorted."""
    return {"times": (counted.duration_s * 2 + counted.observed.ifelse(0, 1)).collect()}


_SUFFICIENT: Mapping[str, Callable[[Table, Metric], dict[str, Any]]] = {
    "count": _count_sums,
    "wilson": _share_sums,
    "share": _share_sums,
    "ratio": _ratio_sums,
    "quantile": _quantile_sums,
    "bootstrap": _count_sums,
    "km": _km_sums,
}


_AMOUNT: Mapping[str, Callable[[Table], Any]] = {
    "count": lambda _counted: ibis.null("int64"),
    "wilson": lambda counted: counted.numerator,
    "share": lambda counted: counted.numerator,
    "ratio": lambda counted: counted.numerator,
    "quantile": lambda counted: counted.amount,
    "bootstrap": lambda counted: counted.amount,
    "km": lambda counted: counted.duration_s,
}


# What the statistics make of it -----------------------------------------------------------------------------------


def _counted(found: Columns, keys: list[tuple[Any, ...]], _metric: Metric) -> Sums:
    none = _no_interval(len(keys))
    return Sums(keys, found["n"], found["unripe"], found["n"], none, none, found["n"], none)


def _shared(found: Columns, keys: list[tuple[Any, ...]], metric: Metric) -> Sums:
    told = [int(value or 0) for value in found["numerator"]]
    share = statistics.wilson(np.array(told), np.array(found["n"], float))
    none = _no_interval(len(keys))
    has_interval = _shape(metric) == "wilson"
    low, high = (share.low, share.high) if has_interval else (none, none)
    return Sums(keys, found["n"], found["unripe"], share.value, low, high, told, found["n"])


def _divided(found: Columns, keys: list[tuple[Any, ...]], _metric: Metric) -> Sums:
    pairs = zip(found["numerator"], found["denominator"], strict=True)
    value = [float(top) / float(bottom) if bottom else None for top, bottom in pairs]
    none = _no_interval(len(keys))
    return Sums(keys, found["n"], found["unripe"], value, none, none, found["numerator"], found["denominator"])


def _ranked(found: Columns, keys: list[tuple[Any, ...]], _metric: Metric) -> Sums:
    none = _no_interval(len(keys))
    return Sums(keys, found["n"], found["unripe"], found["value"], none, none, none, found["n"])


def _averaged(found: Columns, keys: list[tuple[Any, ...]], _metric: Metric) -> Sums:
    groups = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    places, amounts = _whole([groups[key] for key in keys]), _whole(found["amount"])
    times = np.zeros((len(groups), 1 + int(amounts.max(initial=0))), np.int64)
    times[places, amounts] = _whole(found["n"])
    unripe = np.bincount(places, _whole(found["unripe"]), minlength=len(groups))
    mean = statistics.means(times)
    n, total = times.sum(axis=1).tolist(), (times @ np.arange(times.shape[1])).tolist()
    return Sums([*groups], n, unripe.tolist(), mean.value, mean.low, mean.high, total, n)


def _survived(found: Columns, keys: list[tuple[Any, ...]], metric: Metric) -> Sums:
    times = [() if told is None else told for told in found["times"]]
    ends = np.cumsum([len(told) for told in times], dtype=np.int64)
    coded = np.concatenate([*times, ()], dtype=np.int64, casting="unsafe")  # an empty list is of floats
    for begin, end in itertools.pairwise([0, *ends.tolist()]):
        coded[begin:end].sort()
    is_observed = coded & 1 == 0
    curve = statistics.km_quantile(coded >> 1, is_observed, np.diff(ends, prepend=0), q=_quantile_of(metric))
    observed = np.diff(np.append(0, np.cumsum(is_observed))[ends], prepend=0).tolist()
    return Sums(keys, found["n"], found["unripe"], curve.value, curve.low, curve.high, observed, found["n"])


def _whole(told: Any) -> NDArray[np.int64]:
    """Whole numbers, whatever an engine tells them as; none where a group was collected into nothing."""
    return np.asarray(() if told is None else told, np.int64)


_MEASURED: Mapping[str, Callable[[Columns, list[tuple[Any, ...]], Metric], Sums]] = {
    "count": _counted,
    "wilson": _shared,
    "share": _shared,
    "ratio": _divided,
    "quantile": _ranked,
    "bootstrap": _averaged,
    "km": _survived,
}


def run(rows: Table, engine: Engine) -> tuple[Columns, str]:
    """The rows, and the SQL that gave them."""
    sql = compiling.sql(rows, dialect=engine.dialect)
    return engine.rows(sql), sql
