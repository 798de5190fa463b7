"""How a matter reaches the desk: who answers, how long it rings, and what becomes of the contact."""

from __future__ import annotations

from math import exp

from trifecta.base import ids
from trifecta.contacts.events import ContactRecorded
from trifecta.importers.contract import History, Told
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.company.world import BUSINESS, CALLS, LETTERS
from trifecta.importers.simulated.hours import instant
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.lives.stage import Stage
from trifecta.importers.simulated.plans import causes
from trifecta.importers.simulated.plans.causes import Arrival
from trifecta.importers.simulated.speech.situations import CHANNELS, CHAT, MAIL, PHONE, PORTAL, WALK_IN

LIVE = frozenset({PHONE, CHAT, WALK_IN})
BUSINESS_SERVICES = frozenset({"orvanta", "warehouse", "reports", "payroll"})
INFORMATION = {"question": 0.42, "incident": 0.13, "request": 0.10, "complaint": 0.0}
PATIENCE_S = 190
CALL_ROOM_S = 900
TELEPHONY = "rule:telephony"


def choose_channel(stage: Stage, arrival: Arrival) -> ids.Code:
    """What the customer would take, as far as someone is there."""
    wanted = arrival.channel or stage.chance.weighted(CHANNELS, arrival.situation.channel_sums)
    if wanted in LIVE and not stage.rota.on_shift(arrival.at).agents:
        return PORTAL if stage.chance.happens(0.6) else MAIL
    return wanted


def ring(stage: Stage, arrival: Arrival) -> tuple[Agent, int] | None:
    """Who answers a call and when; None when the customer hangs up before."""
    chance = stage.chance
    agent, free_at = stage.rota.answer(CALLS, arrival.at)
    answered_at = max(free_at, arrival.at + 4 + int(chance.expovariate(1 / 22)))
    patience = 15 + int(chance.expovariate(1 / PATIENCE_S))
    return None if answered_at - arrival.at > patience else (agent, answered_at)


def abandoned(stage: Stage, arrival: Arrival) -> list[History]:
    """The number tells who it was, more often than not; the matter stays unknown."""
    wait = 15 + stage.chance.below(70)
    known = arrival.customer.id if stage.chance.happens(0.7) else None
    event = ContactRecorded(
        channel=PHONE,
        outcome=ids.Code("abandoned"),
        customer=known,
        team=stage.desk.id,
        ended_at=instant(arrival.at + wait),
    )
    return contact_only(stage, arrival, event, actor=TELEPHONY, over_at=arrival.at + wait)


def talk_s(stage: Stage, arrival: Arrival, agent: Agent) -> tuple[int, int]:
    """Seconds of conversation and of the notes after it; skill makes both shorter."""
    pace = exp(-0.1 * agent.skill)
    return stage.chance.around(arrival.situation.minutes * 42 * pace, 0.45), stage.chance.around(80 * pace, 0.5)


def is_information(stage: Stage, arrival: Arrival) -> bool:
    """Whether a word is enough and no ticket is needed. Of a known outage most only want to hear that it is known."""
    if arrival.sort == causes.OUTAGE:
        return arrival.cause is not None and arrival.cause.parent is not None and stage.chance.happens(0.5)
    return stage.chance.happens(INFORMATION[arrival.situation.sort])


def information(stage: Stage, arrival: Arrival, agent: Agent, answered_at: int) -> list[History]:
    """A short contact that is over without a ticket."""
    spoken = 40 + stage.chance.around(110, 0.5)
    situation, service = arrival.situation, stage.world.portfolio.services[arrival.situation.service]
    event = ContactRecorded(
        channel=arrival.channel or PHONE,
        outcome=ids.Code("information"),
        customer=arrival.customer.id,
        agent=agent.id,
        team=stage.desk.id,
        service=service.id,
        category=stage.categories[situation.category],
        answered_at=instant(answered_at),
        ended_at=instant(answered_at + spoken),
        handled_s=spoken + 25,
        solved=True,
    )
    agent.free_at = answered_at + spoken + 25
    return contact_only(stage, arrival, event, actor=agent.actor, over_at=agent.free_at)


def contact_only(stage: Stage, arrival: Arrival, event: ContactRecorded, *, actor: str, over_at: int) -> list[History]:
    """A contact is told once, when it is over; one that is not over yet is not told."""
    if over_at >= stage.ends_at:
        return []
    key, _ = stage.contact()
    if arrival.cause is not None:
        arrival.cause.contacts.append(key)
    return [_history(stage, key, event, actor=actor, at=arrival.at)]


def work_of(arrival: Arrival) -> str:
    """The kind of work in the agents' mix."""
    if arrival.situation.service in BUSINESS_SERVICES:
        return BUSINESS
    return LETTERS


def first_contact(life: Life, agent: Agent | None, answered_at: int | None, over_at: int | None) -> None:
    """The contact that brought the ticket, told after the ticket's own story is known."""
    stage, situation = life.stage, life.situation
    event = ContactRecorded(
        channel=life.channel,
        outcome=ids.Code("ticket"),
        customer=life.arrival.customer.id,
        agent=agent.id if agent else None,
        team=stage.desk.id if agent is None or agent.team is None else agent.team.id,
        ticket=life.id,
        service=life.service.id,
        item=life.item.id if life.item else None,
        category=stage.categories[situation.category],
        answered_at=instant(answered_at) if answered_at else None,
        ended_at=instant(over_at) if over_at else None,
        handled_s=life.handled_s if answered_at else None,
        solved=life.solved_first if answered_at else None,
    )
    if life.arrival.cause is not None:
        life.arrival.cause.contacts.append(life.contact_key)
    actor = agent.actor if agent else life.arrival.customer.actor
    life.histories.append(_history(stage, life.contact_key, event, actor=actor, at=life.arrival.at))


def call_customer(life: Life, agent: Agent) -> None:
    """A short call from the desk, to do something together."""
    if life.at + CALL_ROOM_S < life.stage.ends_at:
        side_contact(life, life.at, agent, is_outbound=True)
    life.pass_seconds(CALL_ROOM_S // 2)


def side_contact(life: Life, at: int, agent: Agent, *, is_outbound: bool, is_linked: bool = True) -> ids.ContactId:
    """A later call about an open ticket: the customer asks for news, or the agent calls as promised."""
    stage, chance = life.stage, life.stage.chance
    key, number = stage.contact()
    spoken = min(600, chance.around(130, 0.5))
    answered_at = at + 4 + min(120, int(chance.expovariate(1 / 20)))
    event = ContactRecorded(
        channel=PHONE,
        direction=ids.Code("outbound" if is_outbound else "inbound"),
        outcome=ids.Code("ticket" if is_linked else "information"),
        customer=life.arrival.customer.id,
        agent=agent.id,
        team=agent.team.id if agent.team else None,
        ticket=life.id if is_linked else None,
        service=life.service.id,
        category=stage.categories[life.situation.category],
        answered_at=instant(answered_at),
        ended_at=instant(answered_at + spoken),
        handled_s=spoken + 45,
        solved=False if is_linked else None,
    )
    life.histories.append(_history(stage, key, event, actor=agent.actor, at=at))
    return number


def _history(stage: Stage, key: str, event: ContactRecorded, *, actor: str, at: int) -> History:
    contacts = stage.books.contacts
    contacts[event.outcome] += 1
    contacts[event.channel if event.direction == "inbound" else event.direction] += 1
    told = [Told(instant(at), actor, event)]
    stage.books.count(told)
    return History("contact", key, told)
