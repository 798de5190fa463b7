"""
What may happen to a ticket. Its stream is `ticket:N`.

One module per thought: conversation, handoff, ownership, participants, flow, structure. The kinds only grow (ADR 0004).
"""

from trifecta.tickets.events import conversation, flow, handoff, ownership, participants, structure

__all__ = ["conversation", "flow", "handoff", "ownership", "participants", "structure"]
