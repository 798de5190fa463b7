"""
Who may do what with a ticket: one table, and no for everything it does not name.

A person has relations to a ticket; an act is permitted when one of them is in its line. Whether the act makes sense in
the ticket's state is the business of `rules`; `allowed` asks both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from trifecta.base.actors import System
from trifecta.base.errors import NotPermitted
from trifecta.base.text import N_
from trifecta.customers.models import Customer
from trifecta.log import rows
from trifecta.staff.models import Agent, Membership, Role, Team
from trifecta.tickets import following, rules, scope, story
from trifecta.tickets.acts import Act
from trifecta.tickets.following import Sight
from trifecta.tickets.models import Ticket
from trifecta.tickets.steps import participants

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
    AUDITOR = "an auditor"
    CUSTOMER = "any customer"
    REQUESTER = "who asked"
    CC = "who is in copy"
    MANAGER = "a manager who follows it"
    WATCHER = "who watches it"
    ORGANIZATION = "who manages the organization of who asked"
    SYSTEM = "a rule of the desk"


SIGHT: Mapping[Relation, Sight] = {
    **dict.fromkeys([Relation.SEES, Relation.AUDITOR, Relation.SYSTEM], Sight.EVERYTHING),
    **dict.fromkeys([Relation.REQUESTER, Relation.ORGANIZATION], Sight.CONVERSATION),
    **{Relation[role.upper()]: part.sight for role, part in following.ROLES.items()},
}
READS = frozenset(SIGHT)
_WRITES = frozenset(Relation[role.upper()] for role, part in following.ROLES.items() if part.writes)
_FOLLOWS = frozenset(Relation[role.upper()] for role in following.ROLES)
_ANSWERS = frozenset({Relation.OWNER, Relation.LEAD, Relation.LEADER, Relation.ADMIN})
"""The owner answers to the customer until the end, so who merely works on it neither ends it nor passes it on."""
_WORK = frozenset({Relation.OWNER, Relation.ASSIGNEE, Relation.MEMBER, Relation.LEADER, Relation.ADMIN})
_LEADS = frozenset({Relation.LEAD, Relation.LEADER, Relation.ADMIN})

PERMITS: Mapping[Act, frozenset[Relation]] = {
    Act.OPEN_TICKET: frozenset({Relation.AGENT, Relation.CUSTOMER, Relation.SYSTEM}),
    Act.ADD_NOTE: frozenset({Relation.SEES, Relation.SYSTEM}),
    Act.REPLY: _WRITES | {Relation.SEES, Relation.REQUESTER, Relation.SYSTEM},
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
    Act.CANCEL: _ANSWERS | {Relation.FINDER, Relation.REQUESTER, Relation.SYSTEM},
    Act.MARK_SPAM: _WORK | {Relation.FINDER},
    # An agent who sees a ticket may follow it, and whoever follows may leave; `require_for` guards everyone else.
    Act.ADD_PARTICIPANT: frozenset({Relation.SEES, Relation.SYSTEM}),
    Act.REMOVE_PARTICIPANT: _FOLLOWS | {Relation.SEES, Relation.SYSTEM},
    Act.MERGE: _WORK | {Relation.FINDER},
    Act.SPLIT: _WORK | {Relation.FINDER},
    Act.LINK: frozenset({Relation.SEES, Relation.SYSTEM}),
    Act.UNLINK: _WORK | {Relation.FINDER, Relation.SYSTEM},
    Act.RECATEGORIZE: _WORK | {Relation.FINDER, Relation.SYSTEM},
    Act.NAME_REQUESTER: _WORK | {Relation.FINDER, Relation.SYSTEM},
    Act.CORRECT: _WORK,
    Act.ASK_VALIDATION: _WORK | {Relation.SYSTEM},
    Act.LEAVE_UNVALIDATED: _ANSWERS | {Relation.SYSTEM},
    Act.GIVE_WORD: _WORK,
    Act.KEEP_WORD: _WORK,
    Act.BREAK_WORD: _WORK,
    Act.NAME_DEADLINE: _ANSWERS,
    # Who is measured by a promise does not release anyone from it.
    Act.WAIVE_PROMISE: _LEADS,
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


def require_for(person: Agent | Customer, *, by: By, ticket: Ticket) -> None:
    """Everyone speaks for themselves; for others only those who work on the ticket. Raises NotYourTicket."""
    if person != by and not relations(by, ticket) & (_WORK | {Relation.FINDER, Relation.SYSTEM}):
        raise NotYourTicket(N_("You can do this for yourself only."))


def require_reads(by: By, ticket: Ticket) -> None:
    """Raises NotYourTicket."""
    if sight(by, ticket) < Sight.EVERYTHING:
        raise NotYourTicket(N_("You cannot see the other ticket."))


def require_leads(by: By, ticket: Ticket) -> None:
    """Raises NotYourTicket."""
    if not leads(relations(by, ticket)):
        raise NotYourTicket(N_("Only who told it, or a lead, may say that it was wrong."))


def leads(ties: frozenset[Relation]) -> bool:
    """Whether these relations permit to say of what others told that it was wrong."""
    return bool(ties & _LEADS)


def sight(by: By, ticket: Ticket) -> Sight:
    """How much of the ticket's story this person reads."""
    return max((SIGHT[tie] for tie in relations(by, ticket) if tie in SIGHT), default=Sight.NOTHING)


def sights(by: Agent | Customer, tickets: Collection[Ticket]) -> dict[int, Sight]:
    """`sight` of each of these tickets, by its id; as many queries for many as for one."""
    found = dict.fromkeys((ticket.pk for ticket in tickets), Sight.NOTHING)
    if not scope.has_access(by):
        return found
    for pk, role in participants.roles_of(by, tickets).items():
        found[pk] = following.ROLES[role].sight
    unasked = SIGHT[Relation.REQUESTER if isinstance(by, Customer) else Relation.SEES]
    seen = Ticket.objects.visible_to(by, following=False).filter(pk__in=list(found))
    return found | dict.fromkeys(seen.values_list("pk", flat=True), unasked)


def _require(act: Act, ties: frozenset[Relation]) -> None:
    if not PERMITS[act] & ties:
        raise NotYourTicket(N_("You are not permitted to do this here."))


def allowed(by: By, ticket: Ticket, *, ties: frozenset[Relation] | None = None) -> frozenset[Act]:
    """What this person may do with it now, by permit and by rule; at most four queries. ties: if known already."""
    held = relations(by, ticket) if ties is None else ties
    permitted = frozenset(act for act, line in PERMITS.items() if line & held) - {Act.OPEN_TICKET}
    return permitted & rules.possible(story.standing(ticket, by)) if permitted else permitted


def relations(by: By, ticket: Ticket | None = None) -> frozenset[Relation]:
    """What ties this person to the ticket; nothing does once their access has ended."""
    if isinstance(by, System):
        return frozenset({Relation.SYSTEM})
    if not scope.has_access(by):
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
    yield from _follows(by, ticket)
    is_managed = by.manages_organization and _is_of_organization(ticket.requester_id, by.organization_id)
    if is_managed and not _is_hidden(ticket):
        yield Relation.ORGANIZATION


def _is_of_organization(requester_id: int | None, organization_id: int | None) -> bool:
    if requester_id is None or organization_id is None:
        return False
    return Customer.objects.filter(pk=requester_id, organization=organization_id).exists()


def _follows(by: Agent | Customer, ticket: Ticket) -> Iterator[Relation]:
    role = participants.role_of(by, ticket)
    if role is not None:
        yield Relation[role.upper()]


def _of_agent(by: Agent, ticket: Ticket | None) -> Iterator[Relation]:
    if by.role == Role.AUDITOR:
        yield Relation.AUDITOR
        return
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
    else:
        yield from _follows(by, ticket)


def _ties(by: Agent, ticket: Ticket) -> Iterator[Relation]:
    if ticket.owner_id == by.pk:
        yield Relation.OWNER
    if ticket.assignee_id == by.pk:
        yield Relation.ASSIGNEE
    if ticket.ownership_offered_to_id == by.pk:
        yield Relation.ASKED
    teams = [team for team in (ticket.team_id, ticket.offered_to_id) if team is not None]
    for team, is_lead in rows.select(Membership, ("team_id", "is_lead"), agent_id=[by.pk], team_id=teams):
        if team == ticket.offered_to_id:
            yield Relation.OFFERED
        if team == ticket.team_id:
            yield Relation.MEMBER
            if is_lead:
                yield Relation.LEAD


def _is_hidden(ticket: Ticket) -> bool:
    return ticket.team_id is not None and Team.objects.filter(pk=ticket.team_id, is_restricted=True).exists()
