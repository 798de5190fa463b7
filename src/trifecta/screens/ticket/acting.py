"""The acts of the page: a noun in the address, a form, one call into the domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trifecta.screens.ticket import forms
from trifecta.staff.models import Agent
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.ownership.decline_handoff import decline_handoff
from trifecta.tickets.actions.ownership.give_back import give_back
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.take import take
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket


@dataclass(frozen=True, slots=True)
class Doing:
    """verb: the button; done: what the page says afterwards; key: pressed to begin; empty: no dialog needed."""

    act: Act
    verb: str | Promise
    done: str | Promise
    form: type[forms.ActForm]
    do: Callable[..., Any]
    key: str = ""

    @property
    def asks(self) -> bool:
        return self.form is not forms.Nothing


# In the order of the buttons; the first one possible is the primary.
DOINGS = {
    "acceptance": Doing(Act.ACCEPT_HANDOFF, _("Accept the work"), _("Accepted."), forms.Accept, accept_handoff, "a"),
    "refusal": Doing(Act.DECLINE_HANDOFF, _("Decline"), _("Declined."), forms.Decline, decline_handoff),
    "taking": Doing(Act.TAKE, _("I’ll take it"), _("It is yours."), forms.Nothing, take, "t"),
    "resolution": Doing(
        Act.RESOLVE, _("Solved?"), _("The customer has the last word now."), forms.Resolve, resolve, "e"
    ),
    "handoffs": Doing(
        Act.OFFER_HANDOFF, _("Hand off"), _("Offered; it is theirs once they accept."), forms.Offer, offer_handoff, "h"
    ),
    "return": Doing(Act.GIVE_BACK, _("Give back"), _("Given back."), forms.GiveBack, give_back),
    "assignment": Doing(Act.ASSIGN, _("Assign"), _("Assigned."), forms.Assign, assign, "s"),
    "priority": Doing(Act.REPRIORITIZE, _("Set the priority"), _("Changed."), forms.Priority, reprioritize, "p"),
    "waiting": Doing(Act.WAIT, _("Wait"), _("It waits."), forms.Wait, wait),
    "resumption": Doing(Act.RESUME, _("Go on"), _("It goes on."), forms.Nothing, resume),
    "reopening": Doing(Act.REOPEN, _("Reopen"), _("Open again."), forms.Reopen, reopen),
    "closing": Doing(Act.CLOSE, _("Close"), _("Closed."), forms.Close, close),
    "messages": Doing(Act.REPLY, _("Reply"), _("Sent."), forms.Reply, reply, "r"),
    "notes": Doing(Act.ADD_NOTE, _("Add a note"), _("Noted."), forms.Note, add_note, "n"),
}
COMPOSED = ("messages", "notes")


def form_of(noun: str, ticket: Ticket, posted: Any = None, *, by: Agent | None = None) -> forms.ActForm:
    """
    The form behind a noun; work that no team has is assigned together with its first team.

    by: who will fill it in; whoever accepts works on it, unless they say otherwise
    """
    form = DOINGS[noun].form
    if form is forms.Assign and ticket.team_id is None:
        form = forms.FirstTeam
    made = form(posted, ticket=ticket, auto_id=f"{noun}_%s")
    if by is not None and form is forms.Accept:
        made.initial = {"assignee": by.pk}
    return made
