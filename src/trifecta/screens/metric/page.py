"""What the page of one metric shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.metrics import metric as registry
from trifecta.metrics.answer import Answer, Cell
from trifecta.parts import counted, figures, periods, sureness
from trifecta.scorecards.models import DESK, Line
from trifecta.screens.metric import breakdown, over_time
from trifecta.screens.metric.asked import Asked
from trifecta.screens.metric.breakdown import Breakdown
from trifecta.staff.models import Agent
from trifecta.warehouse import asking
from trifecta.web import format as written
from trifecta.web.charts import ChartSpec
from trifecta.web.figures import Figure


@dataclass(frozen=True, slots=True)
class Numbers:
    """
    Everything that has to be computed. is_computing: some of it is not there yet.

    first: the first day of the headline's period;
    cases, cases_url: what stands behind the figure, and where it is listed; sure: how sure it is, and why;
    when: of which period the breakdown is; beside: what is said with the headline, in words
    """

    answer: Answer | None = None
    first: date = date.min
    figure: Figure | None = None
    cases: str = ""
    cases_url: str = ""
    chart: ChartSpec | None = None
    when: str = ""
    sure: str = ""
    beside: str = ""
    breakdown: Breakdown = field(default_factory=Breakdown)
    failure: str = ""
    is_computing: bool = False


def read(asked: Asked, *, by: Agent) -> Numbers:
    look = asked.look
    kept = asking.ask(asked.over_time(), by=by, at=look.now)
    if kept.answer is None:
        return Numbers(failure=kept.failure, is_computing=kept.is_computing)
    target = Line.objects.filter(scorecard=DESK, metric=asked.metric.id).values_list("target", flat=True).first()
    figure = figures.figure(asked.metric, kept.answer, look, target=target)
    latest = figures.read(kept.answer, look).latest
    if latest is None or latest.period is None:
        # Where conditions leave nothing, it is not the source that does not tell.
        nothing = replace(figure, unmeasured="", nothing=_("No case fits.")) if asked.where else figure
        return Numbers(answer=kept.answer, figure=nothing)
    first = date.fromisoformat(latest.period)
    cut = breakdown.read(asked, first, target, by=by, at=look.now)
    beside, is_computing = _beside(asked, first, by=by)
    return replace(
        _headline(asked, kept.answer, latest, figure),
        beside=beside,
        breakdown=cut,
        failure=cut.failure,
        is_computing=cut.is_computing or is_computing,
    )


def _headline(asked: Asked, answer: Answer, latest: Cell, figure: Figure) -> Numbers:
    """The figure is named by its period, for the page is named by the metric."""
    first = date.fromisoformat(latest.period or "")
    when = counted.when(asked.metric, first, asked.look)
    count = counted.listed(asked.metric, latest)
    return Numbers(
        answer=answer,
        first=first,
        figure=replace(figure, label=capfirst(when)),
        cases=_("See %(cases)s") % {"cases": _cases(asked, count)},
        cases_url=asked.cases_url(first, periods.following(first, asked.period)) if count else "",
        chart=over_time.chart(asked, answer, figure=figure, when=when),
        when=when,
        sure=sureness.words(asked.metric, latest),
    )


def _cases(asked: Asked, count: int) -> str:
    """A ratio opens to what its numerator is made of, which its cases are more than."""
    is_part = asked.metric.interval == "ratio" and not asked.metric.recent
    return _("the tickets behind it") if is_part else counted.cases(asked.metric, count)


def _beside(asked: Asked, first: date, *, by: Agent) -> tuple[str, bool]:
    """What the count beside this metric says of the same period, if anything; and whether it is still computed."""
    if not asked.metric.beside:
        return "", False
    counted_too = replace(asked, metric=registry.get(asked.metric.beside), by="", since=first)
    question = replace(counted_too.one(), until=periods.following(first, asked.period))
    kept = asking.ask(question, by=by, at=asked.look.now)
    count = kept.answer.rows[0].n if kept.answer and kept.answer.rows else 0
    told = f"{_(counted_too.metric.label)}: {written.number(count)}" if count else ""
    return told, kept.is_computing
