"""Which ticket the book is tried on: one that there is, or one that is only imagined."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.base import ids
from trifecta.catalog.models import Service
from trifecta.customers.models import Site
from trifecta.parts import choices
from trifecta.preferences import priorities
from trifecta.staff.models import Agent
from trifecta.tickets import codes, rules, scope
from trifecta.tickets.models import Ticket
from trifecta.tickets.vocabulary import FIELDS

NUMBERS = ("priority", "impact", "urgency", "team", "service", "site")
NOT_KNOWN = "–"


class TrialForm(forms.Form):
    reference = forms.CharField(label=gettext_lazy("Ticket"), required=False, max_length=30)
    sort = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=choices.of(codes.SORTS, blank=NOT_KNOWN), required=False
    )
    priority = forms.ChoiceField(
        label=gettext_lazy("Priority"), choices=choices.of(codes.PRIORITIES, blank=NOT_KNOWN), required=False
    )
    impact = forms.ChoiceField(
        label=gettext_lazy("Impact"), choices=choices.of(codes.IMPACTS, blank=NOT_KNOWN), required=False
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Urgency"), choices=choices.of(codes.URGENCIES, blank=NOT_KNOWN), required=False
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"), choices=choices.of(codes.CHANNELS, blank=NOT_KNOWN), required=False
    )
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    service = forms.ChoiceField(label=gettext_lazy("Service"), required=False)
    site = forms.ChoiceField(label=gettext_lazy("Site"), required=False)

    IMAGINED = ("sort", "priority", "impact", "urgency", "channel", "team", "service", "site")

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agent = agent
        for name, rows in (
            ("team", scope.teams_seen_by(agent)),
            ("service", Service.objects.all()),
            ("site", Site.objects.all()),
        ):
            named = [(str(number), called) for number, called in rows.order_by("name").values_list("pk", "name")]
            cast("forms.ChoiceField", self.fields[name]).choices = [("", NOT_KNOWN), *named]

    def clean_reference(self) -> Ticket | None:
        """The ticket, if the reader may see it."""
        typed = self.cleaned_data["reference"].strip()
        if not typed:
            return None
        sort, number = ids.parse_reference(typed) or ("", 0)
        tickets = Ticket.objects.visible_to(self._agent).select_related("requester")
        found = tickets.filter(pk=number).first() if sort == "ticket" else None
        if found is None:
            raise forms.ValidationError(_("There is no ticket %(reference)s that you may see.") % {"reference": typed})
        return found

    @property
    def facts(self) -> dict[str, Any]:
        """Of the imagined ticket; what was not chosen is missing."""
        chosen = {name: self.cleaned_data.get(name) or None for name in self.IMAGINED}
        numbers = {name: int(value) for name, value in chosen.items() if name in NUMBERS and value is not None}
        if "priority" not in numbers:  # as a real one would get it
            given = rules.priority(numbers.get("impact"), numbers.get("urgency"), grid=priorities.grid())
            numbers |= {} if given is None else {"priority": given}
        return {**dict.fromkeys(FIELDS), **chosen, **numbers}
