"""Change how one is called everywhere, and the clock and language one reads by."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base import ids
from trifecta.base.ids import AgentId, Code, CustomerId
from trifecta.customers.events import CustomerRevised
from trifecta.customers.models import Customer
from trifecta.identity.actions.revise_profile import revise_profile
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff.events import AgentRevised
from trifecta.staff.models import Agent

Person = Agent | Customer


@transaction.atomic
def revise_self(account: Account, *, name: str, zone: str, language: str, at: datetime) -> None:
    """
    The account, and the agent or customer who signs in by it: one name for all.

    Raises UnknownZone, UnknownLanguage.
    """
    revise_profile(account, name=name, zone=zone, language=language)
    people: list[Person] = [*Agent.objects.filter(account=account), *Customer.objects.filter(account=account)]
    for person in people:
        if person.name != name:
            _rename(person, name, at)


def _rename(person: Person, name: str, at: datetime) -> None:
    person.name = name
    person.save(update_fields=["name"])
    if isinstance(person, Agent):
        said = AgentRevised(agent=AgentId(person.pk), role=Code(person.role), works=person.is_active)
        journal.append(ids.stream("agent", person.pk), said, by=person, at=at)
    else:
        told = CustomerRevised(customer=CustomerId(person.pk), may_ask=person.is_active)
        journal.append(ids.stream("customer", person.pk), told, by=person, at=at)
