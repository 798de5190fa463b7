"""What tickets do when contacts speak of them."""

from __future__ import annotations

from trifecta.base.entries import Entry
from trifecta.contacts.events import ContactRecorded
from trifecta.tickets.models import ContactLink


def on_contact_recorded(stream: str, entry: Entry) -> None:
    """Write the link's row when a contact names its ticket."""
    event = entry.event
    assert isinstance(event, ContactRecorded)
    if event.ticket is not None:
        contact_id = int(stream.partition(":")[2])
        ContactLink.objects.create(contact_id=contact_id, ticket_id=event.ticket)
