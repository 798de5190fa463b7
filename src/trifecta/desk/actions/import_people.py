"""People from a list: agents and customers, each row on its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.errors import TrifectaError
from trifecta.base.text import N_
from trifecta.base.worktime import zones
from trifecta.customers.actions.add_customer import add_customer
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
    invitations: list[tuple[Agent, str]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def import_people(rows: Iterable[tuple[int, Mapping[str, str]]], *, by: Actor, at: datetime) -> Imported:
    """
    Rows are (line, column to text). A bad row is refused with its line and spoils no other.

    Raises NotPermitted.
    """
    permits.require_run_desk(by)
    imported = Imported()
    for line, row in rows:
        try:
            with transaction.atomic():
                _import_row(imported, {key: (row.get(key) or "").strip() for key in COLUMNS}, by, at)
        except TrifectaError as error:
            imported.refused.append((line, str(error)))
    return imported


def _import_row(imported: Imported, row: Mapping[str, str], by: Actor, at: datetime) -> None:
    _require_sound(row)
    if (row["role"] or CUSTOMER).lower() == CUSTOMER:
        keys = ("name", "email", "phone", "department", "site", "zone")
        _, is_new = add_customer(**{key: row[key] for key in keys})
        imported.added_count += is_new
        imported.updated_count += not is_new
        return
    agent = add_agent(name=row["name"], role=row["role"].lower(), team=_team(row["team"], by), by=by, at=at)
    if row["email"]:
        imported.invitations.append((agent, invite_agent(agent, email=row["email"], by=by, at=at)))
    imported.added_count += 1


def _require_sound(row: Mapping[str, str]) -> None:
    if not row["name"]:
        raise BadRow(N_("The name is missing."))
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
