"""One period of a metric, cut by a dimension; every part opens to its cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.metrics.answer import Answer, Cell
from trifecta.parts import counted, dimensions, figures, periods
from trifecta.screens.metric.asked import Asked
from trifecta.staff.models import Agent
from trifecta.warehouse import asking, naming
from trifecta.web import bars
from trifecta.web.bars import Bar
from trifecta.web.measures import between, measure


@dataclass(frozen=True, slots=True)
class Slice:
    """One line. bar: None where there is no value to draw."""

    name: str
    value: str
    interval: str
    bar: Bar | None
    n: int
    cases_url: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """head: what the parts are; answer: what they were made of, None while it is computed or nothing was asked."""

    head: str = ""
    slices: list[Slice] = field(default_factory=list)
    answer: Answer | None = None
    failure: str = ""
    is_computing: bool = False


def read(asked: Asked, first: date, target: float | None, *, by: Agent, at: datetime) -> Breakdown:
    """first: the first day of the period that is cut."""
    if not asked.by:
        return Breakdown()
    kept = asking.ask(asked.cut(first), by=by, at=at)
    head = capfirst(dimensions.word(asked.by))
    if kept.answer is None:
        return Breakdown(head, failure=kept.failure, is_computing=kept.is_computing)
    return Breakdown(head, list(_slices(asked, kept.answer, first, target)), kept.answer)


def _slices(asked: Asked, answer: Answer, first: date, target: float | None) -> Iterator[Slice]:
    """The largest part first: an order by value would rank noise."""
    names = naming.names_in(answer).get(asked.by, {})
    until = periods.following(first, asked.period)
    unit = figures.unit_of(asked.metric)
    largest = _largest(answer, target)
    for cell in sorted(answer.rows, key=lambda cell: -cell.n):
        value = cell.dims[asked.by]
        where = (*asked.where, (asked.by, "" if value is None else str(value)))
        yield Slice(
            name=capfirst(names.get(value, str(value))),
            value=_("too few to say") if cell.too_few else measure(cell.value, unit),
            interval="–" if cell.low is None or cell.high is None else between(cell.low, cell.high, unit),
            bar=_bar(cell, target, largest),
            n=counted.listed(asked.metric, cell),
            cases_url=asked.cases_url(first, until, where=where) if counted.listed(asked.metric, cell) else "",
        )


def _largest(answer: Answer, target: float | None) -> float:
    """What fills the bar: all that is drawn, unless one wide interval would leave no room for the values."""
    values = max([target or 0, *(cell.value or 0 for cell in answer.rows)])
    return min(max([values, *(cell.high or 0 for cell in answer.rows)]), 2 * values)


def _bar(cell: Cell, target: float | None, largest: float) -> Bar | None:
    if cell.value is None or cell.too_few or not largest:
        return None
    return bars.draw(cell.value, low=cell.low, high=cell.high, target=target, largest=largest)
