"""
Who may do what with a ticket: one table, and no for everything it does not name.

A person has relations to a ticket; an act is permitted when one of them is in its line. Whether the act makes sense in
the ticket's state is the business of `rules`; `allowed` asks both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from trifecta.base.actors import System
from trifecta.base.errors import NotPermitted
from trifecta.base.text import N_
from trifecta.customers.models import Customer
from trifecta.staff.models import Agent, Membership, Role, Team
from trifecta.tickets import rules, story
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Participant, Ticket

By = Agent | Customer | System


class NotYourTicket(NotPermitted):
    """This person has no relation to the ticket that permits the act."""


class Relation(StrEnum):
    AGENT = "any agent"
    SEES = "an agent who sees it"
    FINDER = "an agent who sees it while no team has it"
    OWNER = "its owner"
    ASSIGNEE = "who works on it"
    MEMBER = "a member of the team that has it"
    LEAD = "a lead of the team that has it"
    OFFERED = "a member of the team it is on offer to"
    ASKED = "who is asked to own it"
    LEADER = "a service leader"
    ADMIN = "an administrator"
    CUSTOMER = "any customer"
    REQUESTER = "who asked"
    PARTICIPANT = "who follows it"
    SYSTEM = "a rule of the desk"


READS = frozenset({Relation.SEES, Relation.REQUESTER, Relation.PARTICIPANT, Relation.SYSTEM})
_ANSWERS = frozenset({Relation.OWNER, Relation.LEAD, Relation.LEADER, Relation.ADMIN})
"""The owner answers to the customer until the end, so who merely works on it neither ends it nor passes it on."""
_WORK = frozenset({Relation.OWNER, Relation.ASSIGNEE, Relation.MEMBER, Relation.LEADER, Relation.ADMIN})

PERMITS: Mapping[Act, frozenset[Relation]] = {
    Act.OPEN_TICKET: frozenset({Relation.AGENT, Relation.CUSTOMER, Relation.SYSTEM}),
    Act.ADD_NOTE: frozenset({Relation.SEES, Relation.SYSTEM}),
    Act.REPLY: frozenset({Relation.SEES, Relation.REQUESTER, Relation.PARTICIPANT, Relation.SYSTEM}),
    Act.ASSIGN: _WORK | {Relation.FINDER, Relation.SYSTEM},
    Act.TAKE: frozenset({Relation.MEMBER, Relation.FINDER}),
    Act.OFFER_HANDOFF: _WORK | {Relation.FINDER},
    Act.ACCEPT_HANDOFF: frozenset({Relation.OFFERED}),
    Act.DECLINE_HANDOFF: frozenset({Relation.OFFERED}),
    Act.GIVE_BACK: frozenset({Relation.ASSIGNEE, Relation.MEMBER}),
    Act.WITHDRAW_HANDOFF: _WORK | {Relation.FINDER},
    Act.TRANSFER_WARMLY: _WORK | {Relation.FINDER},
    Act.OFFER_OWNERSHIP: _ANSWERS | {Relation.SYSTEM},
    Act.ACCEPT_OWNERSHIP: frozenset({Relation.ASKED}),
    Act.DECLINE_OWNERSHIP: frozenset({Relation.ASKED}),
    Act.WITHDRAW_OWNERSHIP_OFFER: _ANSWERS | {Relation.SYSTEM},
    Act.REPRIORITIZE: _WORK | {Relation.FINDER, Relation.SYSTEM},
    Act.WAIT: _WORK,
    Act.RESUME: _WORK | {Relation.SYSTEM},
    Act.RESOLVE: _WORK,
    Act.VALIDATE: frozenset({Relation.REQUESTER}),
    Act.REJECT: frozenset({Relation.REQUESTER}),
    Act.REOPEN: _WORK | {Relation.REQUESTER},
    Act.CLOSE: _ANSWERS | {Relation.SYSTEM},
    Act.ASK_VALIDATION: _WORK | {Relation.SYSTEM},
    Act.LEAVE_UNVALIDATED: _ANSWERS | {Relation.SYSTEM},
    Act.GIVE_WORD: _WORK,
    Act.KEEP_WORD: _WORK,
    Act.BREAK_WORD: _WORK,
    Act.NAME_DEADLINE: _ANSWERS,
    # Who is measured by a promise does not release anyone from it.
    Act.WAIVE_PROMISE: frozenset({Relation.LEAD, Relation.LEADER, Relation.ADMIN}),
}


def require(by: By, act: Act, ticket: Ticket | None = None) -> None:
    """Raises NotYourTicket. Without a ticket: for what needs none yet."""
    _require(act, relations(by, ticket))


def admit(by: By, act: Act, ticket: Ticket) -> Ticket:
    """
    The head of every act: the row as it is now, held until the transaction ends, for someone who may do this now.

    Raises NotYourTicket, and the RuleBroken that says why the act makes no sense. Of two refusals the reader gets the
    one about the state ("someone was faster"), unless they may not even see the ticket.
    """
    held = story.hold(ticket)
    ties = relations(by, held)
    if ties & READS:
        rules.require(act, story.standing(held, by))
    _require(act, ties)
    return held


def _require(act: Act, ties: frozenset[Relation]) -> None:
    if not PERMITS[act] & ties:
        raise NotYourTicket(N_("You are not permitted to do this here."))


def allowed(by: By, ticket: Ticket) -> frozenset[Act]:
    """What this person may do with it now, by permit and by rule; at most four queries."""
    held = relations(by, ticket)
    permitted = frozenset(act for act, line in PERMITS.items() if line & held) - {Act.OPEN_TICKET}
    return permitted & rules.possible(story.standing(ticket, by)) if permitted else permitted


def relations(by: By, ticket: Ticket | None = None) -> frozenset[Relation]:
    """What ties this person to the ticket; nothing does once their access has ended."""
    if isinstance(by, System):
        return frozenset({Relation.SYSTEM})
    if not by.is_active:
        return frozenset()
    if isinstance(by, Customer):
        return frozenset(_of_customer(by, ticket))
    return frozenset(_of_agent(by, ticket))


def _of_customer(by: Customer, ticket: Ticket | None) -> Iterator[Relation]:
    yield Relation.CUSTOMER
    if ticket is None:
        return
    if ticket.requester_id == by.pk:
        yield Relation.REQUESTER
    if Participant.objects.filter(ticket=ticket, customer=by).exists():
        yield Relation.PARTICIPANT


def _of_agent(by: Agent, ticket: Ticket | None) -> Iterator[Relation]:
    yield Relation.AGENT
    if by.role == Role.LEADER:
        yield Relation.LEADER
    if by.role == Role.ADMIN:
        yield Relation.ADMIN
    if ticket is None:
        return
    ties = set(_ties(by, ticket))
    yield from ties
    if ties or by.role in {Role.LEADER, Role.ADMIN} or not _is_hidden(ticket):
        yield Relation.SEES
        if ticket.team_id is None:
            yield Relation.FINDER


def _ties(by: Agent, ticket: Ticket) -> Iterator[Relation]:
    if ticket.owner_id == by.pk:
        yield Relation.OWNER
    if ticket.assignee_id == by.pk:
        yield Relation.ASSIGNEE
    if ticket.ownership_offered_to_id == by.pk:
        yield Relation.ASKED
    teams = [team for team in (ticket.team_id, ticket.offered_to_id) if team is not None]
    for team, is_lead in Membership.objects.filter(agent=by, team__in=teams).values_list("team", "is_lead"):
        if team == ticket.offered_to_id:
            yield Relation.OFFERED
        if team == ticket.team_id:
            yield Relation.MEMBER
            if is_lead:
                yield Relation.LEAD


def _is_hidden(ticket: Ticket) -> bool:
    return ticket.team_id is not None and Team.objects.filter(pk=ticket.team_id, is_restricted=True).exists()
