"""Let a customer read what anyone in their organization asked, or no longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import CustomerId
from trifecta.base.text import N_
from trifecta.customers.events import ManagerNamed
from trifecta.customers.models import Customer
from trifecta.log import journal
from trifecta.staff import permits


class NoOrganization(RuleBroken):
    """There is nothing to manage."""


@transaction.atomic
def name_manager(customer: Customer, *, manages: bool, by: Actor, at: datetime) -> Customer:
    """
    The customer as they are now; they see what is asked there while they belong to it.

    Nothing happens when nothing changes. Raises NotPermitted, NoOrganization.
    """
    permits.require_run_desk(by)
    held = Customer.objects.select_for_update().get(pk=customer.pk)
    if held.manages_organization == manages:
        return held
    if manages and held.organization_id is None:
        raise NoOrganization(N_("Say first to which organization this customer belongs."))
    held.manages_organization = manages
    held.save(update_fields=["manages_organization"])
    named = ManagerNamed(customer=CustomerId(held.pk), manages=manages)
    journal.append(ids.stream("customer", held.pk), named, by=by, at=at)
    return held
