from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.log import journal
from trifecta.staff.actions.leave_team import leave_team
from trifecta.staff.events import TeamLeft
from trifecta.staff.models import Membership, Role


def test_takes_the_agent_out_and_leaves_what_they_work_on(desk):
    admin, network = desk.agent("Ada", role=Role.ADMIN), desk.team("Network")
    ben = desk.agent("Ben", network)
    ticket = desk.ticket(by=ben, team=network, assignee=ben)

    leave_team(ben, team=network, by=admin, at=monday(10))

    assert not Membership.objects.exists()
    assert desk.fresh(ticket).assignee == ben
    assert [entry.event for entry in journal.read(f"agent:{ben.pk}")] == [TeamLeft(agent=ben.pk, team=network.pk)]


def test_who_is_not_in_the_team_leaves_nothing_behind(desk):
    admin, network, ben = desk.agent("Ada", role=Role.ADMIN), desk.team("Network"), desk.agent("Ben")

    leave_team(ben, team=network, by=admin, at=monday(10))

    assert journal.read(f"agent:{ben.pk}") == []


def test_is_for_administrators(desk):
    network = desk.team("Network")
    lea = desk.agent("Lea", leads=network, role=Role.LEAD)

    with pytest.raises(NotPermitted):
        leave_team(lea, team=network, by=lea, at=monday(10))

    assert Membership.objects.count() == 1
