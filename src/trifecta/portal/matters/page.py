"""A matter as its customer sees it: plain words, nothing of our inner life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from trifecta.customers.models import Customer
from trifecta.tickets import names, permits, timeline, wording
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket

MOST = 100


@dataclass(frozen=True, slots=True)
class Said:
    """kind: own for what this customer wrote, customer for what the desk or others wrote, fact for a step."""

    at: datetime
    kind: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Matter:
    ticket: Ticket
    progress: str
    said: list[Said]
    allowed: frozenset[Act]


def mine(customer: Customer) -> list[Ticket]:
    """What I asked or follow: what is unfinished first, then the newest."""
    seen = Ticket.objects.visible_to(customer).select_related("owner")
    unfinished = seen.exclude(state__in=("closed", "cancelled", "merged")).order_by("-updated_at")
    finished = seen.filter(state__in=("closed", "cancelled", "merged")).order_by("-updated_at")
    return [*unfinished[:MOST], *finished[:MOST]]


def read(ticket: Ticket, customer: Customer) -> Matter:
    return Matter(ticket, progress(ticket), list(_said(ticket, customer)), permits.allowed(customer, ticket))


def progress(ticket: Ticket) -> str:
    """Where it stands, in one sentence."""
    owner = None if ticket.owner.is_placeholder else ticket.owner.name
    if ticket.state == "waiting" and ticket.waiting_on == "customer":
        return _("We wait for your answer.")
    if ticket.state in {"open", "waiting"}:
        return _("%(name)s has it.") % {"name": owner} if owner else _("We have it.")
    if ticket.state == "resolved":
        return _("We think it is solved. Is it?")
    if ticket.validated_at:
        return _("Solved, as you confirmed.")
    return _("Finished.")


def _said(ticket: Ticket, customer: Customer) -> Iterator[Said]:
    moments = timeline.timeline(ticket, seen_by=customer)
    known = names.names_of(moments)
    for moment in moments:
        who = wording.actor_of(moment, known)
        if moment.is_message or (
            moment.words and moment.kind in {"ticket.opened", "ticket.resolved", "ticket.rejected"}
        ):
            kind = "own" if moment.who == ("customer", customer.pk) or moment.kind == "ticket.opened" else "customer"
            yield Said(moment.at, kind, customer.name if kind == "own" else who, moment.words)
        else:
            yield Said(moment.at, "fact", who, wording.sentence_of(moment, known))
