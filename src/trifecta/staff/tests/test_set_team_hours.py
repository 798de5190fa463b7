from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.calendars.models import Calendar
from trifecta.log import journal
from trifecta.staff.actions.set_team_hours import set_team_hours
from trifecta.staff.models import Role


@pytest.fixture
def night():
    return Calendar.objects.create(name="Night watch", zone="Europe/Berlin")


def test_a_team_works_by_hours_of_its_own_or_by_the_desks(desk, night):
    ada, network = desk.agent("Ada", role=Role.ADMIN), desk.team("Network")
    assert network.calendar is None

    set_team_hours(network, calendar=night, by=ada, at=monday(9))
    set_team_hours(network, calendar=night, by=ada, at=monday(10))
    assert desk.fresh(network).calendar == night
    set_team_hours(network, calendar=None, by=ada, at=monday(11))

    assert desk.fresh(network).calendar is None
    told = journal.read(f"team:{network.pk}")
    assert [(entry.happened_at, entry.event.calendar) for entry in told] == [(monday(9), night.pk), (monday(11), None)]


def test_only_an_administrator_sets_them(desk, night):
    network = desk.team("Network")

    with pytest.raises(NotPermitted):
        set_team_hours(network, calendar=night, by=desk.agent(leads=network, role=Role.LEAD), at=monday(9))

    assert (desk.fresh(network).calendar, journal.latest_id()) == (None, 0)
