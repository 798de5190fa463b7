"""What the page of one metric shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from trifecta.metrics.answer import Answer, Cell
from trifecta.parts import figures, periods
from trifecta.scorecards.models import DESK, Line
from trifecta.screens.metric.asked import Asked
from trifecta.staff.models import Agent
from trifecta.warehouse import asking, naming
from trifecta.web.charts import ChartSpec, Series, Target
from trifecta.web.figures import Figure
from trifecta.web.measures import between, measure


@dataclass(frozen=True, slots=True)
class Slice:
    """One line of a breakdown."""

    name: str
    value: str
    interval: str
    n: int
    cases_url: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that has to be computed. is_computing: some of it is not there yet."""

    figure: Figure | None
    chart: ChartSpec | None
    cells: list[Slice]
    slices: list[Slice]
    sliced_period: str
    sql: str
    failure: str
    is_computing: bool


def read(asked: Asked, *, by: Agent, at: datetime, today: date) -> Numbers:
    kept = asking.ask(asked.over_time(), by=by, at=at)
    answer = kept.answer
    if answer is None:
        return Numbers(None, None, [], [], "", "", kept.failure, kept.is_computing)
    target = Line.objects.filter(scorecard=DESK, metric=asked.metric.id).values_list("target", flat=True).first()
    look = figures.Look(asked.period, at, today)
    figure = figures.figure(asked.metric, answer, look, target=target)
    latest = figures.read(answer, look).latest
    first = date.fromisoformat(latest.period) if latest and latest.period else None
    slices, is_computing, failure = _slices(asked, first, by=by, at=at)
    return Numbers(
        figure=figure,
        chart=_chart(asked, answer, target, latest),
        cells=[_period_slice(asked, cell) for cell in _by_period(answer)],
        slices=slices,
        sliced_period=periods.name(first, asked.period) if first else "",
        sql=answer.sql,
        failure=failure,
        is_computing=is_computing,
    )


def _by_period(answer: Answer) -> list[Cell]:
    return sorted((cell for cell in answer.rows if cell.period), key=lambda cell: cell.period or "", reverse=True)


def _chart(asked: Asked, answer: Answer, target: float | None, latest: Cell | None) -> ChartSpec | None:
    cells = _by_period(answer)[::-1]
    if latest is None or not any(cell.value is not None for cell in cells):
        return None
    has_interval = any(cell.low is not None for cell in cells)
    series = Series(
        name=_(asked.metric.label),
        values=tuple(cell.value for cell in cells),
        low=tuple(cell.low for cell in cells) if has_interval else None,
        high=tuple(cell.high for cell in cells) if has_interval else None,
    )
    unit = figures.unit_of(asked.metric)
    named = periods.name(date.fromisoformat(latest.period or ""), asked.period)
    told = {"label": _(asked.metric.label), "value": measure(latest.value, unit), "period": named}
    return ChartSpec(
        kind="line",
        title=_("%(label)s: %(value)s in %(period)s") % told,
        x=tuple(periods.name(date.fromisoformat(cell.period or ""), asked.period) for cell in cells),
        x_title=_(periods.WORDS[asked.period]).capitalize(),
        unit=unit,
        series=(series,),
        target=Target(value=target, label=_("Target")) if target is not None else None,
    )


def _period_slice(asked: Asked, cell: Cell) -> Slice:
    first = date.fromisoformat(cell.period or "")
    name = periods.name(first, asked.period)
    if cell.maturing:
        name = _("%(period)s (not all cases are ripe)") % {"period": name}
    until = periods.following(first, asked.period)
    path = reverse("metric_cases", args=[asked.metric.id])
    return _slice(asked, cell, name, asked.url(path, since=first, until=until, by=None))


def _slice(asked: Asked, cell: Cell, name: str, url: str) -> Slice:
    unit = figures.unit_of(asked.metric)
    has_interval = cell.low is not None and cell.high is not None
    return Slice(
        name=name,
        value=_("too few to say") if cell.too_few else measure(cell.value, unit),
        interval=between(cell.low, cell.high, unit) if has_interval else "–",  # type: ignore[arg-type]
        n=cell.n,
        cases_url=url if cell.n else "",
    )


def _slices(asked: Asked, first: date | None, *, by: Agent, at: datetime) -> tuple[list[Slice], bool, str]:
    if not asked.by or first is None:
        return [], False, ""
    kept = asking.ask(asked.cut(first), by=by, at=at)
    if kept.answer is None:
        return [], kept.is_computing, kept.failure
    return list(_cut(asked, kept.answer, first)), False, ""


def _cut(asked: Asked, answer: Answer, first: date) -> Iterator[Slice]:
    names = naming.names_in(answer).get(asked.by, {})
    path = reverse("metric_cases", args=[asked.metric.id])
    until = periods.following(first, asked.period)
    for cell in sorted(answer.rows, key=lambda cell: -cell.n):
        value = cell.dims[asked.by]
        where = (*asked.where, (asked.by, "" if value is None else str(value)))
        url = asked.url(path, since=first, until=until, by=None, where=where)
        yield _slice(asked, cell, names.get(value, str(value)), url)
