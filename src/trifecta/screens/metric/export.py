"""The numbers of a metric as the rows of a CSV: shares from 0 to 1, durations in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from trifecta.metrics.answer import Answer, Cell
from trifecta.warehouse import naming
from trifecta.web import sheets

NUMBERS = ("value", "n", "low", "high", "numerator", "denominator")


def over_time(answer: Answer) -> Iterator[list[object]]:
    yield ["period", *NUMBERS]
    for cell in sorted(answer.rows, key=lambda cell: cell.period or ""):
        yield [cell.period, *_numbers(cell)]


def breakdown(answer: Answer, *, by: str, first: date) -> Iterator[list[object]]:
    """One period, cut by a dimension; first: the period's first day."""
    names = naming.names_in(answer).get(by, {})
    yield ["period", by, *NUMBERS]
    for cell in sorted(answer.rows, key=lambda cell: -cell.n):
        value = cell.dims[by]
        yield [first.isoformat(), sheets.safe(names.get(value, str(value))), *_numbers(cell)]


def _numbers(cell: Cell) -> list[object]:
    return [getattr(cell, name) for name in NUMBERS]
