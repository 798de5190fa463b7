"""How sure a number is, and why: the method of its interval, over how many cases, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from trifecta.metrics.answer import Cell
from trifecta.metrics.metric import Metric
from trifecta.parts import counted
from trifecta.web import format as written

WHOLE = frozenset({"count", "share", "ratio", "quantile"})
"""Shapes of interval that have none: every case is counted, and none is a sample of others."""


def words(metric: Metric, cell: Cell) -> str:
    """Empty where there is no number to be sure of."""
    shape = metric.interval.split("_")[0]
    if cell.value is None or not cell.n:
        return ""
    if shape in WHOLE:
        return _("Every case is counted, so there is no sampling error and no interval.")
    told = {"cases": counted.cases(metric, cell.n), "open": written.number(cell.n - (cell.numerator or 0))}
    if shape == "km":
        return _lasting(metric) % told
    if shape == "wilson":
        return (
            _(
                "With %(cases)s, chance alone moves a share by this much; four times as many would halve the range. "
                "Method: Wilson's score interval, 95 %%."
            )
            % told
        )
    return (
        _(
            "With %(cases)s, a few unusual ones move the mean by this much; four times as many would halve the range. "
            "Method: bootstrap, 95 %%."
        )
        % told
    )


def _lasting(metric: Metric) -> str:
    if metric.interval.endswith("p50"):
        return _(
            "It is the time of the middle one of %(cases)s, %(open)s of them still running. Where the times around the "
            "middle lie far apart, it is known only within this range, however exactly each is measured. "
            "Method: Kaplan-Meier with Greenwood's variance, 95 %%."
        )
    return _(
        "Nine in ten of %(cases)s took no longer; %(open)s still run. Few lie near the slowest tenth, and far apart, "
        "so its border is known only within this range. Method: Kaplan-Meier with Greenwood's variance, 95 %%."
    )
