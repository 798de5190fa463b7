"""
The `house` fixture: a founded desk whose pages can be asked for.

    def test_an_agent_sees_the_list(desk, house):
        ann = desk.agent("Ann", desk.team())

        page = house.enter(ann).get("/tickets/")

        assert page.status_code == 200

`house.enter(person)` is a client that is signed in as this agent or customer (`None`: nobody); `house.open_hours()`
gives the desk its opening hours, which take a while to settle and which most pages do without.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.desk import Desk
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.calendars.models import Calendar
from trifecta.customers.models import Customer
from trifecta.preferences.actions.found_desk import found_desk
from trifecta.staff.models import Agent

FOUNDER = System("rule:first_run")
# Settled for three years from here on, so that little needs to be settled.
FOUNDED_AT = datetime(2023, 11, 22, 10, tzinfo=UTC)
HOURS_FROM_ON = date(2026, 6, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class House:
    """See the module's docstring."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        found_desk(name="Harbor Desk", zone="Europe/Berlin", language="en", by=FOUNDER, at=FOUNDED_AT)

    def enter(self, person: Agent | Customer | None, *, zone: str = "UTC", checks_csrf: bool = False) -> Client:
        client = Client(enforce_csrf_checks=checks_csrf)
        if person is not None:
            account = person.account or self._desk.account(person, zone=zone)
            client.force_login(account, backend=BACKEND)
        return client

    def open_hours(self) -> Calendar:
        hours = office_hours("Europe/Berlin", "09:00-17:00")
        return create_calendar(name="Office", hours=hours, from_on=HOURS_FROM_ON, by=FOUNDER, at=FOUNDED_AT)


@pytest.fixture
def house(desk: Desk) -> House:
    """A founded desk whose pages can be asked for; see tests/pages.py."""
    return House(desk)
