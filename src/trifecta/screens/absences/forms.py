from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from trifecta.staff import absences
from trifecta.staff.absences import Plan
from trifecta.staff.models import Agent, Role

MOMENT = forms.DateTimeInput({"type": "datetime-local"})


class PlanForm(forms.Form):
    """When somebody is away, for those for whom `by` may say it."""

    agent = forms.ModelChoiceField(Agent.objects.none(), label=_("Who"), empty_label=None)
    from_at = forms.DateTimeField(label=_("From"), widget=MOMENT)
    until_at = forms.DateTimeField(
        label=_("Until"), required=False, widget=MOMENT, help_text=_("Empty while nobody knows.")
    )
    backup = forms.ModelChoiceField(
        Agent.objects.none(),
        label=_("Who answers for them"),
        required=False,
        empty_label=_("a lead of the team, else a leader"),
        help_text=_("They are asked to own what the one who is away owns, and may decline."),
    )

    def __init__(self, posted: Any = None, *, by: Agent) -> None:
        super().__init__(posted, initial={"agent": by.pk}, auto_id="plan_%s")
        able = Agent.objects.active().filter(account__isnull=False, is_placeholder=False).exclude(role=Role.AUDITOR)
        cast("forms.ModelChoiceField[Agent]", self.fields["agent"]).queryset = absences.planned_by(by)
        cast("forms.ModelChoiceField[Agent]", self.fields["backup"]).queryset = able.order_by("name", "pk")

    @property
    def plan(self) -> Plan:
        told = self.cleaned_data
        return Plan(from_at=told["from_at"], until_at=told["until_at"], backup=told["backup"])
