"""A matter as its customer sees it: plain words, nothing of our inner life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from operator import attrgetter

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.customers.models import Customer
from trifecta.portal.matters import hearing
from trifecta.tickets import names, permits, timeline, wording
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Participant, Ticket
from trifecta.tickets.timeline import Moment, Name

MOST = 100
A_MOMENT = timedelta(minutes=15)
ENDED = ("closed", "cancelled", "merged")
OTHERWISE_ENDED = {"closed": N_("Closed"), "cancelled": N_("Cancelled"), "merged": N_("Goes on in another matter")}
# Steps whose words are read like a letter.
TELLING = frozenset({"ticket.opened", "ticket.resolved", "ticket.rejected", "ticket.reopened"})
CLAIMS = {
    "ticket.resolved": N_("says that it is solved"),
    "ticket.rejected": N_("says that it is not solved"),
    "ticket.reopened": N_("opened it again"),
}
OWN_STEPS = {
    "ticket.opened": N_("You asked"),
    "ticket.validated": N_("You confirmed that it is solved"),
    "ticket.rejected": N_("You said that it is not solved"),
    "ticket.reopened": N_("You opened it again"),
}
UNTOLD = frozenset({"ticket.resumed"})
PARTS = {
    "cc": N_("You are in copy: you can read it and write to it."),
    "manager": N_("You follow it as a manager: you can read what is written."),
    "watcher": N_("You watch it: you see what becomes of it, and not what is written."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """
    news_at: when there was last something to read. asks: whether we wait for the customer. asked: who asked, where that
    is someone else.
    """

    ticket: Ticket
    news_at: datetime
    progress: str
    asks: bool
    asked: str


@dataclass(frozen=True, slots=True)
class Matters:
    """
    current: what waits for me first, then the latest news. managed: what others in my organization asked and is not
    over, for who manages it. Each is cut at MOST.
    """

    current: list[Row]
    finished: list[Row]
    managed: list[Row]

    @property
    def is_cut(self) -> bool:
        return MOST in {len(self.current), len(self.finished), len(self.managed)}


@dataclass(frozen=True, slots=True)
class Said:
    """
    kind: own for what this customer wrote, customer for what the desk or others wrote, fact for a step

    claim: what these words came with ("says that it is solved")
    origin: the merged matter on which it was said, empty for this one
    """

    at: datetime
    kind: str
    who: str
    words: str
    claim: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """
    hears: by when the customer will hear from the desk, in a sentence; empty where nobody said so.
    goes_on: the reference of the matter in which this one goes on, for who may look at it.
    part: what somebody who only follows it sees and does, in a sentence.
    """

    ticket: Ticket
    progress: str
    hears: str
    said: list[Said]
    allowed: frozenset[Act]
    goes_on: str = ""
    part: str = ""

    @property
    def is_over(self) -> bool:
        """Words on it alone would be read by nobody; what the customer says of it is an act."""
        return not self.ticket.is_open and self.ticket.state != "resolved"


def mine(customer: Customer) -> Matters:
    """What I asked or follow, and apart from it what I may read of others."""
    seen = Ticket.objects.visible_to(customer).select_related("owner", "requester").order_by("-updated_at", "-pk")
    asked = Ticket.objects.filter(requester=customer).values("pk")
    own = asked.union(Participant.objects.filter(customer=customer).values("ticket"))
    current = seen.filter(pk__in=own).exclude(state__in=ENDED)
    managed = seen.exclude(pk__in=own).exclude(state__in=ENDED) if customer.manages_organization else seen.none()
    finished = seen.filter(pk__in=own, state__in=ENDED)
    lists = [list(found[:MOST]) for found in (current, finished, managed)]
    news = timeline.news([*chain(*lists)], seen_by=customer)
    shown, *others = (_rows(tickets, customer, news) for tickets in lists)
    return Matters(sorted(shown, key=lambda row: not row.asks), *others)


def _rows(tickets: Iterable[Ticket], customer: Customer, news: Mapping[int, datetime]) -> list[Row]:
    """The latest news first: what the desk does by itself is none."""
    rows = [_row(ticket, customer, news_at=news.get(ticket.pk, ticket.opened_at)) for ticket in tickets]
    return sorted(rows, key=attrgetter("news_at"), reverse=True)


def read(ticket: Ticket, customer: Customer, *, at: datetime) -> Matter:
    moments, before = timeline.timeline(ticket, seen_by=customer), timeline.taken_in(ticket, seen_by=customer)
    known = names.names_of(chain(moments, *(told for _other, told in before)))
    said = [*_said(ticket, customer, moments, known=known), *_said_before(before, customer, known=known)]
    return Matter(
        ticket,
        progress(ticket, customer),
        hearing.hears(ticket, moments, asked=_asked(ticket, customer), at=at),
        sorted(said, key=attrgetter("at")),
        permits.allowed(customer, ticket),
        _goes_on(ticket, customer),
        _part(ticket, customer),
    )


def _said_before(
    before: Iterable[tuple[Ticket, list[Moment]]], customer: Customer, *, known: Mapping[Name, str]
) -> Iterator[Said]:
    """What was said of the matters that were merged into this one, as far as this customer could always read it."""
    for other, moments in before:
        for said in _said(other, customer, moments, known=known):
            if said.kind != "fact":
                yield replace(said, origin=other.reference)


def _goes_on(ticket: Ticket, customer: Customer) -> str:
    into = Ticket.objects.visible_to(customer).filter(pk=ticket.merged_into_id or 0).first()
    return into.reference if into else ""


def _part(ticket: Ticket, customer: Customer) -> str:
    if ticket.requester_id == customer.pk:
        return ""
    found = Participant.objects.filter(ticket=ticket, customer=customer).values_list("role", flat=True).first()
    return _(PARTS[found]) if found else ""


def progress(ticket: Ticket, customer: Customer) -> str:
    """Where it stands, in a few words; who only follows it is not told that we wait for them."""
    owner = None if ticket.owner.is_placeholder else ticket.owner.name
    asked = _asked(ticket, customer)
    if ticket.state == "waiting" and ticket.waiting_on == "customer":
        return _("We wait for %(name)s’s answer") % {"name": asked} if asked else _("We wait for your answer")
    if ticket.is_open:
        return _("%(name)s has it") % {"name": owner} if owner else _("We have it")
    if ticket.state == "resolved":
        solved = _("We think it is solved, and have asked %(name)s")
        return solved % {"name": asked} if asked else _("We think it is solved. Is it?")
    if ticket.validated_at:
        return _("Solved, as you confirmed")
    return _(OTHERWISE_ENDED[ticket.state])


def _asked(ticket: Ticket, customer: Customer) -> str:
    """Whose answer it is that we wait for, if not this customer's own."""
    return ticket.requester.name if ticket.requester and ticket.requester_id != customer.pk else ""


def _row(ticket: Ticket, customer: Customer, *, news_at: datetime) -> Row:
    asks = ticket.state == "resolved" or (ticket.state == "waiting" and ticket.waiting_on == "customer")
    asked = _asked(ticket, customer)
    return Row(ticket, news_at, progress(ticket, customer), asks and not asked, asked)


def sent_before(customer: Customer, subject: str, body: str, *, at: datetime) -> Ticket | None:
    """The matter that says the very same, opened a moment ago: a browser's way back fills a form in once more."""
    recent = Ticket.objects.filter(requester=customer, opened_at__gt=at - A_MOMENT, opened_at__lte=at, subject=subject)
    first = Q(remarks__seq=1, remarks__body=body) if body else ~Q(remarks__seq=1)
    return recent.filter(first).order_by("pk").first()


def _said(
    ticket: Ticket, customer: Customer, moments: Sequence[Moment], *, known: Mapping[Name, str]
) -> Iterator[Said]:
    is_confirmed = any(moment.kind == "ticket.validated" for moment in moments)
    for moment in moments:
        if moment.kind in UNTOLD or (moment.kind == "ticket.closed" and is_confirmed):
            continue  # the answer, or the confirmation, said so
        if moment.is_message or (moment.words and moment.kind in TELLING):
            who, is_own = _author(moment, ticket, customer, wording.actor_of(moment, known))
            claim = _(CLAIMS[moment.kind]) if moment.kind in CLAIMS else ""
            yield Said(moment.at, "own" if is_own else "customer", who, moment.words, claim)
        else:
            yield Said(moment.at, "fact", "", capfirst(_step(moment, known, ticket, customer)))


def _step(moment: Moment, known: Mapping[Name, str], ticket: Ticket, customer: Customer) -> str:
    if moment.who == ("customer", customer.pk) and moment.kind in OWN_STEPS:
        return _(OWN_STEPS[moment.kind])
    if moment.kind == "ticket.waiting" and moment.facts["on"] == "customer" and not _asked(ticket, customer):
        return _("%(name)s waits for your answer") % {"name": wording.actor_of(moment, known)}
    return wording.sentence_of(moment, known)


def _author(moment: Moment, ticket: Ticket, customer: Customer, actor: str) -> tuple[str, bool]:
    """Whose words they are, and whether they are the reader's: a matter is opened in the words of who asked."""
    if moment.kind == "ticket.opened" and ticket.requester is not None:
        return ticket.requester.name, ticket.requester_id == customer.pk
    return actor, moment.who == ("customer", customer.pk)
