from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from trifecta.tickets import codes

LEVELS = range(4)


@dataclass(frozen=True, slots=True)
class Row:
    """label: the impact; cells: one field per urgency."""

    label: str
    cells: list[forms.BoundField]


class GridForm(forms.Form):
    """A choice of priority for each impact and urgency."""

    seen = forms.IntegerField(required=False)

    def __init__(self, posted: Any = None, *, grid: Sequence[Sequence[int]]) -> None:
        super().__init__(posted)
        priorities = [(choice.code, f"{choice.code} · {_(choice.label)}") for choice in codes.PRIORITIES]
        for impact in LEVELS:
            for urgency in LEVELS:
                label = _("%(impact)s, %(urgency)s") % {
                    "impact": _(codes.IMPACTS[impact].label),
                    "urgency": _(codes.URGENCIES[urgency].label),
                }
                self.fields[_name(impact, urgency)] = forms.ChoiceField(
                    label=label,
                    choices=priorities,
                    initial=str(grid[impact][urgency]),
                    widget=forms.Select({"aria-label": label}),
                )

    @property
    def rows(self) -> list[Row]:
        return [
            Row(_(codes.IMPACTS[impact].label), [self[_name(impact, urgency)] for urgency in LEVELS])
            for impact in LEVELS
        ]

    @property
    def grid(self) -> list[list[int]]:
        return [[int(self.cleaned_data[_name(impact, urgency)]) for urgency in LEVELS] for impact in LEVELS]


def _name(impact: int, urgency: int) -> str:
    return f"priority_{impact + 1}_{urgency + 1}"
