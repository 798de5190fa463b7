"""Which tickets the address asks for, as a form that reads like a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trifecta.base.text import N_
from trifecta.catalog.models import Service
from trifecta.customers.models import Customer
from trifecta.parts import choices
from trifecta.staff.models import PLACEHOLDER_ID, Agent, Team
from trifecta.tickets import codes
from trifecta.tickets.models import OPEN_STATES, Ticket

STATES = {
    "open": OPEN_STATES,
    "waiting": ("waiting",),
    "resolved": ("resolved",),
    "closed": ("closed",),
    "ended": ("cancelled", "merged"),
    "all": (),
}
STATE_CHOICES = (
    ("open", _("open")),
    ("waiting", _("waiting")),
    ("resolved", _("solved, not confirmed")),
    ("closed", _("closed")),
    ("ended", _("cancelled or merged")),
    ("all", _("in any state")),
)
ORDERS = (("newest", _("newest first")), ("oldest", _("oldest first")), ("touched", _("latest change first")))
OWNERS = (("", _("anyone")), ("me", _("me")), ("desk", _("nobody by name")))
ANY = N_("any")
WORKERS = (("", _("anyone")), ("me", _("me")), ("nobody", _("nobody")))


class Filters(forms.Form):
    """An unknown value is said and left out; the rest still filters."""

    state = forms.ChoiceField(label=_("Tickets that are"), choices=STATE_CHOICES, required=False)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), label=_("with"), empty_label=_("any team"), required=False
    )
    owner = forms.CharField(label=_("owned by"), required=False)
    assignee = forms.ChoiceField(label=_("worked on by"), choices=WORKERS, required=False)
    priority = forms.ChoiceField(label=_("priority"), choices=choices.of(codes.PRIORITIES, blank=ANY), required=False)
    sort = forms.ChoiceField(label=_("kind"), choices=choices.of(codes.SORTS, blank=ANY), required=False)
    service = forms.ModelChoiceField(
        Service.objects.order_by("name"), label=_("service"), empty_label=_("any"), required=False
    )
    requester = forms.IntegerField(required=False, widget=forms.HiddenInput)
    opened_from = forms.DateField(label=_("opened from"), required=False, widget=forms.DateInput({"type": "date"}))
    opened_to = forms.DateField(label=_("to"), required=False, widget=forms.DateInput({"type": "date"}))
    order = forms.ChoiceField(label=_("order"), choices=ORDERS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].widget = forms.Select(choices=OWNERS)

    def clean_owner(self) -> str:
        owner: str = self.cleaned_data["owner"]
        if owner not in dict(OWNERS) and not (owner.isdecimal() and len(owner) < 19):
            raise forms.ValidationError(_("No such owner."))
        return owner


@dataclass(frozen=True, slots=True)
class Chosen:
    """Cleaned filters; what was not understood is absent."""

    values: dict[str, Any]
    agent: Agent

    @property
    def order(self) -> str:
        return self.values.get("order") or "newest"

    def apply(self, tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
        for name in ("team", "priority", "sort", "service", "requester"):
            if value := self.values.get(name):
                tickets = tickets.filter(**{name: value})
        tickets = _of_person(tickets, "owner", self.values.get("owner"), self.agent)
        tickets = _of_person(tickets, "assignee", self.values.get("assignee"), self.agent)
        if states := STATES[self.values.get("state") or "open"]:
            tickets = tickets.filter(state__in=states)
        if opened_from := self.values.get("opened_from"):
            tickets = tickets.filter(opened_at__gte=_midnight(opened_from))
        if opened_to := self.values.get("opened_to"):
            tickets = tickets.filter(opened_at__lt=_midnight(opened_to))
        return tickets


def _of_person(tickets: QuerySet[Ticket], field: str, who: str | None, agent: Agent) -> QuerySet[Ticket]:
    if not who:
        return tickets
    people = {"me": agent.pk, "desk": PLACEHOLDER_ID, "nobody": None}
    return tickets.filter(**{field: people[who] if who in people else int(who)})


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def requester_name(chosen: Chosen) -> str:
    """The customer the list is narrowed to, if it is."""
    requester = chosen.values.get("requester")
    return Customer.objects.filter(pk=requester).values_list("name", flat=True).first() or "" if requester else ""
