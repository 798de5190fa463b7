"""Who answers to the customer. Ownership moves only when the new owner takes it; until then the owner stays."""

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


@kind("ticket.ownership_declined", N_("{actor} declined to own the ticket"), erasure=Erasure.WORDS)
class OwnershipDeclined(Event):
    reason: Code


@kind("ticket.ownership_offer_withdrawn", N_("{actor} no longer asks {to} to own the ticket"))
class OwnershipOfferWithdrawn(Event):
    """Taken back, or replaced by the offer that follows."""

    to: AgentId
