"""Who owns it, who works on it, who follows it, whose matter it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.parts import choices
from trifecta.parts.forms import LONGEST
from trifecta.screens.ticket.asking.fields import CustomerField
from trifecta.screens.ticket.forms import CHOOSE, LONG, ActForm
from trifecta.staff.models import Agent, Membership
from trifecta.tickets import codes
from trifecta.tickets.models import Participant, Ticket


def _words(**kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=LONG, max_length=LONGEST, **kwargs)


class OfferOwnership(ActForm):
    to = forms.ModelChoiceField(Agent.objects.none(), label=gettext_lazy("Whom"), empty_label=gettext_lazy(CHOOSE))
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=choices.of(codes.OWNERSHIP_REASONS, blank=CHOOSE))
    words = _words(
        label=gettext_lazy("What they need to know"),
        help_text=gettext_lazy("Until they accept, the owner stays."),
        required=False,
    )

    def fit(self, ticket: Ticket) -> None:
        able = Agent.objects.active().filter(account__isnull=False, is_placeholder=False).exclude(role="auditor")
        self.narrow("to", able.exclude(pk=ticket.owner_id).order_by("name"))


class DeclineOwnership(ActForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=choices.of(codes.OWNERSHIP_DECLINE_REASONS, blank=CHOOSE)
    )
    words = _words(label=gettext_lazy("What they need to know"), required=False)


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Someone of a team, called by both."""

    def label_from_instance(self, membership: Membership) -> str:
        return _("%(agent)s in %(team)s") % {"agent": membership.agent.name, "team": membership.team.name}


class TransferWarmly(ActForm):
    to = MemberField(
        Membership.objects.none(), label=gettext_lazy("Who took it over"), empty_label=gettext_lazy(CHOOSE)
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=choices.of(codes.HANDOFF_REASONS, blank=CHOOSE))
    words = _words(
        label=gettext_lazy("What was said to them"),
        help_text=gettext_lazy("So that they need not ask the customer again."),
    )

    def fit(self, ticket: Ticket) -> None:
        here = Membership.objects.filter(team__is_active=True, agent__is_active=True, agent__account__isnull=False)
        others = here.exclude(team=ticket.team_id or 0).select_related("agent", "team")
        self.narrow("to", others.order_by("agent__name", "team__name"))


class Follow(ActForm):
    customer = CustomerField(label=gettext_lazy("A customer"), required=False)
    colleague = forms.ModelChoiceField(
        Agent.objects.active().filter(account__isnull=False, is_placeholder=False).order_by("name"),
        label=gettext_lazy("Or a colleague"),
        empty_label=gettext_lazy("nobody"),
        required=False,
    )
    role = forms.ChoiceField(label=gettext_lazy("As what"), choices=choices.of(codes.PARTICIPANT_ROLES))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("customer")) == bool(told.get("colleague")) and not self.errors:
            self.add_error("customer", _("Name one person: a customer or a colleague."))
        return told

    def told(self) -> dict[str, Any]:
        found = self.cleaned_data
        return {"person": found["customer"] or found["colleague"], "role": found["role"]}


class Unfollow(ActForm):
    participant = forms.ModelChoiceField(
        Participant.objects.none(), label=gettext_lazy("Who"), empty_label=gettext_lazy(CHOOSE)
    )

    def fit(self, ticket: Ticket) -> None:
        field = self.fields["participant"]
        self.narrow("participant", Participant.objects.filter(ticket=ticket).select_related("customer", "agent"))
        field.label_from_instance = lambda row: (row.customer or row.agent).name  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        row = self.cleaned_data["participant"]
        return {"person": row.customer or row.agent}


class NameRequester(ActForm):
    requester = CustomerField(label=gettext_lazy("Customer"), help_text=gettext_lazy("Begin a name or a mail address."))
