"""Let a customer come in by a link that is handed over, where no mail would reach them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.errors import RuleBroken
from trifecta.base.ids import CustomerId
from trifecta.base.text import N_
from trifecta.customers.actions.open_portal import open_portal
from trifecta.customers.events import CustomerInvited
from trifecta.customers.models import Customer
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff import permits
from trifecta.staff.models import Agent


class CannotComeIn(RuleBroken):
    """No account can be theirs."""


@transaction.atomic
def invite_customer(customer: Customer, *, by: Actor, at: datetime) -> Account:
    """
    The account whose password the link may set, made if there was none.

    For administrators alone: whoever holds the link reads the matters of this customer.
    Raises NotPermitted, CannotComeIn.
    """
    permits.require_run_desk(by)
    invited = Customer.objects.select_for_update(of=("self",)).select_related("account").get(pk=customer.pk)
    if not invited.is_active or not invited.email:
        raise CannotComeIn(N_("Only a customer who may ask here and has a mail address can come in."))
    account = invited.account or open_portal(email=invited.email, at=at)
    # A link to an agent's account would be a way around their password.
    if account is None or Agent.objects.filter(account=account).exists():
        raise CannotComeIn(N_("Someone at the desk signs in by this mail address; they set their password themselves."))
    said = CustomerInvited(customer=CustomerId(invited.pk))
    journal.append(ids.stream("customer", invited.pk), said, by=by, at=at)
    return account
