"""The first run: the desk, its opening hours, its first team and its first administrator, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars import rules
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.identity.actions.create_account import create_account
from trifecta.preferences.actions.found_desk import found_desk
from trifecta.staff.actions.add_agent import add_agent
from trifecta.staff.actions.add_team import add_team
from trifecta.staff.models import Agent, Level, Role, Team

FIRST_RUN = System("rule:first_run")
OPENING_HOURS = "Opening hours"


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first-run page asks for."""

    desk: str
    zone: str
    language: str
    team: str
    name: str
    email: str
    password: str | None
    opens_at: time = time(9)
    closes_at: time = time(17)
    is_demo: bool = False
    holiday_lists: tuple[HolidayList, ...] = ()
    open_from_on: date = rules.FIRST_ON


@transaction.atomic
def set_up_desk(asked: FirstRun, *, at: datetime) -> Agent:
    """The first administrator. Raises AlreadyFounded, WeakPassword, AddressTaken, UnknownZone, CalendarRefused."""
    account = create_account(
        email=asked.email,
        name=asked.name,
        password=asked.password,
        zone=asked.zone,
        language=asked.language,
        at=at,
    )
    found_desk(name=asked.desk, zone=asked.zone, language=asked.language, is_demo=asked.is_demo, by=FIRST_RUN, at=at)
    hours = office_hours(asked.zone, f"{asked.opens_at:%H:%M}-{asked.closes_at:%H:%M}")
    create_calendar(
        name=OPENING_HOURS,
        hours=hours,
        lists=asked.holiday_lists,
        from_on=asked.open_from_on,
        by=FIRST_RUN,
        at=at,
    )
    team = _known_team(asked.team) or add_team(name=asked.team, by=FIRST_RUN)
    return add_agent(name=asked.name, role=Role.ADMIN, team=team, account=account, by=FIRST_RUN, at=at)


def _known_team(name: str) -> Team | None:
    """The team that a history brought in under this name; it is the first level, unless its level is known."""
    team = Team.objects.filter(name__iexact=name, is_active=True).first()
    if team is not None and not team.level:
        team.level = Level.SERVICE_DESK
        team.save(update_fields=["level"])
    return team
