"""From a question to the cases that it is about: an Ibis expression over one fact table."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

import ibis
from ibis import Table
from ibis.expr.types import BooleanValue

from trifecta.base.errors import NotPermitted, TrifectaError
from trifecta.base.text import N_
from trifecta.metrics.answer import PERIODS, Question, SeenBy
from trifecta.metrics.facts.declared import FACTS
from trifecta.metrics.metric import Metric

TRUNCATED = {"week": "W", "month": "M", "quarter": "Q"}
NUMBERS = ("from_number", "until_number", "end_number")
PEOPLE = ("agent", "assignee", "owner")


class UnknownDimension(TrifectaError):
    """The metric cannot be cut or filtered by this."""


class UnknownPeriod(TrifectaError):
    """No period of this name."""


def require_sound(metric: Metric, question: Question) -> None:
    """Raises UnknownDimension, UnknownPeriod, and NotPermitted for a breakdown by single agents."""
    for dimension in (*question.by, *(name for name, _ in question.where)):
        if dimension in PEOPLE:
            raise NotPermitted(
                N_("Numbers by single agent are not shown: the desk has no rules yet for who may see them.")
            )
        if dimension not in metric.dimensions:
            near = get_close_matches(dimension, metric.dimensions, n=3, cutoff=0.4) or metric.dimensions
            raise UnknownDimension(f"{metric.id} cannot be cut by “{dimension}”. Did you mean {', '.join(near)}?")
    if question.period is not None and question.period not in PERIODS:
        raise UnknownPeriod(f"There is no period “{question.period}”; it is one of {', '.join(PERIODS)}.")


def cases(metric: Metric, question: Question, *, together: bool = False) -> Table:
    """
    The cases in question, one row each: `case`, `on`, `period`, `ripe`, the columns of the metric's shape, dimensions.

    together: one row may stand for several, `times`, where the metric allows it
    """
    fact = FACTS[metric.fact]
    rows = ibis.table(dict(fact.columns), name=fact.name)
    rows = _kept(rows, [*_conditions(rows, question), *_scope(rows, question.seen_by)])
    if metric.date_basis == "instant":
        counted = metric.cases(_at_instants(rows, metric, question, together=together))
    else:
        counted = metric.cases(rows)
        counted = counted.filter(*_between(counted.on, question))
    if "ripe" not in counted.columns:
        counted = counted.mutate(ripe=ibis.literal(True))  # noqa: FBT003
    return counted.mutate(period=_period(counted, metric, question.period))


def _kept(rows: Table, conditions: list[BooleanValue]) -> Table:
    return rows.filter(*conditions) if conditions else rows


def _conditions(rows: Table, question: Question) -> list[BooleanValue]:
    """All must hold; the same dimension twice means either; an empty value means none."""
    wanted: dict[str, list[str]] = {}
    for dimension, value in question.where:
        wanted.setdefault(dimension, []).append(value)
    return [_is_one_of(rows, dimension, values) for dimension, values in wanted.items()]


def _is_one_of(rows: Table, dimension: str, values: list[str]) -> BooleanValue:
    column = rows[dimension]
    named = [value for value in values if value]
    if column.type().is_integer():
        numbers = [int(value) for value in named if value.lstrip("-").isdecimal()]
        found = column.isin(numbers or [-1])
    else:
        found = column.isin(named or [""])
    return found | column.isnull() if "" in values else found.fill_null(False)  # noqa: FBT003


def _scope(rows: Table, seen_by: SeenBy | None) -> list[BooleanValue]:
    if seen_by is None or not seen_by.hidden_team_ids:
        return []
    own = (rows.owner == seen_by.agent_id) | (rows.assignee == seen_by.agent_id)
    is_open_team = rows.current_team.isnull() | rows.current_team.notin(seen_by.hidden_team_ids)
    return [is_open_team | own.fill_null(False)]  # noqa: FBT003


def _between(on: ibis.expr.types.DateValue, question: Question) -> list[BooleanValue]:
    since = [on >= _date(question.since)] if question.since else []
    until = [on < _date(question.until)] if question.until else []
    return [on.notnull(), *since, *until]


def _date(day: date) -> ibis.expr.types.DateScalar:
    return ibis.literal(day, type="date")


def _period(counted: Table, metric: Metric, period: str | None) -> ibis.expr.types.DateValue:
    if period is None:
        return ibis.null("date")
    is_first_day = period not in TRUNCATED or metric.date_basis == "instant"
    return counted.on if is_first_day else counted.on.truncate(TRUNCATED[period]).cast("date")


def _at_instants(stays: Table, metric: Metric, question: Question, *, together: bool) -> Table:
    """
    Each stay with each instant that it may count at: while it lasts and, if the metric looks back, while it is recent.

    The numbers of the periods say which, so that not every stay is compared with every instant.
    """
    period = question.period or "day"
    instants = ibis.table(dict(FACTS["instants"].columns), name="instants")
    asked = instants.filter(instants.period == period, *_between(instants.starts_on, question))
    if question.period is None:
        asked = asked.filter(asked.ends_s == asked.ends_s.max())
    asked = asked.select("number", "starts_on", "ends_s")
    edges = asked.agg(first=asked.number.min(), last=asked.number.max())
    timed = _numbered(stays, metric, period)
    if together and metric.alike:
        alike = timed.group_by([*question.by, *metric.alike, *NUMBERS])
        timed = alike.agg(ticket=timed.ticket.min(), times=timed.count())
    timed = timed.cross_join(edges.filter(edges.last.notnull()))
    numbers = ibis.range(ibis.greatest(timed.from_number, timed.first), ibis.least(timed.end_number, timed.last + 1))
    return timed.mutate(number=numbers.unnest()).join(asked, "number")


def _numbered(stays: Table, metric: Metric, period: str) -> Table:
    """The stays that count at any instant: most begin and end within one period, and count at none."""
    from_number, until_number = stays[f"from_{period}"], stays[f"until_{period}"]
    is_looked_back_at = (stays.ended_by == metric.recent).fill_null(False)  # noqa: FBT003
    end = is_looked_back_at.ifelse(stays[f"recent_{period}"], until_number) if metric.recent else until_number
    timed = stays.mutate(from_number=from_number, until_number=until_number, end_number=end, times=1)
    return timed.filter(timed.from_number < timed.end_number)
