from __future__ import annotations

import pytest

from tests.pages import FOUNDED_AT
from trifecta.base.errors import NotPermitted
from trifecta.base.worktime.calendar import always_open, office_hours
from trifecta.base.worktime.errors import UnknownZone
from trifecta.calendars.actions.revise_calendar import revise_calendar
from trifecta.calendars.models import CalendarVersion
from trifecta.desk.actions.revise_settings import revise_settings
from trifecta.preferences.models import Desk
from trifecta.staff.models import Role


@pytest.fixture
def admin(desk, house):
    house.open_hours()
    return desk.agent("Ada", role=Role.ADMIN)


def test_nine_stays_nine_when_the_desk_moves(admin):
    revise_settings(name="Harbor", zone="America/New_York", language="en", by=admin, at=FOUNDED_AT)

    now = CalendarVersion.objects.current().get()
    assert (now.number, now.own_hours) == (2, office_hours("America/New_York", "09:00-17:00"))
    assert Desk.objects.get().zone == "America/New_York"


def test_a_new_name_leaves_the_hours_alone(admin):
    revise_settings(name="Harbor & Sons", zone="Europe/Berlin", language="en", by=admin, at=FOUNDED_AT)

    assert CalendarVersion.objects.count() == 1
    assert Desk.objects.get().name == "Harbor & Sons"


def test_hours_in_a_zone_of_their_own_stay_in_it(admin):
    calendar = CalendarVersion.objects.get().calendar
    revise_calendar(calendar, hours=always_open("UTC"), by=admin, at=FOUNDED_AT)

    revise_settings(name="Harbor", zone="America/New_York", language="en", by=admin, at=FOUNDED_AT)

    assert CalendarVersion.objects.current().get().own_hours.zone == "UTC"


def test_an_unknown_zone_changes_neither(admin):
    with pytest.raises(UnknownZone):
        revise_settings(name="Harbor", zone="Nowhere", language="en", by=admin, at=FOUNDED_AT)

    assert (Desk.objects.get().name, CalendarVersion.objects.count()) == ("Harbor Desk", 1)


def test_is_for_administrators(desk, admin):
    with pytest.raises(NotPermitted):
        revise_settings(name="Mine", zone="UTC", language="en", by=desk.agent(role=Role.LEADER), at=FOUNDED_AT)
