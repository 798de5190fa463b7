"""The acts of the page: a noun in the address, a form, one call into the domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trifecta.desk.actions.record_call import record_call
from trifecta.promises.actions.break_word import break_word
from trifecta.promises.actions.give_word import give_word
from trifecta.promises.actions.keep_word import keep_word
from trifecta.promises.actions.name_deadline import name_deadline
from trifecta.promises.actions.waive_promise import waive_promise
from trifecta.promises.models import Clock
from trifecta.screens.ticket import forms
from trifecta.screens.ticket.asking import calls, people, promising, structure
from trifecta.staff.models import Agent
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.cancel import cancel
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.mark_spam import mark_spam
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.accept_ownership import accept_ownership
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.ownership.decline_handoff import decline_handoff
from trifecta.tickets.actions.ownership.decline_ownership import decline_ownership
from trifecta.tickets.actions.ownership.give_back import give_back
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.ownership.take import take
from trifecta.tickets.actions.ownership.transfer_warmly import transfer_warmly
from trifecta.tickets.actions.ownership.withdraw_handoff import withdraw_handoff
from trifecta.tickets.actions.ownership.withdraw_ownership_offer import withdraw_ownership_offer
from trifecta.tickets.actions.participants.add_participant import add_participant
from trifecta.tickets.actions.participants.remove_participant import remove_participant
from trifecta.tickets.actions.structure.correct import correct
from trifecta.tickets.actions.structure.link import link
from trifecta.tickets.actions.structure.merge import merge
from trifecta.tickets.actions.structure.name_requester import name_requester
from trifecta.tickets.actions.structure.recategorize import recategorize
from trifecta.tickets.actions.structure.split import split
from trifecta.tickets.actions.structure.unlink import unlink
from trifecta.tickets.actions.validation.ask_validation import ask_validation
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


def _waive(_ticket: Ticket, *, clock: Clock, **told: Any) -> Clock:
    return waive_promise(clock, **told)


# What is found by typing, in the order in which it is listed.
RARER = {
    "words": Doing(
        Act.GIVE_WORD, _("Give your word"), _("Given; a clock keeps it."), promising.GiveWord, give_word, "w"
    ),
    "kept-words": Doing(Act.KEEP_WORD, _("Say that a word was kept"), _("Kept."), promising.KeepWord, keep_word),
    "broken-words": Doing(
        Act.BREAK_WORD, _("Say that a word will not hold"), _("Said."), promising.BreakWord, break_word
    ),
    "warm-transfers": Doing(
        Act.TRANSFER_WARMLY, _("Hand over in person"), _("It is theirs."), people.TransferWarmly, transfer_warmly
    ),
    "handoff-withdrawal": Doing(
        Act.WITHDRAW_HANDOFF, _("Take back the offer of the work"), _("Taken back."), forms.Nothing, withdraw_handoff
    ),
    "ownership": Doing(
        Act.OFFER_OWNERSHIP,
        _("Ask someone to own it"),
        _("Asked; the owner stays until they accept."),
        people.OfferOwnership,
        offer_ownership,
    ),
    "ownership-withdrawal": Doing(
        Act.WITHDRAW_OWNERSHIP_OFFER,
        _("No longer ask for another owner"),
        _("Taken back."),
        forms.Nothing,
        withdraw_ownership_offer,
    ),
    "validation-requests": Doing(
        Act.ASK_VALIDATION, _("Ask again whether it is solved"), _("Asked."), structure.AskAgain, ask_validation
    ),
    "participants": Doing(
        Act.ADD_PARTICIPANT, _("Let someone follow it"), _("They follow it now."), people.Follow, add_participant
    ),
    "departures": Doing(
        Act.REMOVE_PARTICIPANT,
        _("Let someone no longer follow it"),
        _("They no longer follow it."),
        people.Unfollow,
        remove_participant,
    ),
    "category": Doing(
        Act.RECATEGORIZE, _("Say what it is about"), _("Changed."), structure.Recategorize, recategorize, "k"
    ),
    "requester": Doing(
        Act.NAME_REQUESTER, _("Say whose matter it is"), _("Changed."), people.NameRequester, name_requester
    ),
    "contacts": Doing(Act.LINK, _("Record a call"), _("Recorded."), calls.RecordCall, record_call, "l"),
    "links": Doing(Act.LINK, _("Link it"), _("Linked."), structure.Link, link),
    "unlinking": Doing(Act.UNLINK, _("Take back a link"), _("Taken back."), structure.Unlink, unlink),
    "merging": Doing(Act.MERGE, _("Merge it into another one"), _("It goes on there."), structure.Merge, merge),
    "splitting": Doing(Act.SPLIT, _("Split off another matter"), _("Split off."), structure.Split, split),
    "deadlines": Doing(
        Act.NAME_DEADLINE, _("Name a deadline"), _("The deadline is set."), promising.NameDeadline, name_deadline
    ),
    "waivers": Doing(
        Act.WAIVE_PROMISE, _("Waive a promise"), _("Waived; it is counted apart."), promising.Waive, _waive
    ),
    "corrections": Doing(Act.CORRECT, _("Correct what was recorded"), _("Corrected."), promising.Correct, correct),
    "cancellation": Doing(Act.CANCEL, _("Cancel the ticket"), _("Cancelled."), structure.Cancel, cancel),
    "spam": Doing(
        Act.MARK_SPAM, _("Mark it as spam"), _("Ended; no customer is behind it."), structure.Spam, mark_spam
    ),
}

# In the order of the buttons; the first one possible is the primary.
DOINGS = {
    "acceptance": Doing(Act.ACCEPT_HANDOFF, _("Accept the work"), _("Accepted."), forms.Accept, accept_handoff, "a"),
    "refusal": Doing(Act.DECLINE_HANDOFF, _("Decline"), _("Declined."), forms.Decline, decline_handoff),
    "owning": Doing(Act.ACCEPT_OWNERSHIP, _("Own it"), _("You own it now."), forms.Nothing, accept_ownership),
    "owning-refusal": Doing(
        Act.DECLINE_OWNERSHIP, _("Decline to own it"), _("Declined."), people.DeclineOwnership, decline_ownership
    ),
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
    **RARER,
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
    made = form(posted, ticket=ticket, by=by, auto_id=f"{noun}_%s")
    if by is not None and form is forms.Accept:
        made.initial = {"assignee": by.pk}
    return made
