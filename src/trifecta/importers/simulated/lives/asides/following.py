"""Others who want to know how it goes: a colleague in copy, a manager, someone of the team whose service it is."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.simulated.hours import HOUR_S, Hours
from trifecta.importers.simulated.lives.life import Life
from trifecta.tickets.events.participants import ParticipantAdded, ParticipantRemoved

FOLLOWED, BY_COLLEAGUE, LEFT = 0.03, 0.3, 0.25
WATCHER = Code("watcher")
OF_CUSTOMERS = (Code("cc"), Code("cc"), Code("manager"), WATCHER)


def let_others_follow(life: Life) -> None:
    """Let in by the owner while the work goes on; some have seen enough before it is done."""
    asides = life.stage.asides
    if life.service.team.is_restricted or life.ending in {"merged", "cancelled"} or not asides.happens(FOLLOWED):
        return
    until = min(life.stage.ends_at, life.resolved_at or life.ended_at or life.stage.ends_at)
    since = life.owner.hours.after(life.answered_at or life.opened_at, asides.around(HOUR_S, 1.0))
    if since < until:
        _let_colleague(life, since, until) if asides.happens(BY_COLLEAGUE) else _let_customer(life, since, until)


def _let_customer(life: Life, since: int, until: int) -> None:
    asides, customer = life.stage.asides, life.arrival.customer
    person = asides.pick(life.stage.world.at_site[customer.site.name])
    if person is not customer:
        life.tell_at(since, life.owner.actor, ParticipantAdded(role=asides.pick(OF_CUSTOMERS), customer=person.id))
        _leave(life, person.site.hours, person.actor, ParticipantRemoved(customer=person.id), since=since, until=until)


def _let_colleague(life: Life, since: int, until: int) -> None:
    person = life.stage.asides.pick(life.service.team.members)
    if person not in (life.owner, life.assignee) and person.joined_at < since:
        life.tell_at(since, life.owner.actor, ParticipantAdded(role=WATCHER, agent=person.id))
        _leave(life, person.hours, person.actor, ParticipantRemoved(agent=person.id), since=since, until=until)


def _leave(life: Life, hours: Hours, actor: str, left: ParticipantRemoved, *, since: int, until: int) -> None:
    """By themselves, if at all."""
    asides = life.stage.asides
    if asides.happens(LEFT) and (at := hours.after(since, asides.around(6 * HOUR_S, 0.8))) < until:
        life.tell_at(at, actor, left)
