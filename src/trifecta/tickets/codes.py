"""
The reasons and ways an act may name: a code for the log, a label for the page.

A desk's history brings codes of its own; these are the ones that Trifecta's acts accept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from trifecta.base.text import N_
from trifecta.tickets import following


class Choice(NamedTuple):
    code: str
    label: str


SORTS = (
    Choice("incident", N_("Incident")),
    Choice("request", N_("Request")),
    Choice("question", N_("Question")),
    Choice("complaint", N_("Complaint")),
)
CHANNELS = (
    Choice("phone", N_("Phone")),
    Choice("mail", N_("Mail")),
    Choice("chat", N_("Chat")),
    Choice("portal", N_("Portal")),
    Choice("walk_in", N_("Walk-in")),
    Choice("other", N_("Other")),
)
SPOKEN_CHANNELS = ("phone", "chat", "walk_in")
"""Whoever opens a ticket out of one of these is answering at that moment (promise case 18)."""
IMPACTS = (
    Choice("1", N_("The whole business")),
    Choice("2", N_("A site or a department")),
    Choice("3", N_("A team")),
    Choice("4", N_("One person")),
)
URGENCIES = (
    Choice("1", N_("Work has stopped")),
    Choice("2", N_("Work is badly hindered")),
    Choice("3", N_("There is a way around")),
    Choice("4", N_("It can wait")),
)
PRIORITIES = (
    Choice("1", N_("Critical")),
    Choice("2", N_("High")),
    Choice("3", N_("Medium")),
    Choice("4", N_("Low")),
    Choice("5", N_("Planned")),
)
HANDOFF_REASONS = (
    Choice("expertise", N_("It needs knowledge we do not have")),
    Choice("access", N_("It needs rights we do not have")),
    Choice("responsibility", N_("It belongs to them")),
    Choice("on_site", N_("Someone must be there")),
    Choice("vendor", N_("The vendor must act")),
    Choice("capacity", N_("We cannot do it in time")),
)
DECLINE_REASONS = (
    Choice("not_ours", N_("It is not ours")),
    Choice("more_needed", N_("We need to know more")),
    Choice("level_one_can", N_("It can be solved where it is")),
    Choice("capacity", N_("We cannot do it in time")),
)
GIVE_BACK_REASONS = (
    Choice("done", N_("Our part is done")),
    Choice("not_ours", N_("It is not ours after all")),
    Choice("more_needed", N_("We need to know more")),
    Choice("capacity", N_("We cannot do it in time")),
)
OWNERSHIP_REASONS = (
    Choice("absence", N_("The owner is away")),
    Choice("left", N_("The owner has left the desk")),
    Choice("nearer", N_("They are nearer to the customer or the matter")),
    Choice("capacity", N_("The owner cannot look after it")),
    Choice("wish", N_("The customer asked for it")),
)
OWNERSHIP_DECLINE_REASONS = (
    Choice("absence", N_("I am away myself")),
    Choice("not_mine", N_("Someone else is nearer to it")),
    Choice("more_needed", N_("I need to know more")),
    Choice("capacity", N_("I cannot look after it")),
)
WAITING_ON = (
    Choice("customer", N_("the customer")),
    Choice("vendor", N_("the vendor")),
    Choice("change", N_("a change")),
    Choice("problem", N_("a problem")),
    Choice("other", N_("something else")),
)
RESOLUTIONS = (
    Choice("fixed", N_("Fixed")),
    Choice("workaround", N_("A way around was given")),
    Choice("fulfilled", N_("Delivered as asked")),
    Choice("explained", N_("Explained")),
    Choice("by_customer", N_("The customer solved it")),
    Choice("vanished", N_("It went away by itself")),
    Choice("refused", N_("It cannot be done")),
    Choice("no_answer", N_("The customer did not answer")),
)
REJECTIONS = (
    Choice("not_solved", N_("It still does not work")),
    Choice("came_back", N_("It came back")),
    Choice("not_asked", N_("It is not what I asked for")),
)
REOPENINGS = (
    Choice("not_solved", N_("It was not solved")),
    Choice("came_back", N_("It came back")),
    Choice("more_to_do", N_("There is more to do")),
    Choice("mistake", N_("It was ended by mistake")),
)
CLOSINGS = (
    Choice("confirmed", N_("The customer confirmed it")),
    Choice("unanswered", N_("The customer was asked and did not answer")),
    Choice("told", N_("The customer told us in another way")),
    Choice("no_customer", N_("No customer waits for it")),
)
CANCELLATIONS = (
    Choice("withdrawn", N_("The customer no longer wants it")),
    Choice("mistake", N_("It was opened by mistake")),
    Choice("other", N_("Another reason")),
)
PARTICIPANT_ROLES = tuple(Choice(role, part.label) for role, part in following.ROLES.items())
RELATIONS = (
    Choice("parent", N_("belongs to a larger one")),
    Choice("related", N_("has to do with")),
    Choice("article", N_("uses the article")),
)


def codes_of(choices: Iterable[Choice]) -> frozenset[str]:
    return frozenset(choice.code for choice in choices)


# Which vocabulary a field of a kind speaks, for the page that tells the story.
SPOKEN_IN = {
    ("ticket.opened", "sort"): SORTS,
    ("ticket.opened", "channel"): CHANNELS,
    ("ticket.recategorized", "sort"): SORTS,
    ("ticket.message_sent", "channel"): CHANNELS,
    ("ticket.message_received", "channel"): CHANNELS,
    ("ticket.handoff_offered", "reason"): HANDOFF_REASONS,
    ("ticket.handoff_declined", "reason"): DECLINE_REASONS,
    ("ticket.given_back", "reason"): GIVE_BACK_REASONS,
    ("ticket.ownership_offered", "reason"): OWNERSHIP_REASONS,
    ("ticket.ownership_declined", "reason"): OWNERSHIP_DECLINE_REASONS,
    ("ticket.waiting", "on"): WAITING_ON,
    ("ticket.resolved", "code"): RESOLUTIONS,
    ("ticket.rejected", "reason"): REJECTIONS,
    ("ticket.reopened", "reason"): REOPENINGS,
    ("ticket.closed", "reason"): CLOSINGS,
    ("ticket.cancelled", "reason"): (*CANCELLATIONS, Choice("spam", N_("No customer is behind it"))),
    ("ticket.participant_added", "role"): PARTICIPANT_ROLES,
}


def label(kind: str, field: str, code: str) -> str:
    """
    What a page says for a code of an entry; a foreign desk's own code is shown as it is, readably.

    >>> label("ticket.waiting", "on", "customer"), label("ticket.closed", "reason", "closed_by_caller")
    ('the customer', 'closed by caller')
    """
    known = {choice.code: choice.label for choice in SPOKEN_IN.get((kind, field), ())}
    return known.get(code, code.replace("_", " "))
