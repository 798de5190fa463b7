"""Other opening hours have what is open read anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.calendars.actions.make_default import make_default
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.promises.models import Recomputing
from trifecta.staff.actions.set_team_hours import set_team_hours
from trifecta.staff.models import Role

SETUP = System("rule:set_up")
HOURS = office_hours("UTC", "09:00-17:00")


def calendar(name):
    return create_calendar(name=name, hours=HOURS, from_on=date(2026, 2, 1), by=SETUP, at=monday(8))


@pytest.fixture
def office(db):
    return calendar("Office")


def asked():
    return [(job.asked_by, job.asked_at) for job in Recomputing.objects.order_by("pk")]


def test_new_hours_time_nothing_yet(office):
    assert asked() == []


def test_revised_ones_do(office):
    later = replace(HOURS, week=office_hours("UTC", "10:00-18:00").week)

    revise_calendar(office, hours=later, by=SETUP, at=tuesday(9))

    assert asked() == [("rule:set_up", tuesday(9))]


def test_so_do_other_hours_of_the_desk_or_of_a_team(office, desk):
    night, ada = calendar("Night"), desk.agent("Ada", role=Role.ADMIN)

    make_default(night, by=SETUP, at=tuesday(9))
    set_team_hours(desk.team("Network"), calendar=office, by=ada, at=tuesday(10))

    assert asked() == [("rule:set_up", tuesday(9)), (ada.actor, tuesday(10))]
