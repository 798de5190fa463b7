"""Which tickets the address asks for, as a form that reads like a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trifecta.base.conditions.errors import ConditionRefused
from trifecta.base.conditions.parsing import parse
from trifecta.base.conditions.queries import query
from trifecta.base.conditions.tree import Condition
from trifecta.base.text import N_
from trifecta.catalog.models import Service
from trifecta.customers.models import Customer
from trifecta.parts import choices, spoken
from trifecta.screens.tickets import deadlines
from trifecta.staff.models import PLACEHOLDER_ID, Agent
from trifecta.tickets import codes, scope, vocabulary
from trifecta.tickets.models import ENDED, OPEN, RESOLVED, Ticket, TicketQuerySet

STATES = {
    "open": OPEN,
    "waiting": OPEN & Q(state="waiting"),
    "resolved": RESOLVED,
    "closed": Q(state="closed"),
    "ended": ENDED,
    "all": Q(),
}
STATE_CHOICES = (
    ("open", _("open")),
    ("waiting", _("waiting")),
    ("resolved", _("solved, not confirmed")),
    ("closed", _("closed")),
    ("ended", _("cancelled or merged")),
    ("all", _("in any state")),
)
ORDERS = (
    ("newest", _("newest first")),
    ("oldest", _("oldest first")),
    ("touched", _("latest change first")),
    ("deadline", _("next deadline first")),
    ("priority", _("most urgent first")),
)
PROMISES = (("", _("any")), ("risk", _("at risk")), ("broken", _("broken")), ("paused", _("paused")))
TEAMS = (("", _("any team")), ("mine", _("my teams")), ("none", _("no team")))
OWNERS = (("", _("anyone")), ("me", _("me")), ("asked", _("me, if I accept")), ("desk", _("nobody by name")))
WORKERS = (("", _("anyone")), ("me", _("me")), ("nobody", _("nobody")))
OFFERS = (("", _("or not")), ("mine", _("to my teams")), ("any", _("to any team")))
ANY = N_("any")
LARGEST_ID = 2**63 - 1
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
# Beyond, a midnight in some zone has no instant that every database keeps.
DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31)))


class Filters(forms.Form):
    """The sentence, and what stands behind “more”. What cannot be met is refused, and nothing is shown."""

    state = forms.ChoiceField(label=_("tickets that are"), choices=STATE_CHOICES, required=False)
    team = forms.ChoiceField(label=_("with"), required=False)
    owner = forms.ChoiceField(label=_("owned by"), required=False)
    order = forms.ChoiceField(label=_("order"), choices=ORDERS, required=False)
    assignee = forms.ChoiceField(label=_("worked on by"), required=False)
    offered = forms.ChoiceField(label=_("on offer"), choices=OFFERS, required=False)
    promises = forms.ChoiceField(label=_("promises"), choices=PROMISES, required=False)
    priority = forms.ChoiceField(label=_("priority"), choices=choices.of(codes.PRIORITIES, blank=ANY), required=False)
    sort = forms.ChoiceField(label=_("kind"), choices=choices.of(codes.SORTS, blank=ANY), required=False)
    service = forms.ChoiceField(label=_("service"), required=False)
    opened_from = forms.DateField(label=_("opened from"), required=False, widget=DAY, validators=DAYS)
    opened_to = forms.DateField(label=_("opened before"), required=False, widget=DAY, validators=DAYS)
    where = forms.CharField(
        label=_("where"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"placeholder": "priority <= 2 and team is none"}),
    )
    requester = forms.IntegerField(
        label=_("customer"), required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput
    )

    SENTENCE = ("state", "team", "owner", "order")
    # What a filter is called where its place in the sentence does not tell.
    CALLED = {"state": _("state"), "team": _("team"), "owner": _("owner"), "assignee": _("who works on it")}
    MORE = ("promises", "assignee", "offered", "priority", "sort", "service", "opened_from", "opened_to", "where")

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("team", [*TEAMS, *_named(scope.teams_seen_by(agent))])
        self._offer("service", [("", _("any")), *_named(Service.objects.all())])
        self._offer("owner", [*OWNERS, *_colleagues(agent, self.data.get("owner"))])
        self._offer("assignee", [*WORKERS, *_agent(self.data.get("assignee"))])

    def _offer(self, name: str, offered: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = offered

    def clean_where(self) -> Condition | None:
        typed = self.cleaned_data["where"].strip()
        try:
            return parse(typed, vocabulary.vocabulary()) if typed else None
        except ConditionRefused as refused:
            raise forms.ValidationError(spoken.said(refused.sentence)) from refused

    def said(self, name: str) -> str:
        """The chosen value of a field in words."""
        value = self.cleaned_data[name]
        labels = dict(getattr(self.fields[name], "choices", ()))
        return str(labels.get(str(value), value))


def _named(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in rows.order_by("name").values_list("pk", "name")]


def _colleagues(agent: Agent, value: str | None) -> list[tuple[str, str]]:
    """Who is in a team of the agent, and whom else the address names."""
    mates = Agent.objects.active().filter(teams__in=agent.teams.values("pk"), is_placeholder=False)
    found = _named(mates.exclude(pk=agent.pk).distinct())
    return [*found, *(one for one in _agent(value) if one not in found)]


def _agent(value: str | None) -> list[tuple[str, str]]:
    """The agent whom an address names by number, so that the sentence can name them."""
    if not value or not value.isascii() or not value.isdecimal() or int(value) > LARGEST_ID:
        return []
    return _named(Agent.objects.filter(pk=int(value), is_placeholder=False))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Cleaned filters."""

    values: dict[str, Any]
    agent: Agent
    at: datetime = field(default_factory=timezone.now)

    @property
    def order(self) -> str:
        return self.values.get("order") or "newest"

    def apply(self, tickets: TicketQuerySet) -> QuerySet[Ticket]:
        for name in ("priority", "sort", "service", "requester"):
            if value := self.values.get(name):
                tickets = tickets.filter(**{name: value})
        tickets = tickets.filter(self._team("team", self.values.get("team")))
        tickets = self._owned(tickets, self.values.get("owner"))
        if assignee := self.values.get("assignee"):
            tickets = tickets.filter(assignee=None if assignee == "nobody" else self._person(assignee))
        tickets = tickets.filter(self._offer(self.values.get("offered")))
        if where := self.values.get("where"):
            tickets = tickets.filter(query(where, Q, columns=vocabulary.vocabulary().columns))
        if promises := self.values.get("promises"):
            tickets = tickets.filter(deadlines.narrowed(promises, at=self.at))
        return tickets.filter(STATES[self.values.get("state") or "open"], self._opened())

    def _owned(self, tickets: TicketQuerySet, by: str | None) -> TicketQuerySet:
        if by == "asked":
            return tickets.filter(ownership_offered_to=self.agent)
        return tickets.owned_by(self._person(by)) if by else tickets

    def _team(self, field: str, which: str | None) -> Q:
        if not which:
            return Q()
        if which == "none":
            return Q(**{field: None})
        return Q(**{f"{field}__in": self.agent.teams.values("pk")}) if which == "mine" else Q(**{field: int(which)})

    def _person(self, who: str) -> int:
        return {"me": self.agent.pk, "desk": PLACEHOLDER_ID}.get(who) or int(who)

    def _offer(self, to: str | None) -> Q:
        return Q(offered_to__isnull=False) if to == "any" else self._team("offered_to", to)

    def _opened(self) -> Q:
        """Half-open, as periods are: from the first midnight up to the second, by the reader's clock."""
        asked = Q()
        if opened_from := self.values.get("opened_from"):
            asked &= Q(opened_at__gte=_midnight(opened_from))
        if opened_to := self.values.get("opened_to"):
            asked &= Q(opened_at__lt=_midnight(opened_to))
        return asked


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def requester_name(chosen: Chosen) -> str:
    """The customer the list is narrowed to, if it is."""
    requester = chosen.values.get("requester")
    return Customer.objects.filter(pk=requester).values_list("name", flat=True).first() or "" if requester else ""
