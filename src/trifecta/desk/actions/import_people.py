"""People from a list: agents and customers, each row on its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Lower

from trifecta.base.actors import Actor
from trifecta.base.errors import TrifectaError
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.customers.actions.add_customers import BATCH, add_customers
from trifecta.customers.models import Customer
from trifecta.customers.particulars import Particulars
from trifecta.desk.actions.revise_customer import revise_customer
from trifecta.staff import permits
from trifecta.staff.actions.add_agent import add_agent
from trifecta.staff.actions.add_team import add_team
from trifecta.staff.actions.invite_agent import invite_agent
from trifecta.staff.models import Agent, Level, Role, Team

COLUMNS = ("name", "email", "role", "team", "department", "site", "zone", "phone")
CUSTOMER = "customer"
LONGEST = {"name": 120, "email": 254, "team": 120, "department": 160, "site": 160, "phone": 60}


class BadRow(TrifectaError):
    """A row that cannot be used; the sentence says why."""


@dataclass(slots=True)
class Imported:
    """What came of the list. invitations: (agent, secret of the link), refused: (line, sentence)."""

    added_count: int = 0
    updated_count: int = 0
    unchanged_count: int = 0
    invitations: list[tuple[Agent, str]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def import_people(rows: Iterable[tuple[int, Mapping[str, str]]], *, by: Actor, at: datetime) -> Imported:
    """
    Rows are (line, column to text). A bad row is refused with its line and spoils no other.

    Raises NotPermitted.
    """
    permits.require_run_desk(by)
    imported, lines, customers = Imported(), dict[str, int](), dict[int, Particulars]()
    for line, row in rows:
        told = {key: (row.get(key) or "").strip() for key in COLUMNS}
        try:
            _require_sound(told)
            _require_once(told, lines)
            if _is_customer(told):
                customers[line] = Particulars(**{each.name: told[each.name] for each in fields(Particulars)})
            else:
                _import_agent(imported, told, by, at)
        except TrifectaError as error:
            imported.refused.append((line, str(error)))
        else:
            lines[_key(told)] = line
    _import_customers(imported, customers, by=by, at=at)
    imported.refused.sort()
    return imported


@transaction.atomic
def _import_agent(imported: Imported, row: Mapping[str, str], by: Actor, at: datetime) -> None:
    if not row["email"] and Agent.objects.filter(name__iexact=row["name"], is_placeholder=False).exists():
        raise BadRow(N_("An agent of this name is here already; a mail address would tell the two apart."))
    agent = add_agent(name=row["name"], role=row["role"].lower(), team=_team(row["team"], by), by=by, at=at)
    if row["email"]:
        imported.invitations.append((agent, invite_agent(agent, email=row["email"], by=by, at=at)))
    imported.added_count += 1


def _import_customers(imported: Imported, told: Mapping[int, Particulars], *, by: Actor, at: datetime) -> None:
    """Those who are new at once, and what is said anew of those who are known."""
    known = _known(list(told.values()))
    new = [each for each in told.values() if _who(each) not in known]
    add_customers(new, by=by, at=at)
    imported.added_count += len(new)
    for line, each in told.items():
        customer = known.get(_who(each))
        if customer is None:
            continue
        wanted = each.over(Particulars.of(customer))
        if wanted == Particulars.of(customer):
            imported.unchanged_count += 1
            continue
        try:
            revise_customer(customer, wanted, may_ask=customer.is_active, by=by, at=at)
        except TrifectaError as error:
            imported.refused.append((line, str(error)))
        else:
            imported.updated_count += 1


def _known(told: Sequence[Particulars]) -> dict[tuple[str, str], Customer]:
    """By their mail address, or by their name where neither has one; of several the one whose access goes on."""
    found = dict[tuple[str, str], Customer]()
    every = Customer.objects.select_related("department", "site").order_by("is_active", "-pk")
    for begin in range(0, len(told), BATCH):
        whom = told[begin : begin + BATCH]
        addresses = [each.email.lower() for each in whom if each.email]
        names = [each.name for each in whom if not each.email]
        by_address = every.exclude(email="").annotate(address=Lower("email")).filter(address__in=addresses)
        for customer in (*by_address, *every.filter(email="", name__in=names)):
            found[_who(Particulars.of(customer))] = customer
    return found


def _who(told: Particulars) -> tuple[str, str]:
    return told.email.lower(), "" if told.email else told.name


def _is_customer(row: Mapping[str, str]) -> bool:
    return (row["role"] or CUSTOMER).lower() == CUSTOMER


def _key(row: Mapping[str, str]) -> str:
    """Who the row is about: the mail address, or where there is none, the name among those who answer or who ask."""
    return row["email"].lower() or f"{_is_customer(row)} {row['name'].lower()}"


def _require_once(row: Mapping[str, str], lines: Mapping[str, int]) -> None:
    """Raises BadRow for whoever stands in the list already: the second line must not overwrite the first."""
    line = lines.get(_key(row))
    if line is None:
        return
    if row["email"]:
        raise BadRow(f"Line {line} has this mail address already.")
    raise BadRow(f"Line {line} has this name already; a mail address would tell the two apart.")


def _require_sound(row: Mapping[str, str]) -> None:
    if not row["name"]:
        raise BadRow(N_("The name is missing."))
    if any(len(text.splitlines()) > 1 for text in row.values()):
        raise BadRow(N_("A cell holds several lines; perhaps a quote is not closed."))
    for column, most in LONGEST.items():
        if len(row[column]) > most:
            raise BadRow(f"The {column} is longer than {most} characters.")
    if row["role"] and row["role"].lower() not in {CUSTOMER, *Role.values}:
        raise BadRow(f"The role “{row['role']}” is none of: customer, {', '.join(Role.values)}.")
    if row["zone"]:
        zones.zone(row["zone"])
    if row["email"]:
        try:
            validate_email(row["email"])
        except ValidationError:
            raise BadRow(f"“{row['email']}” is not a mail address.") from None


def _team(name: str, by: Actor) -> Team | None:
    if not name:
        return None
    return Team.objects.filter(name__iexact=name).first() or add_team(name=name, level=Level.UNKNOWN, by=by)
