"""What the scorecard shows: one question a line, answered from what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Answer, Question
from trifecta.parts import figures
from trifecta.parts import look as looking
from trifecta.parts.look import Look
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
    address: str
    shown: list[Shown]
    is_worker_running: bool

    @property
    def is_computing(self) -> bool:
        return any(one.figure is None and not one.failure for one in self.shown)

    @property
    def measured(self) -> list[Figure]:
        return [one.figure for one in self.shown if one.figure and not one.figure.unmeasured and not one.figure.nothing]

    @property
    def has_target(self) -> bool:
        return any(figure.target for figure in self.measured)

    @property
    def aimed(self) -> list[Figure]:
        """What can be held against a target."""
        return [one.figure for one in self.shown if one.figure and one.figure.aim]

    @property
    def periods(self) -> str:
        """Of which times the targets are judged: “Oct 2026 and now”."""
        return capfirst(get_text_list(list(dict.fromkeys(figure.period for figure in self.aimed)), _("and")))

    @property
    def met(self) -> list[Figure]:
        return [figure for figure in self.aimed if figure.aim == "met"]

    @property
    def missed(self) -> list[Figure]:
        return [figure for figure in self.aimed if figure.aim == "missed"]

    @property
    def near(self) -> list[Figure]:
        return [figure for figure in self.aimed if figure.aim == "near"]

    @property
    def few(self) -> list[Figure]:
        """What has a target and too few cases to be held against it."""
        return [figure for figure in self.measured if figure.target and figure.too_few is not None]


def lines() -> list[Line]:
    return list(Line.objects.filter(scorecard=DESK).order_by("position"))


def questions(known: list[Line], look: Look) -> list[Question]:
    return [Question(metric=line.metric, period=look.period, since=look.since, until=look.until) for line in known]


def read(*, by: Agent, look: Look) -> Page:
    """Three queries for the numbers, whatever the count of lines."""
    known = lines()
    kept = asking.ask_all(questions(known, look), by=by, at=look.now)
    is_worker_running = freshness.is_worker_running(at=look.now)
    return Page(looking.address(look.period, look.until), list(_shown(known, kept, look)), is_worker_running)


def _shown(known: list[Line], kept: list[Kept[Answer]], look: Look) -> Iterator[Shown]:
    for line, one in zip(known, kept, strict=True):
        metric = metrics.get(line.metric)
        drawn = None
        if one.answer is not None:
            url = reverse("metric", args=[line.metric]) + looking.address(look.period, look.until)
            drawn = figures.figure(metric, one.answer, look, target=line.target, url=url)
        yield Shown(metric.label, drawn, one.failure)
