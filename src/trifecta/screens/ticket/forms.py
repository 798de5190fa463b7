"""What each act asks of the person."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trifecta.parts import choices
from trifecta.staff.models import Agent, Team
from trifecta.tickets import codes
from trifecta.tickets.models import Ticket

LONG = forms.Textarea({"rows": 5})


class ActForm(forms.Form):
    """A form about one ticket; ids of its fields carry the act, because a page holds several."""

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit(ticket)

    def fit(self, ticket: Ticket) -> None:
        """Narrow the choices to this ticket."""

    def narrow(self, name: str, rows: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows


class Words(ActForm):
    body = forms.CharField(label=_("Your words"), widget=LONG)


class Nothing(ActForm):
    pass


class Assign(ActForm):
    assignee = forms.ModelChoiceField(
        Agent.objects.none(), label=_("Who works on it"), empty_label=_("nobody yet"), required=False
    )

    def fit(self, ticket: Ticket) -> None:
        agents = Agent.objects.active().filter(account__isnull=False).order_by("name")
        self.narrow("assignee", agents.of_team(ticket.team_id) if ticket.team_id else agents)


class FirstTeam(Assign):
    team = forms.ModelChoiceField(Team.objects.filter(is_active=True).order_by("name"), label=_("Team"))


class Offer(ActForm):
    to = forms.ModelChoiceField(Team.objects.none(), label=_("To which team"))
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.HANDOFF_REASONS))
    tried = forms.CharField(
        label=_("What was tried and found"), help_text=_("So that they need not ask the customer again."), widget=LONG
    )

    def fit(self, ticket: Ticket) -> None:
        self.narrow("to", Team.objects.filter(is_active=True).exclude(pk=ticket.team_id or 0).order_by("name"))


class Accept(ActForm):
    assignee = forms.ModelChoiceField(
        Agent.objects.none(), label=_("Who works on it"), empty_label=_("nobody yet"), required=False
    )

    def fit(self, ticket: Ticket) -> None:
        if ticket.offered_to_id:
            members = Agent.objects.active().of_team(ticket.offered_to_id)
            self.narrow("assignee", members.filter(account__isnull=False).order_by("name"))


class Decline(ActForm):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.DECLINE_REASONS))
    words = forms.CharField(label=_("What they need to know"), widget=LONG)


class GiveBack(Decline):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.GIVE_BACK_REASONS))


class Wait(ActForm):
    on = forms.ChoiceField(label=_("For"), choices=choices.of(codes.WAITING_ON))
    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"})
    )


class Resolve(ActForm):
    how = forms.ChoiceField(label=_("How"), choices=choices.of(codes.RESOLUTIONS))
    words = forms.CharField(label=_("What was done"), help_text=_("The customer reads this."), widget=LONG)
    article = forms.CharField(label=_("Article that helped"), max_length=80, required=False)


class Reopen(ActForm):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.REOPENINGS))
    words = forms.CharField(label=_("What is still to be done"), required=False, widget=LONG)


class Close(ActForm):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.CLOSINGS))
