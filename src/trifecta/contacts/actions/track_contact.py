"""Say later what came of a contact: it was about a ticket, or it was information."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.entries import in_order
from trifecta.base.ids import Code, TicketId
from trifecta.contacts import permits, rules
from trifecta.contacts.events import ContactRecorded
from trifecta.contacts.models import Contact
from trifecta.log import journal
from trifecta.staff.models import Agent


@transaction.atomic
def track_contact(contact: Contact, *, ticket: int | None, by: Agent | System, at: datetime) -> Contact:
    """
    The contact, told anew; one that names its ticket is linked to it in the same transaction.

    ticket: its id; None: the contact is closed as information. Raises NotForYou, NotAContact, AlreadyTracked.
    """
    permits.require_records(by)
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    told = in_order(journal.read(held.stream))[-1].event
    assert isinstance(told, ContactRecorded)
    rules.require_untold(told)
    named = TicketId(ticket) if ticket is not None else None
    anew = replace(told, ticket=named, outcome=Code("information" if ticket is None else "ticket"))
    rules.require_sound(anew, started_at=held.started_at)
    held.outcome = anew.outcome
    held.save(update_fields=["outcome"])
    journal.append(held.stream, anew, by=by, at=held.started_at, recorded_at=at)
    return held
