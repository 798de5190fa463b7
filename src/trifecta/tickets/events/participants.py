"""Who else follows a ticket, and as what."""

from __future__ import annotations

from trifecta.base.ids import AgentId, Code, CustomerId
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_


@kind("ticket.participant_added", N_("{actor} let {customer} follow it ({role})"))
class ParticipantAdded(Event):
    """role: cc, watcher, manager; of someone who follows already, the role from now on. Exactly one of the two."""

    role: Code
    customer: CustomerId | None = None
    agent: AgentId | None = None


@kind("ticket.participant_removed", N_("{actor} says that {customer} no longer follows it"))
class ParticipantRemoved(Event):
    """Exactly one of the two is filled."""

    customer: CustomerId | None = None
    agent: AgentId | None = None
