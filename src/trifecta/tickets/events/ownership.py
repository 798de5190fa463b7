"""Who answers to the customer. Ownership moves only when the new owner takes it."""

from __future__ import annotations

from trifecta.base.ids import AgentId, Code
from trifecta.base.kinds import Erasure, Event, kind
from trifecta.base.text import N_


@kind("ticket.ownership_offered", N_("{actor} asked {to} to own the ticket"), erasure=Erasure.WORDS)
class OwnershipOffered(Event):
    to: AgentId
    reason: Code


@kind("ticket.ownership_taken", N_("{owner} owns the ticket"))
class OwnershipTaken(Event):
    owner: AgentId
