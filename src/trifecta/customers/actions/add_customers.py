"""Very many who may ask, at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import CustomerId
from trifecta.customers import permits
from trifecta.customers.events import CustomerAdded
from trifecta.customers.models import Customer, Department, Site
from trifecta.customers.particulars import Particulars, department_of, site_of
from trifecta.log import journal

BATCH = 500


@transaction.atomic
def add_customers(told: Sequence[Particulars], *, by: Actor, at: datetime) -> None:
    """New customers, of whom the caller knows that their addresses are new. Raises NotPermitted."""
    permits.require_answers(by)
    departments = {each.department: department_of(each) for each in _first_of_each(told, "department")}
    sites = {each.site: site_of(each, by=by, at=at) for each in _first_of_each(told, "site")}
    made = Customer.objects.bulk_create((_row(each, departments, sites) for each in told), batch_size=BATCH)
    added = ((customer.pk, CustomerAdded(customer=CustomerId(customer.pk))) for customer in made)
    journal.append_history(
        (journal.Recorded(ids.stream("customer", number), 1, event, by.actor, at) for number, event in added),
        recorded_at=at,
    )


def _first_of_each(told: Sequence[Particulars], name: str) -> list[Particulars]:
    """One for each department or site; of several, one that tells a zone."""
    return list({getattr(each, name): each for each in sorted(told, key=lambda each: bool(each.zone))}.values())


def _row(told: Particulars, departments: dict[str, Department | None], sites: dict[str, Site | None]) -> Customer:
    return Customer(
        name=told.name,
        email=told.email,
        phone=told.phone,
        department=departments[told.department],
        site=sites[told.site],
    )
