"""One field a line, in the words of its unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from trifecta.metrics import metric as metrics
from trifecta.metrics.metric import Metric
from trifecta.scorecards.models import Line

MOST = {"share": 100, "s": 100_000}
"""What can be meant, in the same words."""
SCALES = {"share": 100.0, "s": 1 / 3600}
"""From the metric's unit to what a person types: per cent, hours."""


class TargetsForm(forms.Form):
    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            metric = metrics.get(line.metric)
            typed = None if line.target is None else round(float(line.target) * SCALES.get(metric.unit, 1.0), 4)
            self.fields[line.metric] = forms.FloatField(
                label=_(metric.label),
                help_text=_unit(metric),
                initial=_short(typed),
                min_value=0,
                max_value=MOST.get(metric.unit),
                required=False,
            )

    def targets(self) -> Iterator[tuple[Line, float | None]]:
        """Each line with its target in the metric's unit."""
        for line in self.lines:
            typed = self.cleaned_data[line.metric]
            scale = SCALES.get(metrics.get(line.metric).unit, 1.0)
            yield line, None if typed is None else typed / scale


def _short(typed: float | None) -> float | None:
    """70 and not 70.0."""
    return int(typed) if typed is not None and typed.is_integer() else typed


def _unit(metric: Metric) -> str:
    if metric.unit == "share":
        return _("in per cent")
    if metric.unit == "s":
        return _("in hours")
    return _("as a number")
