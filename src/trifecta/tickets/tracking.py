"""Every answered contact is tracked: linked to a ticket, or closed as information."""

from __future__ import annotations

from django.db.models import QuerySet

from trifecta.contacts.models import Contact


def untracked() -> QuerySet[Contact]:
    """Answered contacts of which nobody said yet what came of them."""
    answered = Contact.objects.filter(answered_at__isnull=False, ticket_link=None)
    return answered.exclude(outcome="information")
