"""Nothing is without someone who answers for it: what an absent owner owns is offered to others; done by the worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q

from trifecta.base.actors import System
from trifecta.desk.words import STAND_IN
from trifecta.log import journal
from trifecta.staff.models import PLACEHOLDER_ID, Absence, Agent, Membership, Role
from trifecta.tickets import story
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.ownership.withdraw_ownership_offer import withdraw_ownership_offer
from trifecta.tickets.events.ownership import OwnershipOffered, OwnershipTaken
from trifecta.tickets.models import OPEN_STATES, Ticket

BY_ABSENCE = System("rule:absence")
MOST = 200


@dataclass(frozen=True, slots=True)
class Away:
    """Someone who cannot answer for what they own. since: None for who has left."""

    agent_id: int
    backup_id: int | None = None
    since: datetime | None = None


def offer_owned(*, at: datetime, most: int = MOST) -> int:
    """
    Ask once, for each open ticket of an absent owner, the backup; when they decline, a lead of its team, then a leader.

    The owner stays the owner until someone accepts. Returns how many were asked.
    """
    away = {one.agent_id: one for one in (*_left(), *_absent(at))}
    return sum(islice((1 for pk, owner in _unanswered(away) if _offer(pk, owner, away, at)), most))


def take_back(*, at: datetime) -> int:
    """Ask nobody any more for owners who are here again; what a person asked stays asked. Returns how many were."""
    away = [one.agent_id for one in (*_left(), *_absent(at))]
    asked = Ticket.objects.filter(ownership_offered_to__isnull=False).exclude(owner__in=away)
    return sum(_take_back(pk, at) for pk in list(asked.values_list("pk", flat=True)))


def _left() -> Iterator[Away]:
    """
    Who worked here and does not any more.

    Other agents without an account are names of a history that was brought in; nobody ever waited for them here.
    """
    worked_here = Q(account__isnull=False) | Q(name=STAND_IN)
    gone = Agent.objects.filter(worked_here, is_active=False, is_placeholder=False)
    yield from (Away(pk) for pk in gone.values_list("pk", flat=True))


def _absent(at: datetime) -> Iterator[Away]:
    current = Absence.objects.current(at).filter(agent__is_active=True)
    yield from (Away(*told) for told in current.values_list("agent", "backup", "from_at"))


def _unanswered(away: dict[int, Away]) -> Iterator[tuple[int, Away]]:
    """Their open tickets of which nobody is asked who could answer."""
    nobody_asked = Q(ownership_offered_to=None) | Q(ownership_offered_to__in=away)
    for owner in away.values():
        owned = Ticket.objects.open().owned_by(owner.agent_id).filter(nobody_asked)
        yield from ((pk, owner) for pk in list(owned.values_list("pk", flat=True)))


@transaction.atomic
def _offer(pk: int, owner: Away, away: dict[int, Away], at: datetime) -> bool:
    ticket = story.hold(Ticket(pk=pk))
    is_asked = ticket.ownership_offered_to_id is not None and ticket.ownership_offered_to_id not in away
    if ticket.owner_id != owner.agent_id or ticket.state not in OPEN_STATES or is_asked:
        return False
    asked = _asked_before(ticket, owner)
    heir = next((one for one in _heirs(ticket, owner) if one.pk not in asked and one.pk not in away), None)
    if heir is None:
        return False
    offer_ownership(ticket, to=heir, reason="absence" if owner.since else "left", by=BY_ABSENCE, at=at)
    return True


@transaction.atomic
def _take_back(pk: int, at: datetime) -> bool:
    ticket = story.hold(Ticket(pk=pk))
    offers = [entry for entry in journal.read(ticket.stream) if isinstance(entry.event, OwnershipOffered)]
    if ticket.ownership_offered_to_id is None or offers[-1].actor != BY_ABSENCE.actor:
        return False
    withdraw_ownership_offer(ticket, by=BY_ABSENCE, at=at)
    return True


def _asked_before(ticket: Ticket, owner: Away) -> set[int]:
    """Whom this absence has asked already: each once."""
    asked: set[int] = set()
    for entry in journal.read(ticket.stream):
        if isinstance(entry.event, OwnershipTaken):
            asked = set()
        elif isinstance(entry.event, OwnershipOffered) and (owner.since is None or entry.happened_at >= owner.since):
            asked.add(entry.event.to)
    return asked


def _heirs(ticket: Ticket, owner: Away) -> Iterator[Agent]:
    """Who could answer instead, the nearest first."""
    able = Agent.objects.active().exclude(pk__in=[PLACEHOLDER_ID, owner.agent_id]).exclude(role=Role.AUDITOR)
    if owner.backup_id is not None:
        yield from able.filter(pk=owner.backup_id)
    leads = Membership.objects.filter(team=ticket.team_id, is_lead=True).values("agent")
    yield from able.filter(pk__in=leads).order_by("pk")
    yield from able.filter(role=Role.LEADER).order_by("pk")
