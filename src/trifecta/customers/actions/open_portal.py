"""Give a customer a way in, the first time they ask for one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.customers.models import Customer
from trifecta.identity.actions.create_account import create_account
from trifecta.identity.models import Account
from trifecta.preferences.models import Desk


@transaction.atomic
def open_portal(*, email: str, at: datetime) -> Account | None:
    """
    An account for the customer of this address who has none, without a password: a link to the address sets it.

    None when there is no such customer, or the address signs someone in already.
    """
    known = Customer.objects.select_for_update().filter(email__iexact=email, is_active=True, account=None)
    customer = known.exclude(email="").first()
    if customer is None or Account.objects.filter(email__iexact=email).exists():
        return None
    desk = Desk.objects.get()
    customer.account = create_account(
        email=customer.email,
        name=customer.name,
        password=None,
        zone=_zone(customer, desk),
        language=desk.language,
        at=at,
    )
    customer.save(update_fields=["account"])
    return customer.account


def _zone(customer: Customer, desk: Desk) -> str:
    return (customer.site.zone if customer.site else "") or desk.zone
