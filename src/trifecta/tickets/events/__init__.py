"""
What may happen to a ticket. Its stream is `ticket:N`.

One module per thought: conversation, handoff, ownership, flow, structure. The kinds only grow (ADR 0004).
"""

from trifecta.tickets.events import conversation, flow, handoff, ownership, structure

__all__ = ["conversation", "flow", "handoff", "ownership", "structure"]
