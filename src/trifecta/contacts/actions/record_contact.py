"""Record a touch with a customer, once, when it is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import System
from trifecta.contacts import permits, rules
from trifecta.contacts.events import ContactRecorded
from trifecta.contacts.models import Contact
from trifecta.log import journal
from trifecta.staff.models import Agent


@transaction.atomic
def record_contact(told: ContactRecorded, *, started_at: datetime, by: Agent | System, at: datetime) -> Contact:
    """
    The contact. One that names its ticket is linked to it in the same transaction.

    started_at: when it began, which is when it happened; at: now. Raises NotForYou, NotAContact.
    """
    permits.require_records(by)
    rules.require_sound(told, started_at=started_at)
    contact = Contact.objects.create(
        channel=told.channel,
        direction=told.direction,
        outcome=told.outcome,
        customer_id=told.customer,
        agent_id=told.agent,
        team_id=told.team,
        service_id=told.service,
        item_id=told.item,
        category_id=told.category,
        started_at=started_at,
        answered_at=told.answered_at,
        ended_at=told.ended_at,
        handled_s=told.handled_s,
        solved=told.solved,
    )
    journal.append(contact.stream, told, by=by, at=started_at, recorded_at=at)
    return contact
