"""Every metric with its value, answered from what is kept: on the scorecard first, then the others."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from trifecta.metrics import metric as registry
from trifecta.metrics.answer import Question
from trifecta.metrics.metric import Metric
from trifecta.parts import figures
from trifecta.parts import look as looking
from trifecta.parts.look import Look
from trifecta.scorecards.models import DESK, Line
from trifecta.staff.models import Agent
from trifecta.warehouse import asking, freshness
from trifecta.web.figures import Figure


@dataclass(frozen=True, slots=True)
class Row:
    """figure: None while it is computed; failure: why it cannot be."""

    metric: Metric
    url: str
    figure: Figure | None
    failure: str


@dataclass(frozen=True, slots=True)
class Page:
    address: str
    on_scorecard: list[Row]
    others: list[Row]
    is_worker_running: bool

    @property
    def is_computing(self) -> bool:
        return any(row.figure is None and not row.failure for row in (*self.on_scorecard, *self.others))


def read(*, by: Agent, look: Look) -> Page:
    """Four queries, whatever the count of metrics."""
    lines = Line.objects.filter(scorecard=DESK).order_by("position").values_list("metric", "target")
    targets: dict[str, float | None] = dict(lines)
    others = sorted((one for one in registry.all_metrics() if one.id not in targets), key=_place)
    rows = _rows([*map(registry.get, targets), *others], targets, by=by, look=look)
    on_scorecard, rest = rows[: len(targets)], rows[len(targets) :]
    is_worker_running = freshness.is_worker_running(at=look.now)
    return Page(looking.address(look.period, look.until), on_scorecard, rest, is_worker_running)


def _place(metric: Metric) -> tuple[str, str]:
    """What is alike stands together: definitions of one family share a module."""
    return metric.cases.__module__, metric.id


def _rows(metrics: list[Metric], targets: dict[str, float | None], *, by: Agent, look: Look) -> list[Row]:
    asked = [Question(metric=one.id, period=look.period, since=look.since, until=look.until) for one in metrics]
    rows = []
    for metric, kept in zip(metrics, asking.ask_all(asked, by=by, at=look.now), strict=True):
        url = reverse("metric", args=[metric.id]) + looking.address(look.period, look.until)
        figure = None
        if kept.answer is not None:
            figure = figures.figure(metric, kept.answer, look, target=targets.get(metric.id))
        rows.append(Row(metric, url, figure, kept.failure))
    return rows
