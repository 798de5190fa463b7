"""A matter that many have at once: the first becomes the parent, the others hang on it and are solved with it."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.lives import conclusion, waiting
from trifecta.importers.simulated.lives.life import Life
from trifecta.tickets.events.flow import Reprioritized
from trifecta.tickets.events.handoff import HandoffAccepted, HandoffOffered
from trifecta.tickets.events.structure import Linked

_THEIRS = Code("responsibility")


def endure(life: Life, agent: Agent, *, is_spoken: bool) -> None:
    """Tell the customer that it is known, and come back when it is over."""
    cause = life.arrival.cause
    assert cause is not None
    if cause.parent is None:
        cause.parent = life.id
        _raise(life, agent)
    else:
        life.tell(agent.actor, Linked(relation=Code("parent"), ticket=cause.parent))
    sentence = life.phrase("agent", "outage_known" if cause.parent != life.id else "outage_new")
    life.say(agent, sentence) if is_spoken else life.write(agent, sentence)
    life.pass_seconds(20)
    waiting.for_outage(life, agent, cause.until_at)
    conclusion.resolve(life, life.assignee or agent, life.situation.solved)
    conclusion.settle(life)


def _raise(life: Life, agent: Agent) -> None:
    """The first one is escalated within minutes, by phone to whoever can mend it."""
    cause = life.arrival.cause
    urgency = 1 if cause is not None and cause.is_major else 2
    life.priority = 1 if urgency == 1 else 2
    life.tell(agent.actor, Reprioritized(impact=1, urgency=urgency, priority=life.priority))
    to = life.stage.world.teams[life.situation.third or life.situation.team]
    life.pass_seconds(90)
    life.tell(agent.actor, HandoffOffered(to_team=to.id, reason=_THEIRS), life.line(life.situation.offered))
    life.pass_seconds(120 + life.stage.chance.below(400))
    taker = life.stage.chance.pick(to.members)
    life.tell(taker.actor, HandoffAccepted(team=to.id, assignee=taker.id))
    life.team, life.assignee = to, taker
    life.handoffs += 1
