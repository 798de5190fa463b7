"""Work passing from one team to another. Offer to acceptance is nobody's time; the owner stays."""

from __future__ import annotations

from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.base.kinds import Erasure, Event, kind
from trifecta.base.text import N_


@kind("ticket.assigned", N_("{actor} assigned the work to {assignee} in {team}"))
class Assigned(Event):
    """Who works on it now: the whole of it, an absent field means nobody."""

    team: TeamId | None = None
    assignee: AgentId | None = None


@kind("ticket.handoff_offered", N_("{actor} offered the work to {to_team}"), erasure=Erasure.WORDS)
class HandoffOffered(Event):
    to_team: TeamId
    reason: Code


@kind("ticket.handoff_accepted", N_("{actor} accepted the work for {team}"))
class HandoffAccepted(Event):
    """told_by: who wrote it down for the one who accepted, when the work was passed on in one conversation."""

    team: TeamId
    assignee: AgentId | None = None
    told_by: AgentId | None = None


@kind("ticket.handoff_declined", N_("{actor} declined the work for {team}"), erasure=Erasure.WORDS)
class HandoffDeclined(Event):
    team: TeamId
    reason: Code


@kind("ticket.handoff_withdrawn", N_("{actor} no longer offers the work to {team}"))
class HandoffWithdrawn(Event):
    """Taken back, or replaced by the offer that follows; nobody in the team had said anything yet."""

    team: TeamId


@kind("ticket.given_back", N_("{actor} gave the work back to {to_team}"), erasure=Erasure.WORDS)
class GivenBack(Event):
    to_team: TeamId
    reason: Code
