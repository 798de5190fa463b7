"""What the scorecard shows: one question a line, answered from what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Answer, Question
from trifecta.parts import figures, periods
from trifecta.parts.figures import Look
from trifecta.scorecards.models import DESK, Line
from trifecta.staff.models import Agent
from trifecta.warehouse import asking, freshness
from trifecta.warehouse.asking import Kept
from trifecta.web.figures import Figure


@dataclass(frozen=True, slots=True)
class Shown:
    """figure: None while it is computed; failure: why it cannot be."""

    label: str
    figure: Figure | None
    failure: str


@dataclass(frozen=True, slots=True)
class Page:
    period: str
    shown: list[Shown]
    is_worker_running: bool

    @property
    def is_computing(self) -> bool:
        return any(one.figure is None and not one.failure for one in self.shown)

    @property
    def measured(self) -> list[Figure]:
        return [one.figure for one in self.shown if one.figure and not one.figure.unmeasured]

    @property
    def has_target(self) -> bool:
        return any(figure.target for figure in self.measured)

    @property
    def aimed(self) -> list[Figure]:
        """What can be held against a target."""
        return [one.figure for one in self.shown if one.figure and one.figure.aim]

    @property
    def met(self) -> list[Figure]:
        return [figure for figure in self.aimed if figure.aim == "met"]

    @property
    def missed(self) -> list[Figure]:
        return [figure for figure in self.aimed if figure.aim == "missed"]


def lines() -> list[Line]:
    return list(Line.objects.filter(scorecard=DESK).order_by("position"))


def questions(known: list[Line], *, period: str, today: date) -> list[Question]:
    since = periods.back(today, period, periods.SHOWN[period])
    return [Question(metric=line.metric, period=period, since=since) for line in known]


def read(*, by: Agent, look: Look) -> Page:
    """Three queries for the numbers, whatever the count of lines."""
    known = lines()
    kept = asking.ask_all(questions(known, period=look.period, today=look.today), by=by, at=look.now)
    return Page(look.period, list(_shown(known, kept, look)), freshness.is_worker_running(at=look.now))


def _shown(known: list[Line], kept: list[Kept[Answer]], look: Look) -> Iterator[Shown]:
    for line, one in zip(known, kept, strict=True):
        metric = metrics.get(line.metric)
        drawn = None
        if one.answer is not None:
            url = f"{reverse('metric', args=[line.metric])}?period={look.period}"
            drawn = figures.figure(metric, one.answer, look, target=line.target, url=url)
        yield Shown(metric.label, drawn, one.failure)
