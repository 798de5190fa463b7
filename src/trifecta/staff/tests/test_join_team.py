from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.base.errors import NotPermitted
from trifecta.log import journal
from trifecta.staff.actions.join_team import NoLongerHere, join_team
from trifecta.staff.events import TeamJoined
from trifecta.staff.models import PLACEHOLDER_ID, Agent, Membership, Role


@pytest.fixture
def admin(desk):
    return desk.agent("Ada", role=Role.ADMIN)


def test_puts_the_agent_into_the_team_and_says_so(desk, admin):
    network, ben = desk.team("Network"), desk.agent("Ben")

    join_team(ben, team=network, by=admin, at=monday(9))

    assert list(network.agents.all()) == [ben]
    (entry,) = journal.read(f"agent:{ben.pk}")
    assert (entry.happened_at, entry.actor) == (monday(9), f"staff:{admin.pk}")
    assert entry.event == TeamJoined(agent=ben.pk, team=network.pk, leads=False)


def test_makes_a_member_a_lead(desk, admin):
    network = desk.team("Network")
    ben = desk.agent("Ben", network)

    join_team(ben, team=network, is_lead=True, by=admin, at=monday(9))

    assert Membership.objects.get(agent=ben).is_lead
    assert [entry.event.leads for entry in journal.read(f"agent:{ben.pk}")] == [True]


def test_joining_twice_changes_and_says_nothing(desk, admin):
    network, ben = desk.team("Network"), desk.agent("Ben")
    join_team(ben, team=network, by=admin, at=monday(9))

    join_team(ben, team=network, by=admin, at=tuesday(9))

    assert Membership.objects.count() == 1
    assert len(journal.read(f"agent:{ben.pk}")) == 1


def test_is_for_administrators(desk):
    network, lead = desk.team("Network"), desk.agent("Lea", role=Role.LEAD)

    with pytest.raises(NotPermitted):
        join_team(lead, team=network, by=lead, at=monday(9))

    assert not Membership.objects.exists()


def test_nobody_joins_who_is_gone_and_nothing_that_is_closed(desk, admin):
    network, gone, closed = desk.team("Network"), desk.agent("Gus"), desk.team("Old")
    gone.is_active = closed.is_active = False

    for agent, team in ((gone, network), (admin, closed), (Agent.objects.get(pk=PLACEHOLDER_ID), network)):
        with pytest.raises(NoLongerHere):
            join_team(agent, team=team, by=admin, at=monday(9))

    assert not Membership.objects.exists()
