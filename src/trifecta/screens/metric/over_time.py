"""A metric period by period, as a chart and the table behind it; every period opens to its cases."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.metrics.answer import Answer, Cell
from trifecta.parts import counted, figures, periods
from trifecta.parts.look import Look
from trifecta.screens.metric.asked import Asked
from trifecta.web.charts import ChartSpec, Series, Target
from trifecta.web.figures import Figure

ALMOST_WHOLE = timedelta(days=2)
"""A history that begins no later lacks nothing that one could see."""


def chart(asked: Asked, answer: Answer, *, figure: Figure, when: str) -> ChartSpec:
    """figure: the headline, of which the title tells; when: its period in words."""
    cells = sorted((cell for cell in answer.rows if cell.period), key=lambda cell: cell.period or "")
    firsts = [date.fromisoformat(cell.period or "") for cell in cells]
    name = ", ".join(filter(None, [_(asked.metric.label), figures.unit_word(asked.metric)]))
    counts = [counted.listed(asked.metric, cell) for cell in cells]
    return ChartSpec(
        kind="line",
        title=_conclusion(figure, when),
        x=tuple(periods.name(first, asked.period) for first in firsts),
        x_title=capfirst(_(periods.WORDS[asked.period])),
        unit=figures.unit_of(asked.metric),
        series=(_series(name, cells),),
        target=None if figure.target_value is None else Target(value=figure.target_value, label=_("Target")),
        counts=tuple(counts),
        counts_title=_("Cases"),
        urls=tuple(
            asked.cases_url(first, periods.following(first, asked.period)) if count else ""
            for first, count in zip(firsts, counts, strict=True)
        ),
        notes=tuple(_note(cell, first, asked.look) for first, cell in zip(firsts, cells, strict=True)),
    )


def _series(name: str, cells: list[Cell]) -> Series:
    has_interval = any(cell.low is not None for cell in cells)
    return Series(
        name=name,
        values=tuple(cell.value for cell in cells),
        low=tuple(cell.low for cell in cells) if has_interval else None,
        high=tuple(cell.high for cell in cells) if has_interval else None,
    )


def _note(cell: Cell, first: date, look: Look) -> str:
    """What keeps a period's number from being final, or whole."""
    if periods.following(first, look.period) > look.on:
        return _("so far")
    if cell.maturing:
        return _("not final yet")
    if look.began_on and first + ALMOST_WHOLE < look.began_on < periods.following(first, look.period):
        return _("from %(day)s on") % {"day": formats.date_format(look.began_on, "j M")}
    return ""


def _conclusion(figure: Figure, when: str) -> str:
    if figure.nothing:
        return figure.nothing
    told = {"value": figure.value, "when": when, "target": figure.target}
    if figure.too_few is not None:
        return _("Too few cases %(when)s to say") % told
    if figure.aim == "met":
        return _("%(value)s %(when)s: %(target)s met") % told
    if figure.aim == "missed":
        return _("%(value)s %(when)s: %(target)s missed") % told
    if figure.aim == "near":
        return _("%(value)s %(when)s: too close to the %(target)s to call") % told
    return _("%(value)s %(when)s") % told
