"""What each act asks of the person."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trifecta.base.text import N_
from trifecta.parts import choices, priorities
from trifecta.parts.forms import LONGEST
from trifecta.staff.models import Agent, Team
from trifecta.tickets import codes, rules
from trifecta.tickets.models import Ticket

LONG = forms.Textarea({"rows": 5})
"""Characters of one message: some ten pages."""
# No answer is given in advance where the numbers will ask why.
CHOOSE = N_("choose")
# What resolving most often means for each kind of ticket.
USUAL = {"incident": "fixed", "request": "fulfilled", "question": "explained", "complaint": "explained"}


class ActForm(forms.Form):
    """
    A form about one ticket; ids of its fields carry the act, because a page holds several.

    note: what is to be known before one does it, where no field says it.
    """

    note: str | Promise = ""

    def __init__(self, *args: Any, ticket: Ticket, by: Agent | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fit(ticket)
        for field in self.fields.values():
            if hasattr(field, "by"):
                field.by = by

    def told(self) -> dict[str, Any]:
        """What the act is told, of a form that was filled in well."""
        return self.cleaned_data

    def fit(self, ticket: Ticket) -> None:
        """Narrow the choices to this ticket."""

    def narrow(self, name: str, rows: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows


def _composer(verb: Any, key: str) -> forms.CharField:
    """A field that stands under its verb and has no label of its own; the key leads into it."""
    attributes = {"rows": 5, "aria-label": verb, "data-key": key, "data-key-label": verb}
    return forms.CharField(label=verb, widget=forms.Textarea(attributes), max_length=LONGEST)


class Reply(ActForm):
    body = _composer(_("Reply"), "r")


class Note(ActForm):
    body = _composer(_("Add a note"), "n")


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
    field_order = ("team", "assignee")
    team = forms.ModelChoiceField(
        Team.objects.filter(is_active=True).order_by("name"), label=_("Team"), empty_label=_(CHOOSE)
    )


class TeamField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Says of a team that nobody could accept anything there."""

    def label_from_instance(self, team: Team) -> str:
        return team.name if team.has_people else _("%(team)s (nobody signs in there yet)") % {"team": team.name}  # type: ignore[attr-defined]


class Offer(ActForm):
    to = TeamField(Team.objects.none(), label=_("To which team"), empty_label=_(CHOOSE))
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.HANDOFF_REASONS, blank=CHOOSE))
    tried = forms.CharField(
        label=_("What was tried and found"),
        help_text=_("So that they need not ask the customer again."),
        widget=LONG,
        max_length=LONGEST,
    )

    def fit(self, ticket: Ticket) -> None:
        others = Team.objects.filter(is_active=True).exclude(pk=ticket.team_id or 0).order_by("name")
        here = Agent.objects.active().filter(account__isnull=False, teams=OuterRef("pk"))
        self.narrow("to", others.annotate(has_people=Exists(here)))


class Accept(ActForm):
    assignee = forms.ModelChoiceField(
        Agent.objects.none(), label=_("Who works on it"), empty_label=_("nobody yet"), required=False
    )

    def fit(self, ticket: Ticket) -> None:
        if ticket.offered_to_id:
            members = Agent.objects.active().of_team(ticket.offered_to_id)
            self.narrow("assignee", members.filter(account__isnull=False).order_by("name"))


class Decline(ActForm):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.DECLINE_REASONS, blank=CHOOSE))
    words = forms.CharField(label=_("What they need to know"), widget=LONG, max_length=LONGEST)


class GiveBack(Decline):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.GIVE_BACK_REASONS, blank=CHOOSE))


class Priority(ActForm):
    impact = forms.TypedChoiceField(label=_("Whom it hits"), choices=choices.of(codes.IMPACTS), coerce=int)
    urgency = forms.TypedChoiceField(label=_("How it hinders"), choices=choices.of(codes.URGENCIES), coerce=int)

    def fit(self, ticket: Ticket) -> None:
        self.initial = {"impact": ticket.impact or 4, "urgency": ticket.urgency or 3}
        self["urgency"].help_text = priorities.told(self)


class Wait(ActForm):
    on = forms.ChoiceField(label=_("For"), choices=choices.of(codes.WAITING_ON))
    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"})
    )


class Resolve(ActForm):
    how = forms.ChoiceField(label=_("How"), choices=choices.of(codes.RESOLUTIONS))
    words = forms.CharField(
        label=_("What was done"), help_text=_("The customer reads this."), widget=LONG, max_length=LONGEST
    )
    article = forms.CharField(label=_("Article that helped"), max_length=80, required=False)

    def fit(self, ticket: Ticket) -> None:
        self.initial = {"how": USUAL[ticket.sort]}


class Reopen(ActForm):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.REOPENINGS))
    words = forms.CharField(
        label=_("What is still to be done"),
        help_text=_("The customer reads this."),
        required=False,
        widget=LONG,
        max_length=LONGEST,
    )


class Close(ActForm):
    reason = forms.ChoiceField(label=_("Why"), choices=choices.of(codes.CLOSINGS, blank=CHOOSE))

    def fit(self, ticket: Ticket) -> None:
        """Only the customer confirms, only who was asked often enough was silent, and where none waits, that is why."""
        asked, field = ticket.validation_asked_count, cast("forms.ChoiceField", self.fields["reason"])
        known = {"confirmed": ticket.validated_at, "unanswered": rules.is_asked_enough(asked)}
        field.choices = choices.of([one for one in codes.CLOSINGS if known.get(one.code, True)], blank=CHOOSE)
        if ticket.requester_id is None:
            self.initial = {"reason": "no_customer"}
        elif not ticket.validated_at and not known["unanswered"]:
            told = {"asked": asked, "most": rules.ASKED_AT_MOST}
            field.help_text = (
                gettext("They were asked %(asked)d of %(most)d times; after the last, silence closes it.") % told
            )
