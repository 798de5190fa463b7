"""Forget who a customer was: name, addresses, way in and words go; every number stays what it was (ADR 0005)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.actors import Actor
from trifecta.base.ids import CustomerId
from trifecta.care.models import Survey
from trifecta.customers.events import CustomerErased
from trifecta.customers.models import Customer
from trifecta.desk import words
from trifecta.desk.actions.name_manager import name_manager
from trifecta.desk.words import STAND_IN, Removed
from trifecta.log import journal, trail
from trifecta.staff import permits
from trifecta.tickets.models import Ticket


def erase_customer(customer: Customer, *, by: Actor, at: datetime) -> Removed:
    """
    What was removed. The department and site stay, for numbers are cut by them; erasing again finds nothing.

    Raises NotPermitted.
    """
    permits.require_run_desk(by)
    if customer.name == STAND_IN:
        return Removed()
    marks = words.marks_of(customer.name, customer.email, customer.phone)
    # Looked for before anyone has to wait: both go through all that was ever said.
    said, naming = list(trail.places_of(customer.actor)), words.naming(marks)
    with transaction.atomic():
        erased = Customer.objects.select_for_update(of=("self",)).select_related("account").get(pk=customer.pk)
        name_manager(erased, manages=False, by=by, at=at)
        event = CustomerErased(customer=CustomerId(erased.pk))
        journal.append(ids.stream("customer", erased.pk), event, by=by, at=at)
        removed = words.remove(Ticket.objects.filter(requester=erased)) + words.remove_places(said)
        answered = Survey.objects.filter(customer=erased).exclude(remark="").update(remark="")
        words.strike_out(naming, marks)
        _blank(erased)
    return removed + Removed(surveys=answered)


def _blank(erased: Customer) -> None:
    account, erased.account = erased.account, None
    erased.name, erased.email, erased.phone, erased.is_active = STAND_IN, "", "", False
    erased.save(update_fields=["account", "name", "email", "phone", "is_active"])
    if account is not None:
        account.delete()
