"""The first lines of a ticket: what it is filed as, and how pressing."""

from __future__ import annotations

from trifecta.base.ids import AgentId
from trifecta.importers.simulated.chance import running
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.company.portfolio import Service
from trifecta.importers.simulated.lives.life import RECEIVED, SENT_BY_RULE, Life
from trifecta.importers.simulated.plans import causes
from trifecta.importers.simulated.speech.situations import CHAT, MAIL, PORTAL
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events.flow import Opened, Recategorized, RequesterNamed

NOBODY = AgentId(PLACEHOLDER_ID)
ACKNOWLEDGING, MAILBOX = "rule:acknowledge", "rule:mailbox"
MISFILED = 0.06
IMPACTS, URGENCIES = (4, 3, 2, 1), (4, 3, 2, 1)
_IMPACT_SUMS = running((66, 26, 7, 1))
_CALM, _PRESSING = running((30, 50, 18, 2)), running((8, 45, 42, 5))
# By impact plus urgency, 2 to 8.
PRIORITIES = (0, 0, 1, 2, 2, 3, 4, 4, 5)


def spoken(life: Life, agent: Agent) -> None:
    """The agent writes down what the customer says; in a chat the customer does."""
    life.assignee = agent
    if life.channel == CHAT:
        life.tell(agent.actor, _opened(life, life.service))
        life.tell(life.arrival.customer.actor, RECEIVED[CHAT], _letter(life))
    else:
        life.tell(agent.actor, _opened(life, life.service), life.line(life.situation.reported))


def written(life: Life, *, besides: str = "") -> None:
    """The customer's own words; sometimes filed under the wrong service."""
    arrival, stage = life.arrival, life.stage
    filed = _misfiled(life) if arrival.channel == PORTAL and stage.chance.happens(MISFILED) else life.service
    sender = MAILBOX if life.is_unknown else arrival.customer.actor
    life.tell(sender, _opened(life, filed))
    words = stage.speech.letter(arrival.customer, _letter(life) + besides)
    life.tell(sender, RECEIVED[life.channel], words)
    if life.is_thorough and life.channel == MAIL:
        life.slots["agent"], life.slots["subject"] = life.owner.first, life.subject
        life.tell_at(life.at + 4, ACKNOWLEDGING, SENT_BY_RULE, life.phrase("system", "received"))
    if filed is not life.service:
        life.filed_wrong = True


def refile(life: Life, agent: Agent) -> None:
    """Put right what it is about."""
    event = Recategorized(
        sort=life.situation.sort,
        service=life.service.id,
        item=life.item.id if life.item else None,
        category=life.stage.categories[life.situation.category],
    )
    life.tell(agent.actor, event)


def name_requester(life: Life, agent: Agent) -> None:
    """Who it was that wrote from an address that nobody knew."""
    customer = life.arrival.customer
    life.tell(agent.actor, RequesterNamed(requester=customer.id, site=customer.site.id))


def weigh(life: Life) -> tuple[int, int]:
    """Impact and urgency; sets the priority that follows from them."""
    chance, is_urgent = life.stage.chance, life.situation.is_urgent
    impact = chance.weighted(IMPACTS, _IMPACT_SUMS) if life.situation.is_fault else 4 - chance.happens(0.2)
    urgency = chance.weighted(URGENCIES, _PRESSING if is_urgent else _CALM)
    if life.arrival.sort == causes.OUTAGE:
        impact, urgency = 2, 2
    life.priority = PRIORITIES[impact + urgency]
    return impact, urgency


def _opened(life: Life, filed: Service) -> Opened:
    impact, urgency = weigh(life)
    is_right = filed is life.service
    customer = None if life.is_unknown else life.arrival.customer
    return Opened(
        sort=life.situation.sort,
        owner=NOBODY if life.is_unowned else life.owner.id,
        requester=customer.id if customer else None,
        team=life.team.id,
        assignee=life.assignee.id if life.assignee else None,
        channel=life.channel,
        impact=impact,
        urgency=urgency,
        priority=life.priority,
        service=filed.id,
        item=life.item.id if life.item and is_right else None,
        category=life.stage.categories[life.situation.category] if is_right else None,
        site=customer.site.id if customer else None,
        contact=life.contact,
    )


def _misfiled(life: Life) -> Service:
    return life.stage.chance.pick(life.stage.open_services)


def _letter(life: Life) -> str:
    """The matter in the customer's words, with what is said of a change, a repeat or a second mail."""
    arrival = life.arrival
    core = life.line(life.situation.said)
    if arrival.sort == causes.REPEAT:
        return life.phrase("customer", "again") + core
    if arrival.sort == causes.DUPLICATE:
        return f"{life.phrase('customer', 'second_mails')} {core}"
    if arrival.cause is not None and arrival.cause.since and life.stage.chance.happens(0.6):
        return f"{core} {life.stage.speech.line(life.slots, arrival.cause.since)}"
    return core
