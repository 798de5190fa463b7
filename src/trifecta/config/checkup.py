"""What is set up, what is missing, and what to do about it: one function a question."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection

from trifecta.base.worktime import zones
from trifecta.calendars.models import CalendarVersion
from trifecta.config.safety import readiness
from trifecta.preferences.models import Desk
from trifecta.promises.clocks import clock
from trifecta.staff.models import Agent
from trifecta.warehouse import freshness
from trifecta.web import format as written

ROOM_NEEDED = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """advice: empty when there is nothing to do. is_blocking: the desk cannot work like this."""

    subject: str
    text: str
    advice: str = ""
    is_blocking: bool = False


Check = Callable[[datetime], Finding]


def findings(*, at: datetime) -> Iterator[Finding]:
    """All of them, in the order in which a desk comes up; what needs tables waits until they are there."""
    foundations: tuple[Check, ...] = (home, room, database)
    for check in foundations:
        found = check(at)
        yield found
        if found.is_blocking:
            return
    for check in (desk, way_in, calendars, worker, numbers, mail, clocks, front_end):
        yield check(at)


def home(_at: datetime) -> Finding:
    if not os.access(settings.HOME, os.W_OK):
        return Finding(
            "home", f"{settings.HOME} cannot be written.", "Make it writable for this user.", is_blocking=True
        )
    return Finding("home", f"{settings.HOME} (set TRIFECTA_HOME to use another folder)")


def room(_at: datetime) -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    text = f"{free / 1e9:.0f} GB are free"
    return Finding("disk", text, "" if free > ROOM_NEEDED else "Make room: the log only grows.")


def database(_at: datetime) -> Finding:
    try:
        pending = len(readiness.pending_steps())
    except readiness.NoDatabase as error:
        return Finding("database", str(error), "Start it, or correct TRIFECTA_DATABASE_URL.", is_blocking=True)
    except readiness.NewerDesk as error:
        return Finding("database", str(error), "Install the newer version.", is_blocking=True)
    name = "PostgreSQL" if connection.vendor == "postgresql" else f"SQLite in {settings.DATABASES['default']['NAME']}"
    if pending:
        advice = "Stop the desk and run `trifecta upgrade`; it backs up first."
        if not connection.introspection.table_names():
            name += ", still empty"
            advice = "Run `trifecta serve` or any other command; it makes the tables."
        return Finding("database", f"{name}, {pending} steps behind this version", advice, is_blocking=True)
    return Finding("database", name)


def desk(_at: datetime) -> Finding:
    found = Desk.objects.first()
    if found is None:
        return Finding("desk", "not set up yet", "Run `trifecta serve` and open its address.")
    kind = "a demo desk; `trifecta demo --wipe` removes it" if found.is_demo else "a real desk"
    return Finding("desk", f"{found.name}, {found.zone}, {kind}")


def way_in(_at: datetime) -> Finding:
    count = Agent.objects.active().filter(account__isnull=False).count()
    advice = "" if count else "Invite agents on the page People."
    return Finding("people", f"{count} {'agent' if count == 1 else 'agents'} can sign in", advice)


def calendars(at: datetime) -> Finding:
    current = CalendarVersion.objects.current()
    if not current.exists():
        return Finding("opening hours", "no calendar", "Set the desk up, or business time cannot be computed.")
    stale = current.needing_settling(rules_version=zones.RULES_VERSION, until_on=at.date()).count()
    advice = "The worker settles them anew; see that it runs." if stale else ""
    count = current.count()
    state = f"{stale} out of date" if stale else "all up to date"
    return Finding("opening hours", f"{count} {'calendar' if count == 1 else 'calendars'}, {state}", advice)


def worker(at: datetime) -> Finding:
    if freshness.is_worker_running(at=at):
        return Finding("worker", "running")
    return Finding("worker", "not running", "Run `trifecta work`; without it there are no new numbers and no mail.")


def numbers(at: datetime) -> Finding:
    fresh = freshness.current()
    if fresh is None:
        return Finding("numbers", "none yet", "The worker makes them; or run `trifecta answer ticket_volume`.")
    return Finding("numbers", f"as of {written.ago(fresh.as_of, now=at)}")


def mail(_at: datetime) -> Finding:
    if settings.EMAIL_HOST:
        return Finding("mail", f"sent through {settings.EMAIL_HOST}")
    return Finding("mail", f"written to {settings.EMAIL_FILE_PATH}, not sent", "Set TRIFECTA_SMTP_HOST to send it.")


def clocks(_at: datetime) -> Finding:
    if not clock.__file__.endswith(".py"):
        return Finding("clocks", "compiled")
    advice = "Install a C compiler and the headers of Python, then Trifecta again: `pip install --no-deps -e .`."
    return Finding("clocks", "not compiled, so reading them takes twice as long", advice)


def front_end(_at: datetime) -> Finding:
    if finders.find("trifecta/app.css"):
        return Finding("pages", "styles and scripts are built")
    return Finding("pages", "styles and scripts are missing", "Install again with `make demo` or `pip install -e .`.")
