"""Someone who may ask."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import CustomerId
from trifecta.customers import permits
from trifecta.customers.events import CustomerAdded
from trifecta.customers.models import Customer
from trifecta.customers.particulars import Particulars, require_unknown
from trifecta.log import journal


@transaction.atomic
def add_customer(told: Particulars, *, by: Actor, at: datetime) -> Customer:
    """A new customer; whoever answers may add one, for they come by phone. Raises NotPermitted, AddressKnown."""
    permits.require_answers(by)
    require_unknown(told.email)
    customer = Customer.objects.create(**told.as_columns(by=by, at=at))
    added = CustomerAdded(customer=CustomerId(customer.pk))
    journal.append(ids.stream("customer", customer.pk), added, by=by, at=at)
    return customer
