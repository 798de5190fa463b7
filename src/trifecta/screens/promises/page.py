"""What came of the promises of a period, beside what is open now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Answer, Question
from trifecta.parts import figures, periods
from trifecta.parts import look as looking
from trifecta.parts.look import Look
from trifecta.screens.promises import now, rows
from trifecta.screens.promises.now import Called, Now
from trifecta.screens.promises.rows import Row, Told
from trifecta.staff.models import Agent
from trifecta.tickets import scope
from trifecta.warehouse import asking, freshness
from trifecta.warehouse.asking import Kept
from trifecta.web.figures import Figure

HEADLINES = ("sla_attainment", "ola_attainment", "given_word_kept", "lateness_p90", "pause_share", "promises_set_aside")


@dataclass(frozen=True, slots=True)
class Shown:
    """figure: None while it is computed; failure: why it cannot be."""

    label: str
    figure: Figure | None
    failure: str


@dataclass(frozen=True, slots=True)
class Page:
    """when: the period of the tables, in words. as_of: up to when the log was read for what is not of now."""

    shown: list[Shown]
    promises: list[Row]
    teams: list[Row]
    when: str
    as_of: datetime | None
    address: str
    now: Now
    called: Called
    is_computing: bool
    is_worker_running: bool


def read(*, by: Agent, look: Look) -> Page:
    first = look.last if look.until else periods.back(look.last, look.period, 1)
    headlines = [Question(name, period=look.period, since=look.since, until=look.until) for name in HEADLINES]
    cuts = list(rows.cuts(first, look.period))
    kept = asking.ask_all([*headlines, *cuts], by=by, at=look.now)
    called = now.called()
    told = Told(cuts, kept[len(headlines) :], now.read(by, at=look.now), called, first, look.period)
    return Page(
        shown=list(_figures(kept[: len(headlines)], look)),
        promises=list(told.promises()),
        teams=list(told.teams(_teams(by))),
        when=periods.within(first, look.period),
        as_of=min((datetime.fromisoformat(one.answer.as_of) for one in kept if one.answer), default=None),
        address=looking.address(look.period, look.until),
        now=told.now,
        called=called,
        is_computing=any(one.is_computing for one in kept),
        is_worker_running=freshness.is_worker_running(at=look.now),
    )


def _figures(kept: list[Kept[Answer]], look: Look) -> Iterator[Shown]:
    for name, one in zip(HEADLINES, kept, strict=True):
        metric, drawn = metrics.get(name), None
        if one.answer is not None:
            url = reverse("metric", args=[name]) + looking.address(look.period, look.until)
            drawn = figures.figure(metric, one.answer, look, target=None, url=url, is_dated=False)
        yield Shown(metric.label, drawn, one.failure)


def _teams(by: Agent) -> dict[int, str]:
    return dict(scope.teams_seen_by(by).order_by("name").values_list("pk", "name"))
