"""The demo desk: made once, kept, wiped by one command. Its passwords are new at each start and kept nowhere."""

from __future__ import annotations

import json
import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from trifecta.base.actors import System
from trifecta.base.errors import TrifectaError
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.customers.models import Customer
from trifecta.desk.actions.set_up_desk import FirstRun, set_up_desk
from trifecta.identity.actions.create_account import create_account
from trifecta.identity.models import Account
from trifecta.importers import progress, registry
from trifecta.importers.contract import Request
from trifecta.importers.ingest import Plan, import_history
from trifecta.importers.models import Run
from trifecta.preferences.models import Desk
from trifecta.staff.actions.give_account import give_account
from trifecta.staff.actions.revise_team import revise_team
from trifecta.staff.models import Agent, Level, Role, Team

DEMO = System("rule:demo")
ZONE = "Europe/Amsterdam"
SOURCE = "simulated"
# Opening hours from well before the first ticket; the default of two decades costs seconds nobody has here.
HISTORY = timedelta(days=800)


class NotDemo(TrifectaError):
    """A real desk is never touched."""


@dataclass(frozen=True, slots=True)
class LogIn:
    part: str
    name: str
    email: str
    password: str


def require_demo_or_empty() -> None:
    """Raises NotDemo when this home holds a real desk, or the history of one that is not set up yet."""
    desk = Desk.objects.first()
    brought_in = None if desk else Run.objects.exclude(source=SOURCE).first()
    if desk is not None and not desk.is_demo:
        held = f"a real desk, “{desk.name}”"
    elif brought_in is not None:
        held = f"what was imported from {brought_in.source}"
    else:
        return
    raise NotDemo(
        f"{settings.HOME} holds {held}. "
        "Set TRIFECTA_HOME to another folder for the demo, or serve the desk with `trifecta serve`."
    )


def is_complete() -> bool:
    return Run.objects.filter(source=SOURCE, ended_at__isnull=False).exists()


def make(*, size: str, seed: int, at: datetime) -> None:
    """The desk and its thirteen months; a making that was killed goes on where it stopped."""
    desk = Desk.objects.first()
    if desk is None:
        _found(at)
        desk = Desk.objects.get()
    options = {"size": size, "seed": str(seed), "until": desk.set_up_at.isoformat()}
    request = Request(paths=(), zone=ZoneInfo("UTC"), options=options, home=Path(settings.HOME))
    source = registry.source(SOURCE)
    plan = Plan(source=source, request=request, instance=SOURCE)
    with progress.shown(plan) as watch:
        import_history(plan, clock=timezone.now, watch=watch)
    restricted = [team["name"] for team in _truth()["teams"] if team["is_restricted"]]
    Team.objects.filter(name__in=restricted).update(is_restricted=True)


def _found(at: datetime) -> None:
    asked = FirstRun(
        desk="Tarnfold Service Desk",
        zone=ZONE,
        language="en",
        team="Administration",
        name="Robin Vos",
        email="admin@tarnfold.example",
        password=None,
        is_demo=True,
        open_from_on=(at - HISTORY).date(),
        opens_at=time(7),
        closes_at=time(19),
        holiday_lists=(HolidayList("NL"),),
    )
    set_up_desk(asked, at=at)
    # Matters of customers go to the first level, which comes with the history.
    team = Team.objects.get(name=asked.team)
    revise_team(team, name=team.name, level=Level.SECOND, is_restricted=False, is_active=True, by=System("rule:demo"))


def log_ins(*, at: datetime) -> list[LogIn]:
    """New passwords for one person of each part, giving accounts to those who had none."""
    people: dict[str, Agent | Customer] = {
        "administrator": Agent.objects.get(role=Role.ADMIN, account__email="admin@tarnfold.example")
    }
    people |= _cast()
    passwords = [secrets.token_urlsafe(9) for _ in people]
    # A hash is slow on purpose, and lets other threads run meanwhile.
    with ThreadPoolExecutor() as pool:
        hashes = list(pool.map(make_password, passwords))
    return [
        LogIn(part, person.name, _with_password(part, person, hashed, at).email, password)
        for (part, person), password, hashed in zip(people.items(), passwords, hashes, strict=True)
    ]


def _cast() -> dict[str, Agent | Customer]:
    """The people whom the simulation names as worth being, by part."""
    named = _truth()["cast"]
    # A demo desk may be older than the specialists, and whoever is in it may have been erased since.
    found: dict[str, Agent | Customer | None] = {
        part: Agent.objects.filter(name=named[part]["name"]).first()
        for part in ("agent", "specialist", "lead", "leader")
        if part in named
    }
    found["customer"] = Customer.objects.filter(name=named["customer"]["name"]).order_by("pk").first()
    return {part: person for part, person in found.items() if person is not None}


def _truth() -> dict[str, Any]:
    """What the simulation wrote down of itself."""
    told: dict[str, Any] = json.loads((Path(settings.HOME) / "truth.json").read_text())
    return told


def _with_password(part: str, person: Agent | Customer, hashed: str, at: datetime) -> Account:
    account = person.account or _account(part, person, at)
    account.password = hashed
    account.save(update_fields=["password"])
    return account


def _account(part: str, person: Agent | Customer, at: datetime) -> Account:
    email = f"{part}@tarnfold.example"
    account = create_account(email=email, name=person.name, password=None, zone=ZONE, at=at)
    if isinstance(person, Agent):
        give_account(person, account=account, by=DEMO, at=at)
    else:
        person.account = account
        person.save(update_fields=["account"])
    return account


def wipe() -> None:
    """Everything of the demo desk is gone: rows, warehouse, files. Raises NotDemo."""
    require_demo_or_empty()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    connection.close()
    for name in ("trifecta.sqlite3", "trifecta.sqlite3-wal", "trifecta.sqlite3-shm", "truth.json"):
        (settings.HOME / name).unlink(missing_ok=True)
    for name in ("warehouse", "imports", "files", "mail"):
        shutil.rmtree(settings.HOME / name, ignore_errors=True)
