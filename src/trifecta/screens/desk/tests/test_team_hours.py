from __future__ import annotations

import pytest

from trifecta.staff.models import Role


@pytest.fixture
def client(desk, house):
    return house.enter(desk.agent("Ada", role=Role.ADMIN))


def test_a_team_works_by_hours_of_its_own_or_by_the_desks(desk, house, client):
    office, network = house.open_hours(), desk.team("Network")

    client.post(f"/desk/teams/{network.pk}/hours/", {"calendar": office.pk})
    assert desk.fresh(network).calendar == office
    assert "Office" in client.get(f"/desk/teams/{network.pk}/").content.decode()

    client.post(f"/desk/teams/{network.pk}/hours/", {"calendar": ""})
    assert desk.fresh(network).calendar is None


def test_hours_that_are_none_are_refused(desk, client):
    network = desk.team("Network")

    answer = client.post(f"/desk/teams/{network.pk}/hours/", {"calendar": "77"})

    assert answer.status_code == 422
    assert desk.fresh(network).calendar is None
