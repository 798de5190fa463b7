"""Put right what is known of a customer, end their access, or let them in again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import CustomerId
from trifecta.base.text import N_
from trifecta.customers.events import CustomerRevised
from trifecta.customers.models import Customer
from trifecta.customers.particulars import Particulars, require_unknown
from trifecta.identity.actions.readdress import readdress
from trifecta.log import journal
from trifecta.staff import permits


class AddressNeeded(RuleBroken):
    """Who signs in does so by their mail address."""


@transaction.atomic
def revise_customer(customer: Customer, told: Particulars, *, may_ask: bool, by: Actor, at: datetime) -> Customer:
    """
    The customer as they are now. Who signs in by the old mail address signs in by the new one.

    For administrators alone: whoever sets the address of a customer could come in as them and read their matters.
    Raises NotPermitted, AddressKnown, AddressNeeded, AddressTaken.
    """
    permits.require_run_desk(by)
    revised = (
        Customer.objects.select_for_update(of=("self",))
        .select_related("account", "department", "site")
        .get(pk=customer.pk)
    )
    _change_address(revised, told.email)
    known = Particulars.of(revised)
    # What is called the same stays: two organizations may each have a department of this name.
    columns = told.as_columns(by=by, at=at)
    new = {name: value for name, value in columns.items() if getattr(told, name) != getattr(known, name)}
    if not new and revised.is_active == may_ask:
        return revised
    Customer.objects.filter(pk=revised.pk).update(**new, is_active=may_ask)
    revised.refresh_from_db()
    said = CustomerRevised(customer=CustomerId(revised.pk), may_ask=may_ask)
    journal.append(ids.stream("customer", revised.pk), said, by=by, at=at)
    return revised


def _change_address(customer: Customer, email: str) -> None:
    require_unknown(email, but=customer)
    account = customer.account
    if account is None or account.email.lower() != customer.email.lower() or email.lower() == customer.email.lower():
        return
    if not email:
        raise AddressNeeded(N_("They sign in by this mail address, so there must be one."))
    readdress(account, email=email)
