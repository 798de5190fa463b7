from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.errors import NotPermitted
from trifecta.log import journal
from trifecta.staff.actions.revise_agent import LastAdministrator, UnknownRole, revise_agent
from trifecta.staff.events import AgentRevised
from trifecta.staff.models import Role


@pytest.fixture
def admin(desk):
    ada = desk.agent("Ada", role=Role.ADMIN)
    desk.account(ada)
    return ada


def test_changes_role_and_access_and_says_so(desk, admin):
    ben = desk.agent("Ben")

    revise_agent(ben, role=Role.LEAD, is_active=False, by=admin, at=monday(9))

    assert (desk.fresh(ben).role, desk.fresh(ben).is_active) == ("lead", False)
    (entry,) = journal.read(f"agent:{ben.pk}")
    assert (entry.event, entry.happened_at) == (AgentRevised(agent=ben.pk, role="lead", works=False), monday(9))


def test_nothing_changed_is_nothing_said(desk, admin):
    ben = desk.agent("Ben")

    revise_agent(ben, role=Role.AGENT, is_active=True, by=admin, at=monday(9))

    assert journal.read(f"agent:{ben.pk}") == []


@pytest.mark.parametrize(("role", "is_active"), [(Role.AGENT, True), (Role.ADMIN, False)])
def test_the_last_administrator_stays_one(desk, admin, role, is_active):
    desk.agent("Olga", role=Role.ADMIN)  # of the history: cannot sign in

    with pytest.raises(LastAdministrator):
        revise_agent(admin, role=role, is_active=is_active, by=admin, at=monday(9))

    assert (desk.fresh(admin).role, desk.fresh(admin).is_active) == ("admin", True)


def test_an_administrator_may_go_when_another_one_stays(desk, admin):
    desk.account(desk.agent("Olga", role=Role.ADMIN))

    assert revise_agent(admin, role=Role.AGENT, is_active=True, by=admin, at=monday(9)).role == "agent"


def test_refuses_a_role_that_no_desk_has(desk, admin):
    with pytest.raises(UnknownRole):
        revise_agent(desk.agent("Ben"), role="king", is_active=True, by=admin, at=monday(9))


def test_is_for_administrators(desk, admin):
    ann = desk.agent("Ann", role=Role.LEADER)

    with pytest.raises(NotPermitted):
        revise_agent(ann, role=Role.ADMIN, is_active=True, by=ann, at=monday(9))
