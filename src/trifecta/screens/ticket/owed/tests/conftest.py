"""A ticket of Monday at nine with priority 3: first answer in 2 h, solution in 24 h, opening hours nine to five."""

from __future__ import annotations

from datetime import date

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.standard import standard_book

SETUP = System("rule:set_up")


@pytest.fixture
def promised(desk):
    """A desk that promises by the standard book."""
    hours = office_hours("UTC", "09:00-17:00")
    create_calendar(name="Office", hours=hours, from_on=date(2026, 2, 1), by=SETUP, at=monday(8))
    revise_book(standard_book(), holds_from=monday(0), by=SETUP, at=monday(0))


@pytest.fixture
def ticket(desk, promised, ann, first):
    asked = {"team": first, "requester": desk.customer("Mira"), "channel": "mail", "impact": 2, "urgency": 2}
    return desk.ticket(by=ann, at=monday(9), **asked)
