"""A person as a command names one: by what the log calls them, or by a mail address."""

from __future__ import annotations

from trifecta.base.errors import TrifectaError
from trifecta.customers.models import Customer
from trifecta.staff.models import Agent

Person = Agent | Customer


class NoSuchPerson(TrifectaError):
    """Nobody here is called so."""


def find(named: str) -> Person:
    """`customer:12`, `agent:4` (or `staff:4`), or a mail address. Raises NoSuchPerson."""
    found = _by_address(named) if "@" in named else _by_number(named)
    if found is None:
        raise NoSuchPerson(
            f"Nobody here is “{named}”. Write a mail address, customer:12 or agent:4; "
            "the number stands in the address of the person's page."
        )
    return found


def label(person: Person) -> str:
    return f"agent:{person.pk}" if isinstance(person, Agent) else f"customer:{person.pk}"


def address(person: Person) -> str:
    """A mail address, if one is known."""
    account = person.account.email if person.account else ""
    return account or (person.email if isinstance(person, Customer) else "")


def _by_address(named: str) -> Person | None:
    customers = Customer.objects.filter(email__iexact=named) | Customer.objects.filter(account__email__iexact=named)
    return customers.first() or Agent.objects.filter(account__email__iexact=named).first()


def _by_number(named: str) -> Person | None:
    sort, _, number = named.partition(":")
    if not (number.isascii() and number.isdecimal()):
        return None
    if sort == "customer":
        return Customer.objects.filter(pk=int(number)).first()
    return Agent.objects.filter(pk=int(number), is_placeholder=False).first() if sort in {"agent", "staff"} else None
