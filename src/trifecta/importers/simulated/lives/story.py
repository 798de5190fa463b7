"""From an arrival to everything that is known of it at the end of the world."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.contract import History
from trifecta.importers.simulated.company.people import Agent, Team
from trifecta.importers.simulated.company.world import CALLS
from trifecta.importers.simulated.hours import HOUR_S
from trifecta.importers.simulated.lives import (
    aftermath,
    conclusion,
    desk,
    escalation,
    oddities,
    opening,
    outage,
    reception,
)
from trifecta.importers.simulated.lives.asides import slips
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.lives.stage import Stage
from trifecta.importers.simulated.plans import causes
from trifecta.importers.simulated.plans.causes import Arrival, Cause
from trifecta.importers.simulated.speech.situations import CHAT, MAIL, PHONE, PORTAL, WALK_IN
from trifecta.tickets.events.handoff import Assigned
from trifecta.tickets.events.ownership import OwnershipOffered, OwnershipTaken
from trifecta.tickets.events.structure import Split

SPLIT = 0.006
FIRST_LOOK_S = 24 * 60
LISTENING = frozenset({PHONE, CHAT, WALK_IN})


def tell(stage: Stage, arrival: Arrival) -> list[History]:
    """The contact, the ticket if there is one, and what hangs on it."""
    arrival.channel = reception.choose_channel(stage, arrival)
    crowd = stage.crowd(arrival.at)
    if arrival.channel in LISTENING:
        return _spoken(stage, arrival)
    return _written(stage, arrival, crowd)


def _spoken(stage: Stage, arrival: Arrival) -> list[History]:
    answered = reception.ring(stage, arrival)
    if answered is None and arrival.channel == PHONE:
        return reception.abandoned(stage, arrival)
    agent, answered_at = answered or stage.rota.answer(CALLS, arrival.at)
    if reception.is_information(stage, arrival):
        return reception.information(stage, arrival, agent, answered_at)
    talk, wrap = reception.talk_s(stage, arrival, agent)
    if answered_at + talk + wrap >= stage.ends_at:
        return []
    agent.free_at = answered_at + talk + wrap
    life = Life(stage, arrival, agent)
    life.contact_key, life.contact = stage.contact()
    life.handled_s = talk + wrap
    life.at = life.opened_at = answered_at + 20 + talk // 3
    opening.spoken(life, agent)
    life.at = max(life.at + 10, answered_at + talk)
    _live(life, agent, is_spoken=True)
    aftermath.finish(life)
    reception.first_contact(life, agent, answered_at, answered_at + talk)
    return life.everything()


def _written(stage: Stage, arrival: Arrival, crowd: float) -> list[History]:
    agent, looked_at = _first_look(stage, arrival, crowd)
    if arrival.merging is not None:
        looked_at, agent, _ = arrival.merging
    owner = agent if stage.chance.happens(0.9) else _routed(stage, arrival, agent)
    life = Life(stage, arrival, owner)
    life.contact_key, life.contact = stage.contact()
    life.team = _home(stage, arrival)
    # Mail is dealt out by a rule, what the portal brings waits until somebody takes it.
    life.is_unowned = arrival.channel == PORTAL
    life.assignee = None if life.is_thorough or life.is_unowned else owner
    life.handled_s = stage.chance.around(arrival.situation.minutes * 38, 0.5)
    if _is_spam(stage, arrival):
        life.at = arrival.at
        oddities.spam(life, agent)
    else:
        _read(life, agent, looked_at)
    aftermath.finish(life)
    is_seen = looked_at < stage.ends_at
    reception.first_contact(life, agent if is_seen else None, looked_at if is_seen else None, None)
    return life.everything()


def _read(life: Life, agent: Agent, looked_at: int) -> None:
    """From the customer's words to the first human look at them."""
    stage = life.stage
    life.is_unknown = slips.is_from_elsewhere(life)
    other = _besides(life) if looked_at < stage.ends_at else None
    besides = f"\n\n{life.phrase('customer', 'besides')} {other.line(other.situation.said)}" if other else ""
    opening.written(life, besides=besides)
    life.at = looked_at
    if life.is_unknown:
        opening.name_requester(life, agent)
    if life.arrival.sort == causes.DUPLICATE:
        oddities.merge(life, agent)
        return
    if other is None and oddities.is_cut_short(life, agent):
        return
    _take(life, agent)
    if other is not None:
        life.children += _split(life, other, agent)
    oddities.answer_from_holiday(life)
    life.pass_seconds(60 + life.handled_s // 2)
    _live(life, agent, is_spoken=False)


def _live(life: Life, agent: Agent, *, is_spoken: bool) -> None:
    if life.arrival.sort == causes.OUTAGE:
        outage.endure(life, agent, is_spoken=is_spoken)
    elif life.service.team.is_restricted and life.team is life.stage.desk:
        _confide(life, agent, is_spoken=is_spoken)
    else:
        desk.first_contact(life, agent, is_spoken=is_spoken)


def _take(life: Life, agent: Agent) -> None:
    """The one who answers first owns it: who was routed lets go."""
    if life.is_unowned:
        life.tell(agent.actor, OwnershipTaken(owner=agent.id))
        life.owner, life.is_unowned = agent, False
    elif agent is not life.owner:
        life.tell(life.owner.actor, OwnershipOffered(to=agent.id, reason=Code("nearer")))
        life.tell(agent.actor, OwnershipTaken(owner=agent.id))
        life.owner = agent
    if life.assignee is not agent:
        life.tell(agent.actor, Assigned(team=life.team.id, assignee=agent.id))
        life.assignee = agent
    if life.filed_wrong:
        opening.refile(life, agent)
    if life.stage.chance.happens(0.03):
        escalation.reweigh(life, agent)


def _confide(life: Life, agent: Agent, *, is_spoken: bool) -> None:
    """A confidential matter leaves the desk with its ownership: those in the restricted team answer for it."""
    team = life.service.team
    life.slots["team"] = team.name
    sentence = life.phrase("agent", "passing")
    life.say(agent, sentence) if is_spoken else life.write(agent, sentence)
    life.pass_seconds(30)
    words = life.line(life.situation.offered)
    escalation.offer(life, agent, team, reason=Code("responsibility"), words=words)
    assert life.assignee is not None
    life.tell(agent.actor, OwnershipOffered(to=life.assignee.id, reason=Code("nearer")))
    life.tell(life.assignee.actor, OwnershipTaken(owner=life.assignee.id))
    life.owner = life.assignee
    escalation.work(life)
    conclusion.resolve(life, life.owner, life.situation.solved)
    conclusion.settle(life)


def _home(stage: Stage, arrival: Arrival) -> Team:
    """Personnel matters in writing go straight to the restricted team."""
    teams = stage.world.teams
    return teams["hr"] if arrival.situation.service == "hr" else teams["desk"]


def _first_look(stage: Stage, arrival: Arrival, crowd: float) -> tuple[Agent, int]:
    """Who reads it, and when: later when the desk is crowded. Complaints are read by the lead."""
    chance, home = stage.chance, _home(stage, arrival)
    if arrival.sort == causes.COMPLAINT:
        lead = stage.desk.members[0]
        return lead, lead.hours.after(arrival.at, chance.around(1.2 * HOUR_S, 0.7))
    if home is not stage.desk:
        return chance.pick(home.members), home.hours.after(arrival.at, chance.around(2 * HOUR_S, 0.9))
    looked_at = stage.world.hours.after(arrival.at, chance.around(FIRST_LOOK_S * crowd, 1.0))
    agent = stage.rota.pick(reception.work_of(arrival), looked_at)
    return agent, looked_at


def _routed(stage: Stage, arrival: Arrival, agent: Agent) -> Agent:
    if _home(stage, arrival) is not stage.desk or arrival.sort == causes.COMPLAINT:
        return agent
    return stage.rota.pick(reception.work_of(arrival), arrival.at)


def _is_spam(stage: Stage, arrival: Arrival) -> bool:
    is_plain = arrival.channel == MAIL and arrival.cause is None and arrival.situation.service != "hr"
    return is_plain and stage.chance.happens(oddities.SPAM * 3)


def _besides(life: Life) -> Life | None:
    """Now and then a mail holds a second matter."""
    stage, arrival = life.stage, life.arrival
    if arrival.channel != MAIL or arrival.cause is not None or not stage.chance.happens(SPLIT * 3):
        return None
    situation = stage.chance.weighted(stage.usual, stage.usual_sums)
    if situation.service in {arrival.situation.service, "hr"} or life.team is not stage.desk:
        return None
    return Life(stage, Arrival(arrival.at, situation, arrival.customer, Cause(causes.SPLIT), MAIL), life.owner)


def _split(life: Life, other: Life, agent: Agent) -> list[History]:
    """The second matter becomes a ticket of its own, told before the first so that the link finds it."""
    other.at = other.opened_at = life.at
    other.owner = agent
    opening.spoken(other, agent)
    life.tell(agent.actor, Split(into=other.id))
    other.pass_seconds(400)
    desk.first_contact(other, agent, is_spoken=False)
    aftermath.finish(other)
    return other.everything()
