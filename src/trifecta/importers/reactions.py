"""What imports do when the desk changes."""

from __future__ import annotations

from trifecta.base.entries import Entry
from trifecta.customers.events import CustomerErased
from trifecta.importers import forgetting
from trifecta.staff.events import AgentErased


def on_person_erased(_stream: str, entry: Entry) -> None:
    """Forget by which keys foreign desks name this person."""
    event = entry.event
    if isinstance(event, CustomerErased):
        forgetting.forget_keys("customer", event.customer)
    elif isinstance(event, AgentErased):
        forgetting.forget_keys("agent", event.agent)
